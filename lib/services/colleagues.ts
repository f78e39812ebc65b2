import type { Answer, Ask } from '../messaging/protocol';
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
    .filter((row) => row !== lead && row.org === lead.org && companyOf(row) === company)
    .toSorted((a, b) => lastCallAt(b) - lastCallAt(a) || a.name.localeCompare(b.name))
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

/** A row is replaced when its lead changes: what was worked out of it holds, and a lead shown asks it of every row. */
const companies = new WeakMap<QueueLead, string | null>();

/** The company's name as far as it tells companies apart; null where there is none. */
function companyOf(row: QueueLead): string | null {
  const before = companies.get(row);
  if (before !== undefined) return before;
  const name = (row.company ?? '').normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
  const company = name === '' ? null : name;
  companies.set(row, company);
  return company;
}

function lastCallAt({ lastCallAt: own, othersCallAt }: QueueLead): number {
  return Math.max(own ?? 0, othersCallAt ?? 0);
}
