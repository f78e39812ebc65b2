import { answerFiguresOf, figuresDays } from '../handoff/answer-figures';
import type { Handoff } from '../handoff/handoff';
import type { Answer, Ask } from '../messaging/protocol';
import type { HandoffFilter } from '../messaging/views';
import { addDays, localDayOf } from '../model/time';
import type { BatonDatabase } from '../store/database';
import { parseRows, setAside, type UnreadableRow } from '../store/quarantine';
import { handoffRow } from '../store/rows';
import { companiesOf } from '../store/snapshot';
import type { Services } from './services';

/** Of a handoff what tells whether its answer is overdue. */
const dueRow = handoffRow.pick({ dueAt: true });

/** Those asked for; in the order of their days, or of their ids, which is the order they were made in. */
function listed(database: BatonDatabase, show: HandoffFilter, now: number) {
  const of = (state: Handoff['state']) => database.handoffs.where('state').equals(state);
  switch (show) {
    case 'all':
      return database.handoffs.orderBy('day');
    case 'open':
      return of('submitted');
    case 'overdue':
      return of('submitted').filter((raw) => (dueRow.safeParse(raw).data?.dueAt ?? now) < now);
    default:
      return of(show);
  }
}

/** Handoffs, the latest first, and how AEs answered those of the last time. */
export async function handoffs(services: Services, ask: Ask<'handoffs'>): Promise<Answer<'handoffs'>> {
  const database = await services.store.open();
  const { clock } = services;
  const unreadable: UnreadableRow[] = [];
  const { show, limit } = ask;
  const now = clock.now();
  // Of all of that time, also where the list holds fewer.
  const since = addDays(localDayOf(now, clock.timeZone()), -figuresDays - 1);
  const [total, raws, ofThatTime] = await Promise.all([
    listed(database, show, now).count(),
    listed(database, show, now).reverse().limit(limit).toArray(),
    database.handoffs.where('day').aboveOrEqual(since).toArray(),
  ]);
  const rows = parseRows('handoffs', handoffRow, raws, unreadable).toSorted((a, b) => b.submittedAt - a.submittedAt);
  const keys = rows.map(({ recordKey }) => recordKey);
  const companies = await companiesOf(database, keys, unreadable);
  const counted = parseRows('handoffs', handoffRow, ofThatTime, unreadable);
  await setAside(database, unreadable, now);
  const { workingTime } = await services.settings.read();
  return {
    handoffs: rows.map(({ id, recordKey, leadName, ae, state, history, submittedAt, dueAt }) => ({
      ...{ id, recordKey, leadName, ae, state, history, submittedAt, dueAt },
      company: companies.get(recordKey) ?? null,
    })),
    total,
    figures: answerFiguresOf(counted, { now, workingTime, timeZone: clock.timeZone() }),
  };
}
