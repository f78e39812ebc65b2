import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { remembered } from '../model/remembered';

/** A telephone number that could be dialled. */
export interface PhoneNumber {
  /** `+13035550142`. */
  readonly e164: string;
  /** ISO country code, or null where the number alone does not tell. */
  readonly country: string | null;
  readonly callingCode: string;
  /** Digits without country code. */
  readonly nationalDigits: string;
  readonly extension: string | null;
  /** `tel:+13035550142;ext=12` (RFC 3966): a link that dials the extension too, where the telephone can. */
  readonly uri: string;
  /** As people in its country write it, and as people elsewhere do. */
  readonly national: string;
  readonly international: string;
}

/**
 * Reads a number as a CRM has it. `countryHint` (ISO code) is the country whose local way of writing is assumed where
 * no `+` is given. Null where the text can be no number. Remembered: one lead's numbers are compared many times over.
 */
export const parsePhone = remembered(
  500,
  (raw: string, countryHint: string | null) => `${countryHint} ${raw}`,
  readPhone,
);

/**
 * The text with the digits of every script as the usual ones, full-width signs as plain ones, and without the marks of writing
 * direction that come along when a number is copied. Unicode lays the ten digits of a script side by side, nought first.
 */
function plainText(raw: string): string {
  return raw
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/(?![0-9])\p{Nd}/gu, (digit) => String(digitAt(digit.codePointAt(0) ?? 0)));
}

function digitAt(codePoint: number): number {
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(codePoint - before - 1))) before += 1;
  return before % 10;
}

/** How an extension is written in Chinese, which the library does not know. */
const chineseExtension = /\s*(?:转|轉|分机号?|分機號?|内线|內線)\s*:?\s*(\d{1,7})\s*$/u;

function readPhone(raw: string, countryHint: string | null): PhoneNumber | null {
  const parsed = parsePhoneNumberFromString(plainText(raw).replace(chineseExtension, ' ext. $1'), hintOf(countryHint));
  if (parsed === undefined || !parsed.isPossible()) return null;
  return {
    e164: parsed.number,
    country: parsed.country ?? null,
    callingCode: parsed.countryCallingCode,
    nationalDigits: parsed.nationalNumber,
    extension: parsed.ext ?? null,
    uri: parsed.getURI(),
    national: parsed.formatNational(),
    international: parsed.formatInternational(),
  };
}

/** What people put between several numbers in one field. */
const betweenNumbers = /\s*(?:[/;|,&、；，／｜＆،؛\n]|\b(?:or|and)\b|[或和])\s*|\s+(?=[+＋])/iu;

/** The numbers a field of a CRM holds: the field as it is where it is one number, or can be read as none. */
export function numbersIn(raw: string, countryHint: string | null): readonly string[] {
  const parts = raw.split(betweenNumbers).filter((part) => part.trim() !== '');
  const areAll = parts.length > 1 && parts.every((part) => parsePhone(part, countryHint) !== null);
  return areAll ? parts : [raw];
}

/** The number as it is best shown: the local way inside the country of `countryHint`, else the international one; as it stands where it cannot be read. */
export function formatPhone(raw: string, countryHint: string | null): string {
  const phone = parsePhone(raw, countryHint);
  if (phone === null) return raw.trim();
  return phone.country !== null && phone.country === countryHint ? phone.national : phone.international;
}

/** Digits a number has at least before its local form alone is taken for the same line. */
const leastDigits = 7;

/** Whether two writings mean the same line. Where only one says its country, the local parts are compared. */
export function isSameNumber(a: string, b: string, countryHint: string | null): boolean {
  const first = parsePhone(a, countryHint);
  const second = parsePhone(b, countryHint);
  if (first !== null && second !== null) {
    return first.e164 === second.e164 && first.extension === second.extension;
  }
  const digits = localDigits(a, first);
  return digits.length >= leastDigits ? digits === localDigits(b, second) : a.trim() === b.trim();
}

/** The part dialled inside the country, without trunk zeros. */
function localDigits(raw: string, phone: PhoneNumber | null): string {
  return (phone?.nationalDigits ?? plainText(raw).replace(/\D/g, '')).replace(/^0+/, '');
}

function hintOf(country: string | null): CountryCode | undefined {
  return country !== null && isSupportedCountry(country) ? country : undefined;
}
