import { z } from 'zod';
import { epochMs, id, localDay, recordKey } from '../model/schemas';

/** Somebody the person spoken with named, to be called instead or as well; `contact` is a number or an address, or empty. */
export const callReferral = z.object({ name: z.string().min(1).max(200), contact: z.string().max(200) });
export type CallReferral = z.infer<typeof callReferral>;

/** A dated promise to contact a lead again. `timeZone` is the lead's (IANA), in which the promise was made. */
export const followUp = z.object({
  id,
  recordKey,
  dueAt: epochMs,
  timeZone: z.string(),
  note: z.string().max(4000),
  doneAt: epochMs.nullable(),
  /** Whom to call, where it is not the lead. */
  person: callReferral.optional(),
  /** How to reach the lead, as whoever named them said: a number or an address. */
  reach: z.string().max(200).optional(),
});
export type FollowUp = z.infer<typeof followUp>;

/**
 * Why a call was begun that the calling rules do not allow, or that nobody can judge. `crmLink`: it was begun by the CRM's
 * own link. `ruleId` names the rule, null where the person's place is not known.
 */
export const callOverride = z.object({
  reason: z.enum(['asked', 'agreed', 'fairThere', 'crmLink', 'other']),
  note: z.string().max(500),
  ruleId: z.string().nullable(),
});
export type CallOverride = z.infer<typeof callOverride>;

/** A step of a play as it was when it was done. */
export const playStepRef = z.object({
  playId: z.string().max(40),
  version: z.number().int().positive(),
  stepId: z.string().max(40),
});
export type PlayStepRef = z.infer<typeof playStepRef>;

/** Who called whom. */
export const callDirection = z.enum(['out', 'in']);

/** What of a call may be put right after it was logged. */
export const callDetails = z.object({
  outcomeId: z.string(),
  note: z.string().max(32000),
  startedAt: epochMs,
  /** Null where nobody measured it. */
  durationMs: z.number().int().nonnegative().nullable(),
  number: z.string().max(200).nullable(),
  direction: callDirection,
  /** Whom they named; null is nobody. Left out, it stays as it is. */
  referral: callReferral.nullable().optional(),
});
export type CallDetails = z.infer<typeof callDetails>;

/** One change of a logged call: when, by whom (the CRM's user, null where none was connected), and what stood there before. */
export const callEdit = z.object({ at: epochMs, by: z.string().nullable(), before: callDetails });
export type CallEdit = z.infer<typeof callEdit>;

/** A call may be logged, or its time be changed, so long after it was made. */
export const loggedWithinMs = 14 * 24 * 3_600_000;

/** One logged attempt, whatever came of it. Appended; an undo sets `undoneAt`, an edit keeps what was before, nothing is deleted. */
export const call = z.object({
  /** Also the id of the command that logged it: the same command twice is one call. */
  id,
  recordKey,
  leadName: z.string(),
  outcomeId: z.string(),
  startedAt: epochMs,
  /** Null where the SDR logged without running the timer. */
  durationMs: z.number().int().nonnegative().nullable(),
  loggedAt: epochMs,
  day: localDay,
  /** The SDR's own IANA zone when it was logged. */
  timeZone: z.string(),
  number: z.string().nullable(),
  note: z.string().max(32000),
  followUpId: id.nullable(),
  undoneAt: epochMs.nullable(),
  /** There where the calling rules did not allow it. */
  override: callOverride.optional(),
  /** The step of a play it was. */
  play: playStepRef.optional(),
  /** Absent: the SDR called. */
  direction: callDirection.optional(),
  /** Whom they named, where the outcome is a referral. */
  referral: callReferral.optional(),
  /** Whom they named, in the CRM: null while the CRM was asked to make them and did not say yet (`askedAt`) that it did. */
  named: z.object({ recordKey: recordKey.nullable(), askedAt: epochMs }).optional(),
  /** What the call was before each change, the first change first. */
  edits: z.array(callEdit).optional(),
});
export type Call = z.infer<typeof call>;

/** What of a call may be put right, as it stands. */
export function detailsOf(row: Call): CallDetails {
  const { outcomeId, note, startedAt, durationMs, number, direction = 'out', referral = null } = row;
  return { outcomeId, note, startedAt, durationMs, number, direction, referral };
}

/**
 * The details `now` with what was changed from `began` to `made`: what was put right elsewhere meanwhile stays. Whom they
 * named goes with the outcome that names somebody.
 */
export function detailsWith(now: CallDetails, began: CallDetails, made: CallDetails): CallDetails {
  const is = <K extends keyof CallDetails>(key: K): CallDetails[K] => (isChanged(key) ? made : now)[key];
  const isChanged = (key: keyof CallDetails) =>
    made[key] !== undefined && JSON.stringify(made[key]) !== JSON.stringify(began[key] ?? null);
  return {
    outcomeId: isChanged('referral') && made.referral !== null ? made.outcomeId : is('outcomeId'),
    note: is('note'),
    startedAt: is('startedAt'),
    durationMs: is('durationMs'),
    number: is('number'),
    direction: is('direction'),
    referral: is('referral'),
  };
}

/** The call on the line, or ended and not logged yet. It belongs to the record it was started on. */
export const runningCall = z.object({
  callId: id,
  recordKey,
  leadName: z.string(),
  number: z.string().nullable(),
  startedAt: epochMs,
  endedAt: epochMs.nullable(),
  override: callOverride.optional(),
});
export type RunningCall = z.infer<typeof runningCall>;
