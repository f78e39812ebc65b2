import type { Answer } from '../messaging/protocol';
import { callsOfRecord } from '../store/calls';
import { parseRows, setAside, type UnreadableRow } from '../store/quarantine';
import { answerRow, handoffRow } from '../store/rows';
import type { Services } from './services';

/** Every handoff with all answers and calls of its lead; which of them were known at the time is for the rules to say. */
export async function pastHandoffs(services: Services): Promise<Answer<'pastHandoffs'>> {
  const database = await services.store.open();
  const unreadable: UnreadableRow[] = [];
  const handoffs = parseRows('handoffs', handoffRow, await database.handoffs.toArray(), unreadable);
  const keys = [...new Set(handoffs.map(({ recordKey }) => recordKey))];
  const raws = await database.answers.where('recordKey').anyOf(keys).toArray();
  const answers = Map.groupBy(parseRows('answers', answerRow, raws, unreadable), ({ recordKey }) => recordKey);
  const calls = new Map(
    await Promise.all(
      keys.map(async (key) => {
        const made = (await callsOfRecord(database, key, unreadable)).filter(({ undoneAt }) => undoneAt === null);
        return [key, made.map(({ startedAt }) => startedAt)] as const;
      }),
    ),
  );
  await setAside(database, unreadable, services.clock.now());
  return handoffs.map((handoff) => ({
    handoff,
    answers: answers.get(handoff.recordKey) ?? [],
    calledAt: calls.get(handoff.recordKey) ?? [],
  }));
}
