import { answerFiguresOf, figuresDays } from '../handoff/answer-figures';
import type { Answer, Ask } from '../messaging/protocol';
import { addDays, localDayOf } from '../model/time';
import { parseRows, setAside, type UnreadableRow } from '../store/quarantine';
import { handoffRow } from '../store/rows';
import { companiesOf } from '../store/snapshot';
import type { Services } from './services';

/** Handoffs, the latest first, and how AEs answered those of the last time. */
export async function handoffs(services: Services, ask: Ask<'handoffs'>): Promise<Answer<'handoffs'>> {
  const database = await services.store.open();
  const { clock } = services;
  const unreadable: UnreadableRow[] = [];
  const raws = await database.handoffs.orderBy('day').reverse().limit(ask.limit).toArray();
  const rows = parseRows('handoffs', handoffRow, raws, unreadable).toSorted((a, b) => b.submittedAt - a.submittedAt);
  const keys = rows.map(({ recordKey }) => recordKey);
  const companies = await companiesOf(database, keys, unreadable);
  // Of all of that time, also where the list holds fewer.
  const since = addDays(localDayOf(clock.now(), clock.timeZone()), -figuresDays - 1);
  const counted = parseRows(
    'handoffs',
    handoffRow,
    await database.handoffs.where('day').aboveOrEqual(since).toArray(),
    unreadable,
  );
  await setAside(database, unreadable, clock.now());
  const { workingTime } = await services.settings.read();
  return {
    handoffs: rows.map(({ id, recordKey, leadName, ae, state, history, submittedAt, dueAt }) => ({
      ...{ id, recordKey, leadName, ae, state, history, submittedAt, dueAt },
      company: companies.get(recordKey) ?? null,
    })),
    figures: answerFiguresOf(counted, { now: clock.now(), workingTime, timeZone: clock.timeZone() }),
  };
}
