import { addDays, dayMs, hourMs, instantOf, localDayOf, minuteMs, minuteOfDay } from '../model/time';
import { intersectSpans, type Span, type WorkingHours, workingSpansFrom } from '../model/working-time';
import type { HeardTime } from './heard-time';
import { leadHoursIn } from './lead-hours';
import type { Outcome } from './outcome';

/** A time proposed for the next call; epoch ms, in the lead's zone. */
export interface FollowUpSuggestion {
  readonly dueAt: number;
  readonly timeZone: string;
  readonly why: 'heard' | 'step' | 'retry' | 'promise' | 'referral' | 'recycle' | 'tomorrow';
}

export interface FollowUpQuestion {
  readonly outcome: Pick<Outcome, 'followUp'>;
  /** Epoch ms. */
  readonly now: number;
  /** The zones the lead may live by, likeliest first; none where unknown. */
  readonly zones: readonly string[];
  /** The SDR's own zone and working time: whoever calls has to be at work too. */
  readonly ownZone: string;
  readonly workingTime: WorkingHours;
  /** When this lead was tried before (epoch ms), this attempt included. */
  readonly triedAt: readonly number[];
  /** The time the person named, where they named one: before anything else. */
  readonly heard?: HeardTime | null;
  /** When the play wants the call after this one (epoch ms); it takes the place of the next try where nobody was reached. */
  readonly stepDueAt?: number | null;
  /** Whether the calling rules allow a call at an instant; every instant where left out. */
  readonly isAllowed?: (at: number) => boolean;
}

/**
 * How far ahead a follow-up may lie, in years: the contracts people wait for seldom run longer, and what lies further is a
 * slip of the keys.
 */
export const followUpYears = 5;
/** A time that has just passed is due now; one further back is a slip of the keys. */
const passedMs = dayMs;

/** The latest instant a follow-up may be set for, from `now` (epoch ms). */
export function latestFollowUp(now: number): number {
  return now + followUpYears * 365.25 * dayMs;
}

/** Why no follow-up can be set for an instant: it has passed, or is years off; null where it can. */
export function followUpIssue(dueAt: number, now: number): 'past' | 'far' | null {
  if (dueAt < now - passedMs) return 'past';
  return dueAt > latestFollowUp(now) ? 'far' : null;
}

/** Proposed times lie on the half hour; a call needs room before the day ends. */
const stepMinutes = 30;
const roomMs = 15 * minuteMs;
/** Two attempts closer than this on the clock are the same hour to whoever is never at the desk then. */
const otherHourMinutes = 120;
/** Hours with the best talk time. Source: domain notes section 2 (Cognism 2025). */
const morning = 10 * 60;
const afternoon = 14 * 60;
const noon = 12 * 60;
const lookAheadDays = 16;
const mostSuggestions = 3;

/**
 * When to call again, best first; the first is the default. Every time lies in the lead's working hours in all of its
 * candidate zones (where they share any; else in the likeliest), and in the SDR's own where the two days overlap, but for an
 * hour the person named themselves; and always at a time at which the calling rules allow a call. Empty where the outcome asks for no follow-up, or no such time is near.
 */
export function suggestFollowUps(question: FollowUpQuestion): readonly FollowUpSuggestion[] {
  const timeZone = question.zones[0] ?? question.ownZone;
  const { triedAt, isAllowed = always } = question;
  const heard = heardOf(question);
  const near = workTimes(question, question.now);
  const found: FollowUpSuggestion[] = [];
  for (const { from, minute, why } of wantedTimes(question, timeZone)) {
    if (found.length === mostSuggestions) break;
    const isNamed = why === 'heard' && heard?.isExact === true && isAllowed(heard.at);
    const times = far.includes(why) ? workTimes(question, from) : near;
    // Nobody needs the same hour of a day twice, where another one was not tried yet.
    const offered = found.map(({ dueAt }) => dueAt);
    const dueAt = isNamed ? heard.at : slotFrom(times, { from, minute, why, timeZone, triedAt, offered, isAllowed });
    if (dueAt !== null) found.push({ dueAt, timeZone, why });
  }
  return found;
}

/** The time the person named, where a follow-up can be set for it. */
function heardOf({ heard = null, now }: FollowUpQuestion): HeardTime | null {
  return heard === null || followUpIssue(heard.at, now) !== null ? null : heard;
}

/** What may lie beyond the days looked at from now on. */
const far: readonly FollowUpSuggestion['why'][] = ['heard', 'step', 'recycle'];

/** A time looked for: not before `from`, and where `minute` is a number as near to that local minute as the day allows. */
interface Wanted {
  readonly from: number;
  readonly minute: number | 'other' | null;
  readonly why: FollowUpSuggestion['why'];
}

function wantedTimes(question: FollowUpQuestion, timeZone: string): readonly Wanted[] {
  const usual = usualTimes(question, timeZone);
  const { stepDueAt = null, outcome, now } = question;
  const heard = heardOf(question);
  if (usual.length === 0) return [];
  const { followUp } = outcome;
  const retryAt = followUp.kind === 'retry' ? now + followUp.afterMinutes * minuteMs : null;
  return [
    ...(heard === null ? [] : [heardWanted(heard, now, timeZone)]),
    ...(retryAt === null || stepDueAt === null
      ? []
      : [{ from: Math.max(retryAt, stepDueAt), minute: 'other' as const, why: 'step' as const }]),
    ...usual,
  ];
}

/** As near to the hour named as the rules allow on its day; at any hour of the day where only that was named. */
function heardWanted({ at }: HeardTime, now: number, timeZone: string): Wanted {
  const dayStart = instantOf(localDayOf(at, timeZone), 0, timeZone);
  // Later than now: what is due at this very moment is no follow-up.
  return { from: Math.max(now + 1, dayStart), minute: minuteOfDay(at, timeZone), why: 'heard' };
}

function usualTimes({ outcome, now }: FollowUpQuestion, timeZone: string): readonly Wanted[] {
  const inDays = (days: number) => instantOf(addDays(localDayOf(now, timeZone), days), 0, timeZone);
  const { followUp } = outcome;
  switch (followUp.kind) {
    case 'none':
      return [];
    case 'retry': {
      const from = now + followUp.afterMinutes * minuteMs;
      // After a busy line the next try is soon, whatever the hour; after silence another hour is better.
      const minute = followUp.afterMinutes < otherHourMinutes ? null : 'other';
      return [
        { from, minute, why: 'retry' },
        { from: inDays(1), minute: morning, why: 'tomorrow' },
        { from: inDays(1), minute: afternoon, why: 'tomorrow' },
        { from: inDays(2), minute: 'other', why: 'retry' },
      ];
    }
    case 'promise':
      return [
        { from: inDays(1), minute: morning, why: 'promise' },
        { from: inDays(1), minute: afternoon, why: 'promise' },
        { from: now + 120 * minuteMs, minute: null, why: 'promise' },
        { from: inDays(2), minute: morning, why: 'promise' },
      ];
    case 'referral':
      return [
        { from: now + referralMinutes * minuteMs, minute: null, why: 'referral' },
        { from: inDays(1), minute: morning, why: 'referral' },
        { from: inDays(1), minute: afternoon, why: 'referral' },
      ];
    case 'recycle':
      return [followUp.afterDays, ...recycleDays.filter((days) => days !== followUp.afterDays)].map((days) => ({
        from: inDays(days),
        minute: 'other',
        why: 'recycle',
      }));
  }
}

/** Whoever was named is called while the name is fresh, but the one who named them may say a word first. */
const referralMinutes = 30;
/** Usual waits before a lead is taken up again, in days. Source: domain notes section 4 (recycle codes). */
const recycleDays = [30, 90, 180];

interface SlotQuestion extends Wanted {
  readonly timeZone: string;
  readonly triedAt: readonly number[];
  /** What is proposed already. */
  readonly offered: readonly number[];
  readonly isAllowed: (at: number) => boolean;
}

/** The first fitting slot from `from` on, in the best times that hold any; null where those are all proposed already. */
function slotFrom(times: readonly (() => readonly Span[])[], question: SlotQuestion): number | null {
  for (const spans of times) {
    const slot = slotIn(spans(), question);
    // Worse times are for where there are no better ones, and not for one more proposal.
    if (slot !== null || slotIn(spans(), { ...question, offered: [] }) !== null) return slot;
  }
  return null;
}

/**
 * Day by day, so that no more slots are judged than needed: this runs at a key press. A day whose slot is proposed already
 * is passed over: where both sides work for an hour a day only, one proposal is no choice.
 */
function slotIn(spans: readonly Span[], question: SlotQuestion): number | null {
  const { from, minute, timeZone, triedAt, offered, isAllowed } = question;
  let first: number | null = null;
  for (const span of spans) {
    const slots = slotsIn(span, timeZone, from).filter(isAllowed);
    if (minute !== 'other') {
      const slot = nearest(wantedSlots(slots, question), minute, timeZone);
      if (slot !== undefined && !offered.includes(slot)) return slot;
      continue;
    }
    const left = slots.filter((slot) => !offered.includes(slot));
    const slot = untried(left, triedAt, timeZone)[0];
    if (slot !== undefined) return slot;
    first ??= left[0] ?? null;
  }
  return first;
}

function always(): boolean {
  return true;
}

/**
 * The times both sides work; then those at which the lead does, for sure or at least likely. Each is worked out only when
 * the one before held nothing, and once: this runs at a key press.
 */
function workTimes(
  { zones, ownZone, workingTime }: FollowUpQuestion,
  from: number,
): readonly (() => readonly Span[])[] {
  const [likeliest = ownZone, ...others] = zones;
  const spansIn = (zone: string) => workingSpansFrom(from, leadHoursIn(zone), zone, lookAheadDays);
  const likely = once(() => spansIn(likeliest));
  const sure = once(() => others.reduce((spans, zone) => intersectSpans(spans, spansIn(zone)), likely()));
  const own = once(() => workingSpansFrom(from, workingTime, ownZone, lookAheadDays));
  // Rules may leave no hour of anybody's working day: then any hour they allow.
  const any = [{ start: from, end: from + lookAheadDays * 24 * hourMs }];
  return [
    once(() => intersectSpans(sure(), own())),
    sure,
    once(() => intersectSpans(likely(), own())),
    likely,
    () => any,
  ];
}

function once<T>(work: () => T): () => T {
  let done: { readonly value: T } | null = null;
  return () => {
    done ??= { value: work() };
    return done.value;
  };
}

/** The half hours of the lead's clock inside a span, from `from` on. */
function slotsIn(span: Span, timeZone: string, from: number): readonly number[] {
  const start = Math.max(span.start, from);
  const stepMs = stepMinutes * minuteMs;
  const intoStep = (minuteOfDay(start, timeZone) % stepMinutes) * minuteMs + (start % minuteMs);
  const first = intoStep === 0 ? start : start + stepMs - intoStep;
  const count = Math.max(0, Math.floor((span.end - roomMs - first) / stepMs) + 1);
  return Array.from({ length: count }, (_, index) => first + index * stepMs);
}

/** Of two that are as near, the one before noon is the earlier and the one after noon the later. */
function nearest(slots: readonly number[], minute: number | null, timeZone: string): number | undefined {
  if (minute === null) return slots[0];
  const distance = (slot: number) => Math.abs(minuteOfDay(slot, timeZone) - minute);
  const order = minute < noon ? 1 : -1;
  return slots.toSorted((a, b) => distance(a) - distance(b) || order * (a - b))[0];
}

/**
 * The slots a try of tomorrow takes from: at hours neither tried yet nor proposed already on that day; else those not tried;
 * else any. Whoever was reached may be called at any.
 */
function wantedSlots(slots: readonly number[], { why, triedAt, offered, timeZone }: SlotQuestion): readonly number[] {
  const [first] = slots;
  if (why !== 'tomorrow' || first === undefined) return slots;
  const left = untried(slots, triedAt, timeZone);
  const day = localDayOf(first, timeZone);
  const ofDay = offered.filter((at) => localDayOf(at, timeZone) === day);
  return [untried(left, ofDay, timeZone), left, slots].find((each) => each.length > 0) ?? [];
}

/** The slots at an hour not tried yet. */
function untried(slots: readonly number[], triedAt: readonly number[], timeZone: string): readonly number[] {
  const tried = triedAt.map((at) => minuteOfDay(at, timeZone));
  return slots.filter((slot) =>
    tried.every((minute) => Math.abs(minuteOfDay(slot, timeZone) - minute) >= otherHourMinutes),
  );
}
