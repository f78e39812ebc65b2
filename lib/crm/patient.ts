import type { Http, HttpDeps } from './http';

/** The longest pause that is waited out: a window of ten seconds, and a little. Well below the half minute a worker may idle. */
const longestMs = 12_000;
const mostTimes = 2;

/**
 * Waits a short pause out where a read meets it, instead of giving up: for what needs several reads in a row while nobody is
 * looking, and would begin at the first of them again and again where each answer uses up what is left. Writes go back to
 * their queue as ever.
 */
export function waitingOutPauses(http: Http, pause: NonNullable<HttpDeps['pause']>): Http {
  return async (ask) => {
    for (let times = 0; ; times += 1) {
      const result = await http(ask);
      if (result.ok || ask.effect === 'write' || times === mostTimes) return result;
      const { problem } = result;
      if (problem.kind !== 'retryAfter' || problem.because !== 'rateLimit') return result;
      if (problem.afterMs === 0 || problem.afterMs > longestMs || ask.signal?.aborted === true) return result;
      await pause(problem.afterMs);
    }
  };
}
