import { z } from 'zod';
import { type CallingQuestion, callChecker, scopesOfNumber } from '../calling/permission';
import { type CallPlace, callPlaces } from '../calling/places';
import { numberScope } from '../calling/rule';
import { attemptsOf } from '../calls/attempts';
import { goodNumbers, kindOfNumber } from '../calls/lead-numbers';
import type { LeadRecord } from '../crm/lead-record';
import { orgOfKey, type RecordKey } from '../model/record';
import { hourMs } from '../model/time';
import { assignPlay, type Play } from '../plays/play';
import { nextCallDueAt } from '../plays/progress';
import { playStart, touchesOf, type Worked } from '../plays/touches';
import type { QueueLead } from '../queue/queue-lead';
import type { PursuitRow } from '../store/rows';
import { isDoNotCall, type LeadFacts, scoreOf } from './lead-facts';

/** Who works the leads, and by which plays: what a row depends on beside the lead itself. */
export interface RowContext {
  readonly plays: readonly Play[];
  /** The connection's user in the lead's org; null where it is not connected. */
  readonly userId: string | null;
  readonly userName: string | null;
  readonly timeZone: string;
  readonly now: number;
}

/** Leads older than this came in too long ago for speed to count. */
const freshForMs = 48 * hourMs;
const triedKept = 8;

/** The small row by which the queue ranks a lead. */
export function queueRowOf(key: RecordKey, facts: LeadFacts, context: RowContext): QueueLead {
  const { record, pursuit } = facts;
  const attempts = attemptsOf(facts.calls);
  const play = assignPlay(context.plays, { source: record?.source ?? null });
  const worked = workedOf(facts);
  const startedAt = playStart(worked, play);
  const isFresh = play?.speed === true && record?.createdAt != null && context.now - record.createdAt < freshForMs;
  const places = record === null ? [] : callPlaces(record, firstGoodNumber(record, pursuit));
  return {
    recordKey: key,
    org: orgOfKey(key),
    // The CRM's name first: what a call was logged under may be older, or was not known.
    name: record?.name.trim() || pursuit?.leadName || '',
    company: record?.company ?? null,
    kind: play?.id ?? 'none',
    window: windowOf(record, pursuit, places),
    zone: places[0]?.zone ?? null,
    barred: barOf(facts, context),
    fit:
      Object.keys(facts.answers).length === 0
        ? null
        : Math.min(1, Math.max(0, scoreOf(facts, context.now).estimate / 100)),
    attempts: pursuit?.attempts ?? 0,
    lastCallAt: pursuit?.lastCallAt ?? null,
    triedAt: attempts.slice(-triedKept).map((call) => call.startedAt),
    othersCallAt: othersCallOf(facts, context),
    dueAt: pursuit?.followUp?.dueAt ?? null,
    ...(pursuit?.followUp?.person === undefined ? {} : { person: pursuit.followUp.person.name }),
    stepDueAt:
      play === null || startedAt === null
        ? null
        : nextCallDueAt({ play, startedAt, touches: touchesOf(worked), timeZone: context.timeZone }),
    freshAt: isFresh ? (record?.createdAt ?? null) : null,
  };
}

/** What a play counts of a lead. */
export function workedOf({ calls, record, pursuit }: Pick<LeadFacts, 'calls' | 'record' | 'pursuit'>): Worked {
  return { calls, record, ticked: pursuit?.ticked };
}

function barOf(facts: LeadFacts, { userId }: RowContext): QueueLead['barred'] {
  const { record, pursuit, handoff } = facts;
  if (isDoNotCall(facts)) return 'doNotCall';
  // Deleted or merged in the CRM: there is no page to open, and nothing to log on.
  if (facts.recordProblem?.kind === 'gone') return 'gone';
  // Whoever the lead named is still to be called, from the lead's own page.
  if (pursuit !== null && pursuit.ended !== 'nothing' && pursuit.followUp?.person === undefined) return 'ended';
  if (handoff !== null && handoff.state !== 'withdrawn' && handoff.state !== 'returned') return 'handedOver';
  // What an AE gave back is the SDR's to work again, also while the CRM still names the AE.
  const owner = record?.owner ?? null;
  const isBack = handoff?.state === 'returned' && owner?.id === handoff.ae.id;
  if (userId !== null && owner !== null && owner.pool !== true && owner.id !== userId && !isBack) return 'otherRep';
  const isReachable = record === null || record.from === 'page' || firstGoodNumber(record, pursuit) !== null;
  return isReachable ? null : 'noNumber';
}

/** The latest call in the CRM by somebody else than the SDR. */
function othersCallOf({ record, calls }: LeadFacts, { now, userName }: RowContext): number | null {
  const others = (record?.activities ?? []).filter(
    ({ kind, by, at }) =>
      kind === 'call' &&
      by !== null &&
      by !== userName &&
      // One that is dated far ahead is planned, or dated wrong: it hides none that was made.
      at <= now + 24 * hourMs &&
      !calls.some((call) => Math.abs(call.startedAt - at) < 2 * 60_000),
  );
  return others.length === 0 ? null : Math.max(...others.map(({ at }) => at));
}

function firstGoodNumber(record: LeadRecord, pursuit: PursuitRow | null): string | null {
  return goodNumbers(record, pursuit?.removedNumbers ?? [], pursuit?.followUp)[0] ?? null;
}

/** Baton knows the page alone: nothing to judge by. */
const pageWindow = 'page';
const windowForm = z.object({
  places: z.array(
    z.object({
      country: z.string().nullable(),
      state: z.string().nullable(),
      zone: z.string(),
      from: z.enum(['stated', 'address', 'number']),
    }),
  ),
  scopes: z.array(numberScope),
});

function windowOf(record: LeadRecord | null, pursuit: PursuitRow | null, places: readonly CallPlace[]): string {
  if (record === null || record.from === 'page') return pageWindow;
  const kind = kindOfNumber(record, firstGoodNumber(record, pursuit));
  // Where a place was learnt from makes no difference to when it may be called.
  const plain = places.map((place) => ({ ...place, from: 'address' as const }));
  return JSON.stringify({ places: plain, scopes: scopesOfNumber(kind) });
}

/** What a row's `window` asks of the calling rules; null where there is nothing to judge by. */
export function questionOfWindow(window: string) {
  return window === pageWindow ? null : windowForm.parse(JSON.parse(window));
}

/** Whether the rules allow a call to a window's leads, attempts left aside; null where nobody can tell. */
export function mayCallWindow(
  window: string,
  rules: Pick<CallingQuestion, 'rules' | 'holidays'>,
  now: number,
): boolean | null {
  const asked = questionOfWindow(window);
  if (asked === null) return true;
  // Only of now: until when it holds is what makes `permissionAt` dear, and a queue asks for every place it knows.
  return asked.places.length === 0 ? null : callChecker({ ...asked, ...rules, attemptsAt: [] })(now);
}
