import type { CallReferral } from './call';
import { numbersIn, parsePhone } from './phone';

/** Somebody a lead named, in one line: name and how to reach them. */
export function referralText({ name, contact }: CallReferral): string {
  return contact === '' ? name : `${name}, ${contact}`;
}

/** The telephone number in what was said about reaching somebody, or null; `country` is the lead's, ISO, or null. */
export function numberIn(contact: string, country: string | null): string | null {
  return numbersIn(contact, country).find((raw) => parsePhone(raw, country) !== null) ?? null;
}

/** The e-mail address in what was said about reaching them, or null. */
export function addressOfReferral({ contact }: CallReferral): string | null {
  return /[^\s<>,;]+@[^\s<>,;]+\.[^\s<>,;]+/.exec(contact.normalize('NFKC'))?.[0] ?? null;
}
