import { remembered } from './remembered';
import { ownTimeZone } from './time';

// A formatter takes up to a millisecond to make and lists need it per row, so each is made once.
const most = 200;
const keyOf = (locale: string, options?: object) => `${locale} ${JSON.stringify(options)}`;

/** The engine's formatter of dates and times. Where no zone is named it is the machine's, as it is now. @throws RangeError for a time zone it does not know. */
export const dateTimeFormat = remembered(
  most,
  (locale: string, options?: Intl.DateTimeFormatOptions) =>
    // The engine's formatter keeps the zone the machine had when it was made.
    `${keyOf(locale, options)} ${options?.timeZone ?? ownTimeZone()}`,
  (locale: string, options?: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);

/** The engine's formatter of numbers. */
export const numberFormat = remembered(
  most,
  keyOf,
  (locale: string, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
);

/** The engine's formatter of stretches of time, seen from now. */
export const relativeTimeFormat = remembered(
  most,
  keyOf,
  (locale: string, options?: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(locale, options),
);

/** The engine's formatter of lists. */
export const listFormat = remembered(
  most,
  keyOf,
  (locale: string, options?: Intl.ListFormatOptions) => new Intl.ListFormat(locale, options),
);

/** The engine's names of countries. */
export const regionNames = remembered(
  most,
  keyOf,
  (locale: string) => new Intl.DisplayNames([locale], { type: 'region' }),
);
