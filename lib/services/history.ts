import { outcomes } from '../calls/outcomes';
import type { Answer, Ask } from '../messaging/protocol';
import { pageOfCalls } from '../store/calls';
import { setAside, type UnreadableRow } from '../store/quarantine';
import type { CallRow } from '../store/rows';
import { companiesOf } from '../store/snapshot';
import { callViewsOf } from './call-view';
import type { Services } from './services';

/** A page of calls, newest first; a search looks in lead names, notes and the outcomes' names in every language. */
export async function callHistory(services: Services, ask: Ask<'callHistory'>): Promise<Answer<'callHistory'>> {
  const database = await services.store.open();
  const unreadable: UnreadableRow[] = [];
  const matches = matcherOf(ask.search);
  const page = await pageOfCalls(database, { cursor: ask.cursor, limit: ask.limit, matches }, unreadable);
  const views = await callViewsOf(database, page.rows, unreadable);
  const keys = page.rows.map((row) => row.recordKey);
  const companies = await companiesOf(database, keys, unreadable);
  await setAside(database, unreadable, services.clock.now());
  return {
    calls: views.map((view) => ({ ...view, company: companies.get(view.recordKey) ?? null })),
    nextCursor: page.nextCursor,
  };
}

function matcherOf(search: string): ((row: CallRow) => boolean) | null {
  const wanted = folded(search.trim());
  if (wanted === '') return null;
  const ids = new Set(
    outcomes
      .filter(({ label }) => Object.values(label).some((text) => folded(text).includes(wanted)))
      .map(({ id }) => id),
  );
  return (row) => folded(row.leadName).includes(wanted) || folded(row.note).includes(wanted) || ids.has(row.outcomeId);
}

/** Case and accents make no difference to a search. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
