import type { CrmProblem } from './result';

/** Nothing is sent for so long: a quota is used up, of the moment or of the day, or the CRM said when it will serve again. */
export interface Rest {
  readonly ms: number;
  readonly because: 'rateLimit' | 'dailyLimit' | 'server';
}

const longestMs = 86_400_000;
/** A server that is down may name any time; whoever asks it by hand is let through after this. Entries wait as long as it said. */
const longestServerRestMs = 15 * 60_000;

/**
 * `Retry-After` in ms, as seconds or as an HTTP date; null where absent or nonsense. A date is counted from the answer's own `Date`
 * where it has one, because the clock of this machine (`now`) may be another.
 */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const text = headers.get('retry-after')?.trim();
  if (text === undefined || text === '') return null;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return seconds >= 0 ? Math.round(Math.min(seconds * 1000, longestMs)) : null;
  const at = Date.parse(text);
  if (Number.isNaN(at)) return null;
  const theirs = Date.parse(headers.get('date') ?? '');
  return Math.max(0, Math.min(at - (Number.isNaN(theirs) ? now : theirs), longestMs));
}

/** The pause that a problem asks of everything that is sent to its CRM; null where it asks for none. */
export function pauseIn(problem: CrmProblem): Rest | null {
  if (problem.kind === 'unsure') return serverRest(problem.afterMs ?? 0);
  if (problem.kind !== 'retryAfter') return null;
  if (problem.because === 'rateLimit') return { ms: problem.afterMs, because: 'rateLimit' };
  return problem.because === 'server' ? serverRest(problem.afterMs) : null;
}

function serverRest(ms: number): Rest | null {
  return ms === 0 ? null : { ms: Math.min(ms, longestServerRestMs), because: 'server' };
}
