import { isLoading } from './root';

/**
 * Runs it once the page is parsed and has nothing to do for a moment, or after `withinMs` (at most twice that, where
 * the page is still being parsed): two programs that start together slow each other down, and the page comes first.
 */
export function whenIdle(run: () => void, withinMs: number): void {
  const until = performance.now() + withinMs;
  const ask = () => {
    requestIdleCallback(() => (isLoading() && performance.now() < until ? ask() : run()), { timeout: withinMs });
  };
  ask();
}
