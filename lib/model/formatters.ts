import { remembered } from './remembered';

// A formatter takes up to a millisecond to make and lists need it per row, so each is made once.
const most = 200;
const keyOf = (locale: string, options?: object) => `${locale} ${JSON.stringify(options)}`;

/** The engine's formatter of dates and times. @throws RangeError for a time zone it does not know. */
export const dateTimeFormat = remembered(
  most,
  keyOf,
  (locale: string, options?: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);

/** The engine's formatter of numbers. */
export const numberFormat = remembered(
  most,
  keyOf,
  (locale: string, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
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
