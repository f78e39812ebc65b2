import { type DraftParts, groupOf, partsOf } from '../../lib/messaging/draft-parts';
import { type LeadWork, noWork } from './workspace';

/** What is kept of the work in hand: only what was typed or chosen and not sent yet. */
export function partsOfWork(work: LeadWork): DraftParts {
  const { note, outcomeId, followUp, referral, answerNotes, answerEvidence, brief, aeId } = work;
  const ids = Object.keys({ ...answerNotes, ...answerEvidence });
  const answerWords = ids.map((id) => [id, { note: answerNotes[id] ?? '', evidence: answerEvidence[id] ?? '' }]);
  return partsOf({
    ...{ note, outcomeId, referral, brief },
    followUpAt: followUp.kind === 'at' ? followUp.dueAt : null,
    answerWords: Object.fromEntries(answerWords),
    ...(aeId === null ? {} : { aeId }),
  });
}

/** A call's part of the work, for noticing that it changed. */
export function isSameCall(a: LeadWork, b: LeadWork): boolean {
  return a.note === b.note && a.outcomeId === b.outcomeId && a.followUp === b.followUp && a.referral === b.referral;
}

/** A handoff's part of the work. */
export function isSameHandoff(a: LeadWork, b: LeadWork): boolean {
  return a.brief === b.brief && a.aeId === b.aeId;
}

/** Whether nothing that is kept may have changed. */
export function isSameWork(a: LeadWork, b: LeadWork): boolean {
  const isSameWords = a.answerNotes === b.answerNotes && a.answerEvidence === b.answerEvidence;
  return isSameWords && isSameCall(a, b) && isSameHandoff(a, b);
}

/** What of the work is other where it consists of `parts` instead: what did not change keeps its identity. */
export function workOfParts(work: LeadWork, parts: DraftParts, timeZone: string): Partial<LeadWork> {
  const before = partsOfWork(work);
  const isOther = (name: string) => parts[name] !== before[name];
  const { note = '', outcomeId = null, followUpAt, aeId = null } = parts;
  const referral = { name: '', contact: '', ...groupOf(parts, 'referral') };
  return {
    ...{ note, outcomeId, aeId },
    ...(isOther('followUpAt') ? { followUp: followUpOf(followUpAt, timeZone) } : {}),
    ...(isOther('referral:name') || isOther('referral:contact') ? { referral } : {}),
    answerNotes: wordsOf(work.answerNotes, groupOf(before, 'note'), groupOf(parts, 'note')),
    answerEvidence: wordsOf(work.answerEvidence, groupOf(before, 'evidence'), groupOf(parts, 'evidence')),
    brief: wordsOf(work.brief, groupOf(before, 'brief'), groupOf(parts, 'brief')),
  };
}

function followUpOf(dueAt: string | undefined, timeZone: string): LeadWork['followUp'] {
  return dueAt === undefined ? noWork.followUp : { kind: 'at', dueAt: Number(dueAt), timeZone };
}

/** The same words where nothing changed, the emptied ones among them. */
function wordsOf(words: DraftParts, before: DraftParts, after: DraftParts): DraftParts {
  const gone = Object.keys(before).filter((name) => after[name] === undefined);
  const changed = Object.entries(after).filter(([name, text]) => text !== before[name]);
  if (gone.length === 0 && changed.length === 0) return words;
  const left = Object.entries(words).filter(([name]) => !gone.includes(name));
  return { ...Object.fromEntries(left), ...Object.fromEntries(changed) };
}
