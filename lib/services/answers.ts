import type { Ask } from '../messaging/protocol';
import type { RecordKey } from '../model/record';
import type { Answer, AnswerValue } from '../qualification/answer';
import { type Carried, carriedAnswers, isManual } from '../qualification/carry';
import { fitsCriterion } from '../qualification/criterion-kinds';
import type { Scorecard } from '../qualification/scorecard';
import type { BatonDatabase } from '../store/database';
import { CommandFailure } from '../store/failures';
import { parseRow, parseRows, type UnreadableRow } from '../store/quarantine';
import { answerRow, recordRow } from '../store/rows';
import { cardOfLead } from './lead-card';
import { currentCall } from './running-call';
import { leadTopic, type Services } from './services';

/** Keeps an answer; earlier ones stay. Its id is the command's, so the same command twice is one answer. */
export async function giveAnswer(services: Services, ask: Ask<'giveAnswer'>): Promise<null> {
  const database = await services.store.open();
  await database.transaction('rw', database.answers, database.meta, database.records, async () => {
    if ((await database.answers.get(ask.commandId)) !== undefined) return;
    const row = parseRow('records', recordRow, await database.records.get(ask.recordKey), []);
    const { card } = await cardOfLead(database, row?.record ?? null, []);
    if (!isAnswerOf(card, ask.criterionId, ask.value)) {
      throw new CommandFailure({ kind: 'refused', message: 'no such question or answer' });
    }
    const running = await currentCall(database);
    await database.answers.add({
      id: ask.commandId,
      recordKey: ask.recordKey,
      scorecardId: card.id,
      scorecardVersion: card.version,
      criterionId: ask.criterionId,
      value: ask.value,
      note: ask.note,
      ...(ask.evidence === undefined ? {} : { evidence: ask.evidence }),
      at: ask.at,
      callId: running?.recordKey === ask.recordKey ? running.callId : null,
    });
  });
  services.changed({ topics: [leadTopic(ask.recordKey)] });
  return null;
}

function isAnswerOf(card: Scorecard, criterionId: string, value: AnswerValue): boolean {
  const criterion = card.criteria.find(({ id }) => id === criterionId);
  if (criterion !== undefined) return fitsCriterion(criterion, value);
  return isManual(card, criterionId) && (value.kind === 'option' || value.kind === 'cleared');
}

/** The lead's answers as this card takes them: the latest of each criterion, of whichever version of the card. */
export async function answersOf(
  database: BatonDatabase,
  recordKey: RecordKey,
  card: Scorecard,
  unreadable: UnreadableRow[],
): Promise<Carried<Answer>> {
  const raws = await database.answers.where('recordKey').equals(recordKey).toArray();
  return carriedAnswers(card, parseRows('answers', answerRow, raws, unreadable));
}
