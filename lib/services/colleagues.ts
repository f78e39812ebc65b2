import type { Answer, Ask } from '../messaging/protocol';
import { companyOf, lastCalledAt } from '../queue/company';
import type { QueueLead } from '../queue/queue-lead';
import { callsOfRecord } from '../store/calls';
import type { BatonDatabase } from '../store/database';
import { setAside, type UnreadableRow } from '../store/quarantine';
import { liveCalls } from './lead-facts';
import type { Services } from './services';

/** More than these nobody reads before a call. */
const mostShown = 5;

/** Other people of the lead's company whom Baton knows in the same org, the one called last in front. */
export async function colleagues(services: Services, ask: Ask<'colleagues'>): Promise<Answer<'colleagues'>> {
  const rows = await services.queue.rows();
  const lead = rows.get(ask.recordKey);
  const company = lead === undefined ? null : companyOf(lead);
  if (lead === undefined || company === null) return [];
  const found = [...rows.values()]
    .filter((row) => row !== lead && companyOf(row) === company)
    .toSorted((a, b) => lastCalledAt(b) - lastCalledAt(a) || a.name.localeCompare(b.name))
    .slice(0, mostShown);
  const database = await services.store.open();
  const unreadable: UnreadableRow[] = [];
  const views = await Promise.all(found.map((row) => viewOf(database, row, unreadable)));
  await setAside(database, unreadable, services.clock.now());
  return views;
}

async function viewOf(
  database: BatonDatabase,
  { recordKey, name, barred, othersCallAt }: QueueLead,
  unreadable: UnreadableRow[],
): Promise<Answer<'colleagues'>[number]> {
  const last = liveCalls(await callsOfRecord(database, recordKey, unreadable)).at(-1);
  return {
    ...{ recordKey, name, othersCallAt, doNotCall: barred === 'doNotCall' },
    last: last === undefined ? null : { startedAt: last.startedAt, outcomeId: last.outcomeId, note: last.note },
  };
}
