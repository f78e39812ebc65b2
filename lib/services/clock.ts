import { ownTimeZone } from '../model/time';
import type { Clock } from './services';

/** The machine's clock. */
export function systemClock(): Clock {
  return { now: () => Date.now(), timeZone: ownTimeZone };
}
