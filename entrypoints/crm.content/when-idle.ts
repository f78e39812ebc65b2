import { isLoading } from './root';

/**
 * Runs it once the page is parsed and has nothing to do for a moment, or after `withinMs`: two programs that start at
 * the same time slow each other down, and the page comes first.
 */
export function whenIdle(run: () => void, withinMs: number): void {
  const until = performance.now() + withinMs;
  const ask = () => {
    const timeout = until - performance.now();
    // A limit of 0 would be none.
    requestIdleCallback(() => (isLoading() && timeout > 0 ? ask() : run()), {
      timeout: timeout || 1,
    });
  };
  ask();
}
