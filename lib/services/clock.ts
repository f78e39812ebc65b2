import type { Clock } from './services';

/**
 * The machine's clock. Asking for the zone's name costs as much as writing a call, so it is asked for once, and again
 * when the offset from UTC is another one: the SDR has travelled, or summer time has begun or ended.
 */
export function systemClock(): Clock {
  const zoneNow = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
  const offsetNow = () => new Date().getTimezoneOffset();
  let known = { offset: offsetNow(), zone: zoneNow() };
  return {
    now: () => Date.now(),
    timeZone: () => {
      const offset = offsetNow();
      if (offset !== known.offset) known = { offset, zone: zoneNow() };
      return known.zone;
    },
  };
}
