import type { FollowUp } from './call';
import { countryOfLead, type LeadPlace } from './lead-time';
import { isSameNumber, numbersIn } from './phone';
import { numberIn } from './referral';

/** A lead's telephone numbers by their fields, and the address they are read by. */
export interface LeadNumbers<Kind extends string = string> extends Pick<LeadPlace, 'address'> {
  readonly phones: readonly { readonly kind: Kind; readonly raw: string }[];
}

/** The numbers of a lead that were not found wrong, however they are written; last, where a promise says it, the one to reach them at. */
export function goodNumbers(
  lead: LeadNumbers | null,
  removed: readonly string[],
  followUp: Pick<FollowUp, 'reach'> | null = null,
): readonly string[] {
  if (lead === null) return [];
  const country = countryOfLead(lead);
  const own = lead.phones.flatMap(({ raw }) => numbersIn(raw, country)).filter((raw) => raw.trim() !== '');
  const reach = numberIn(followUp?.reach ?? '', country);
  const numbers = reach === null ? own : [...own, reach];
  return numbers.filter((raw) => !removed.some((gone) => isSameNumber(gone, raw, country)));
}

/** What kind of line a number of a lead is, in whichever field it stands and however it is written; null where it is none of theirs. */
export function kindOfNumber<Kind extends string>(lead: LeadNumbers<Kind>, number: string | null): Kind | null {
  if (number === null) return null;
  const country = countryOfLead(lead);
  const isHere = (raw: string) => numbersIn(raw, country).some((each) => isSameNumber(each, number, country));
  return lead.phones.find(({ raw }) => isHere(raw))?.kind ?? null;
}
