import { z } from 'zod';
import type { PhoneNumber } from '../calls/phone';
import type { RecordRef } from '../model/record';
import { recordKey } from '../model/schemas';

/** Somebody a lead named, as their CRM is to know them. */
export interface NamedPerson {
  /** As the SDR wrote it. */
  readonly name: string;
  readonly company: string | null;
  readonly phone: PhoneNumber | null;
  readonly email: string | null;
  /** The record of the lead who named them. */
  readonly namedBy: RecordRef;
  /** Who named them, as people read it. */
  readonly remark: string;
}

/** A person the CRM has who may be them. */
export const foundPerson = z.object({
  recordKey,
  name: z.string(),
  /** Their position: tells two of one name at one company apart. */
  title: z.string().nullable(),
  company: z.string().nullable(),
});
export type FoundPerson = z.infer<typeof foundPerson>;

/** More than these nobody compares. */
export const foundMost = 5;

/** First and last name: the last word is the last name; a name of one word, or without spaces, is a last name. */
export function namesOf({ name }: Pick<NamedPerson, 'name'>): { readonly first: string | null; readonly last: string } {
  const words = name.trim().split(/\s+/);
  return { first: words.length > 1 ? words.slice(0, -1).join(' ') : null, last: words.at(-1) ?? '' };
}

/** The ways a number may stand in a CRM. */
export function writingsOf(phone: PhoneNumber): readonly string[] {
  const { e164, national, international, nationalDigits, callingCode } = phone;
  const plain = [`+${callingCode} ${nationalDigits}`, nationalDigits, `0${nationalDigits}`, e164.slice(1)];
  return [...new Set([e164, national, international, international.replaceAll(' ', '-'), ...plain])];
}
