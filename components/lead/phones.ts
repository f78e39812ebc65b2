import { countryOfLead } from '../../lib/calls/lead-time';
import { formatPhone, isSameNumber, numbersIn, parsePhone } from '../../lib/calls/phone';
import type { LeadView } from '../../lib/messaging/views';

/** A number of a lead as it is shown. */
export interface LeadPhone {
  readonly kind: 'work' | 'mobile' | 'home' | 'other';
  readonly raw: string;
  readonly shown: string;
  /** For a `tel:` link, or null where the text can be no number. */
  readonly e164: string | null;
  /** Found wrong on an earlier call. */
  readonly removed: boolean;
}

/** The numbers of a lead, each once, in the CRM's order. */
export function phonesOf(view: LeadView | undefined): readonly LeadPhone[] {
  const record = view?.record;
  if (record == null) return [];
  const country = countryOfLead(record);
  const phones = record.phones.flatMap(({ kind, raw }) => numbersIn(raw, country).map((each) => ({ kind, raw: each })));
  const distinct = phones.filter(
    (phone, index) =>
      phone.raw.trim() !== '' && phones.findIndex((other) => isSameNumber(other.raw, phone.raw, country)) === index,
  );
  return distinct.map(({ kind, raw }) => ({
    kind,
    raw,
    shown: formatPhone(raw, country),
    e164: parsePhone(raw, country)?.e164 ?? null,
    removed: view?.removedNumbers.some((number) => isSameNumber(number, raw, country)) ?? false,
  }));
}

/** Nobody may be offered to call this person. */
export function isDoNotCall(view: LeadView | undefined): boolean {
  return view !== undefined && (view.doNotCall || view.record?.doNotCall === true);
}

/** The number a call starts with when none is named. */
export function firstNumber(view: LeadView | undefined): string | null {
  return phonesOf(view).find((phone) => !phone.removed)?.raw ?? null;
}
