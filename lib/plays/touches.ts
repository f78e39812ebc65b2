import { type AttemptFacts, attemptsOf } from '../calls/attempts';
import { hourMs } from '../model/time';
import type { Play } from './play';
import type { Touch } from './progress';

/** What is known of a lead that was worked: its calls (those taken back among them), what its CRM tells, and steps ticked off. */
export interface Worked {
  readonly calls: readonly AttemptFacts[];
  readonly record: {
    readonly createdAt?: number | null | undefined;
    readonly activities: readonly { readonly kind: string; readonly at: number }[];
  } | null;
  /** Steps the SDR ticked off themselves: what no CRM tells of. */
  readonly ticked?: readonly Touch[] | undefined;
}

/** A mail that was ticked off and shows in the CRM too is one mail. */
const sameMailMs = 24 * hourMs;
/** An older lead that was first called now is worked from that call on. */
const freshMs = 30 * 24 * hourMs;

/** What was done for the lead, as far as Baton, the CRM and the SDR tell. */
export function touchesOf({ calls, record, ticked = [] }: Worked): readonly Touch[] {
  const called = attemptsOf(calls).map(({ startedAt }): Touch => ({ channel: 'call', at: startedAt }));
  const mails = (record?.activities ?? []).filter(({ kind }) => kind === 'email');
  const told = ticked.filter(
    ({ channel, at }) => channel !== 'email' || !mails.some((mail) => Math.abs(mail.at - at) < sameMailMs),
  );
  return [...called, ...mails.map(({ at }): Touch => ({ channel: 'email', at })), ...told];
}

/** When the play began: the lead came in, or was first touched by it. Null before anything happened: its first step is due. */
export function playStart({ calls, record, ticked = [] }: Worked, play: Play | null): number | null {
  const live = calls.filter((call) => call.undoneAt === null).map(({ startedAt }) => startedAt);
  const touched = [...live, ...ticked.map(({ at }) => at)];
  const first = touched.length === 0 ? null : Math.min(...touched);
  const createdAt = record?.createdAt ?? null;
  if (play?.speed === true && createdAt !== null && (first === null || first - createdAt < freshMs)) return createdAt;
  return first;
}
