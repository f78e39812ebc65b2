import type { LeadView } from '../../lib/messaging/views';
import type { RecordKey } from '../../lib/model/record';

/** Somebody a lead named in a call, and who they are in the CRM where that is known. */
export interface NamedCall {
  readonly callId: string;
  readonly name: string;
  readonly contact: string;
  readonly recordKey: RecordKey | null;
}

/** More than these the card has no room for. */
const mostShown = 3;

/** Whom a lead named, each once, the latest first. */
export function namedCalls({ calls }: Pick<LeadView, 'calls'>): readonly NamedCall[] {
  const all = calls.flatMap(({ id, referral, named, undoneAt }) =>
    referral === undefined || undoneAt !== null
      ? []
      : [{ callId: id, ...referral, recordKey: named?.recordKey ?? null }],
  );
  const isSame = (a: NamedCall, b: NamedCall) => a.name.trim().toLowerCase() === b.name.trim().toLowerCase();
  // Named in two calls, they are one person: the one that is known in the CRM tells more.
  const known = all.toSorted((a, b) => Number(a.recordKey === null) - Number(b.recordKey === null));
  const distinct = all.filter((each, index) => all.findIndex((other) => isSame(other, each)) === index);
  return distinct.map((each) => known.find((other) => isSame(other, each)) ?? each).slice(0, mostShown);
}
