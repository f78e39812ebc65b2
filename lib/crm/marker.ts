import { type ReturnReason, returnReason } from '../handoff/handoff';
import type { CrmWrite } from './write';

const prefix = 'baton:';
const pattern = /baton:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/i;

/** What Baton leaves in a CRM object to find it again after a lost answer. Prefixed, because dialers use the same fields. */
export function markerOf(writeId: string): string {
  return `${prefix}${writeId}`;
}

/** The write id of the marker in a text; null where there is none. */
export function writeIdIn(text: string | null | undefined): string | null {
  return pattern.exec(text ?? '')?.[1]?.toLowerCase() ?? null;
}

/** What is said of a handoff: taken, given back, or that what was said before is taken back. */
export type SaidOfHandoff = 'accepted' | 'returned' | 'takenBack';

const answerPattern =
  /baton-answer:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}):(accepted|returned|takenBack)(?::(\w+))?/i;

/** What stands in the text of an answer to a handoff, so that another Baton reads it without understanding the words. */
export function answerMarkOf(handoffId: string, answer: SaidOfHandoff, reasonId: ReturnReason | null): string {
  return `[baton-answer:${handoffId}:${answer}${reasonId === null ? '' : `:${reasonId}`}]`;
}

/** The answer to a handoff in a text; null where there is none. */
export function answerIn(text: string | null | undefined) {
  const [, handoffId, answer, reason] = answerPattern.exec(text ?? '') ?? [];
  const said = (['accepted', 'returned', 'takenBack'] as const).find((one) => one === answer);
  if (handoffId === undefined || said === undefined) return null;
  return { handoffId: handoffId.toLowerCase(), answer: said, reasonId: returnReason.safeParse(reason).data ?? null };
}

/** The text without its marks, as people should read it. */
export function withoutMarker(text: string): string {
  const marks = [answerPattern, pattern].map(({ source }) => `\\[?${source}\\]?`);
  return text.replace(new RegExp(marks.join('|'), 'gi'), '').trim();
}

/** When a UUIDv7 was made (epoch ms), or null for another kind of id. Source: RFC 9562 section 5.7. */
export function timeOfId(id: string): number | null {
  const hex = id.replaceAll('-', '');
  if (!/^[0-9a-f]{12}7[0-9a-f]{19}$/i.test(hex)) return null;
  return Number.parseInt(hex.slice(0, 12), 16);
}

/** A clock ahead by more than this is noticed: the CRM's certificate and sign-in fail with it. */
const clockAllowanceMs = 31 * 86_400_000;

/**
 * The instant before which none of these writes can be in the CRM; null where an id does not tell, or tells a time to come:
 * it was made while the clock was wrong. `now` in epoch ms.
 */
export function notBefore(ids: readonly string[], now: number = Date.now()): number | null {
  const times = ids.map(timeOfId);
  const known = times.filter((time) => time !== null).filter((time) => time <= now);
  if (known.length === 0 || known.length < times.length) return null;
  return Math.max(0, Math.min(...known) - clockAllowanceMs);
}

/** True where a write makes nothing of its own in the CRM, but changes what an earlier one made. */
export function isChange(write: CrmWrite): write is ChangeWrite {
  return changeKinds.some((kind) => kind === write.kind);
}
const changeKinds = ['undoCall', 'editCall', 'undoFollowUp', 'editFollowUp'] as const;
export type ChangeWrite = Extract<CrmWrite, { kind: (typeof changeKinds)[number] }>;

/** The write whose object in the CRM a change is about; its own id for every other kind. */
export function targetIdOf(write: CrmWrite): string {
  if (write.kind === 'undoCall' || write.kind === 'editCall') return write.callWriteId;
  if (write.kind === 'undoFollowUp' || write.kind === 'editFollowUp') return write.followUpWriteId;
  return write.id;
}
