import { countryOfLead } from '../../lib/calls/lead-time';
import { formatPhone, isSameNumber, numbersIn, parsePhone } from '../../lib/calls/phone';
import { numberIn } from '../../lib/calls/referral';
import type { LeadView } from '../../lib/messaging/views';
import { rememberedOf } from '../../lib/model/remembered';

/** A number of a lead as it is shown. */
export interface LeadPhone {
  readonly kind: 'work' | 'mobile' | 'home' | 'other';
  /** Whose number it is, where the lead named somebody else. */
  readonly person?: string;
  readonly raw: string;
  readonly shown: string;
  /** The `tel:` link, or null where the text can be no number. */
  readonly uri: string | null;
  /** Found wrong on an earlier call. */
  readonly removed: boolean;
}

/** The numbers of a lead, each once, in the CRM's order. */
export function phonesOf(view: LeadView | undefined): readonly LeadPhone[] {
  return view === undefined ? [] : phonesOfView(view);
}

/** Half a dozen parts of the sidebar ask for them, each time it is drawn. */
const phonesOfView = rememberedOf((view: LeadView): readonly LeadPhone[] => {
  const { record } = view;
  if (record === null) return [];
  const country = countryOfLead(record);
  const own = record.phones.flatMap(({ kind, raw }) => numbersIn(raw, country).map((each) => ({ kind, raw: each })));
  const reach = numberIn(view.nextFollowUp?.reach ?? '', country);
  const phones: readonly Pick<LeadPhone, 'kind' | 'raw' | 'person'>[] = [
    ...own,
    ...(reach === null ? [] : [{ kind: 'other' as const, raw: reach }]),
    ...namedPhones(view, country),
  ];
  const distinct = phones.filter(
    (phone, index) =>
      phone.raw.trim() !== '' && phones.findIndex((other) => isSameNumber(other.raw, phone.raw, country)) === index,
  );
  return distinct.map(({ raw, ...phone }) => ({
    ...phone,
    raw,
    shown: formatPhone(raw, country),
    uri: parsePhone(raw, country)?.uri ?? null,
    removed: view.removedNumbers.some((number) => isSameNumber(number, raw, country)),
  }));
});

/** The numbers of those whom the lead named, the latest first; whom the CRM knows is called from their own record. */
function namedPhones({ calls }: LeadView, country: string | null) {
  const named = calls
    .filter(({ undoneAt, named: known }) => undoneAt === null && known?.recordKey == null)
    .flatMap(({ referral }) => referral ?? []);
  return named.flatMap((referral) => {
    const raw = numberIn(referral.contact, country);
    return raw === null ? [] : [{ kind: 'other' as const, raw, person: referral.name }];
  });
}

/** Nobody may be offered to call this person. */
export function isDoNotCall(view: LeadView | undefined): boolean {
  return view !== undefined && (view.doNotCall || view.record?.doNotCall === true);
}

/** The number a call starts with when none is named: that of whoever is promised a call, else the lead's own first good one. */
export function firstNumber(view: LeadView | undefined): string | null {
  const good = phonesOf(view).filter((phone) => !phone.removed);
  const promised = view?.nextFollowUp?.person?.name;
  const first =
    good.find(({ person }) => person !== undefined && person === promised) ??
    good.find(({ person }) => person === undefined);
  return first?.raw ?? null;
}
