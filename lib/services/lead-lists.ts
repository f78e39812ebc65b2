import { type CrmAdapter, listedMost } from '../crm/adapter';
import type { LeadList } from '../crm/lead-list';
import type { LeadRecord } from '../crm/lead-record';
import { type CrmResult, failed } from '../crm/result';
import type { Answer, Ask } from '../messaging/protocol';
import type { Asker } from '../messaging/server';
import { type QueueSource, type TabState, tabState } from '../messaging/views';
import { type OrgKey, orgKey as orgKeyOf, type RecordKey, recordKey as recordKeyOf, refOfKey } from '../model/record';
import type { QueueQuestion } from '../queue/order';
import type { BatonDatabase } from '../store/database';
import { CommandFailure } from '../store/failures';
import { readSessionEntries } from '../store/live';
import { parseRow, parseRows, setAside, type UnreadableRow } from '../store/quarantine';
import { type QueueListRow, queueListRow, recordRow } from '../store/rows';
import { leadTopic, type Services } from './services';
import { tabOf } from './tabs';

/** Who is on a list changes while it is worked: with a record that is opened it is read again once it is older than this. */
const freshForMs = 15 * 60_000;
/** So many records are kept in one transaction: a call that is being logged meanwhile waits for no more than these. */
const keptAtOnce = 100;

const listKeyPrefix = 'queueList:';

function rowKey(org: OrgKey): string {
  return `${listKeyPrefix}${org}`;
}

/** Reads the leads the SDR owns from every connected CRM, or from one, into the queue; answers how many there are. */
export async function loadOwnedLeads(services: Services, only?: OrgKey): Promise<Answer<'loadOwnedLeads'>> {
  const database = await services.store.open();
  const connections = (await services.connections.list()).filter(
    ({ org, state }) => state !== 'signInNeeded' && (only === undefined || org === only),
  );
  const keys: RecordKey[] = [];
  let count = 0;
  let problem: Answer<'loadOwnedLeads'>['problem'] = null;
  for (const { org, user } of connections) {
    const adapter = await services.connections.adapterFor(org);
    const listed = await adapter?.listOwned?.(user);
    if (listed === undefined) continue;
    if (!listed.ok) problem = listed.problem;
    else {
      keys.push(...(await keepListed(database, listed.value)));
      count += listed.value.length;
    }
  }
  services.changed({ topics: [...keys.map(leadTopic), 'queue'] });
  return { count, problem };
}

/** Whom the queue takes from, for each connected org. */
export async function queueSources(services: Services, asker: Asker): Promise<Answer<'queueSources'>> {
  const database = await services.store.open();
  const [connections, tabs, tabId] = await Promise.all([services.connections.list(), tabsWithLists(), tabOf(asker)]);
  return Promise.all(
    connections.map(async ({ org }) => sourceOf(org, await readRow(services, database, org), tabs, tabId)),
  );
}

/** The lists of leads an org keeps. */
export async function leadLists(services: Services, { org }: Ask<'leadLists'>): Promise<Answer<'leadLists'>> {
  const adapter = await services.connections.adapterFor(org);
  if (adapter === null) throw new CommandFailure({ kind: 'notConnected' });
  const lists = (await adapter.listLists?.()) ?? unreadable;
  return lists.ok ? { lists: [...lists.value], problem: null } : { lists: [], problem: lists.problem };
}

/** Lets an org's queue take from a list, which is read now, or from the SDR's own leads. */
export async function chooseLeadList(
  services: Services,
  { org, list }: Ask<'chooseLeadList'>,
  asker: Asker,
): Promise<QueueSource> {
  const database = await services.store.open();
  if (list === null) {
    await database.meta.delete(rowKey(org));
    services.changed({ topics: ['queue'] });
  } else {
    const before = await readRow(services, database, org);
    const isSame = before?.list.id === list.id;
    const { members, isWhole, readAt } = isSame ? before : { members: [], isWhole: true, readAt: null };
    await keepRow(database, { key: rowKey(org), org, list, members, isWhole, readAt, triedAt: 0, problem: null });
    await services.shared(`list:${org}:${list.id}`, () => readList(services, org, 'all'));
  }
  return sourceOf(org, await readRow(services, database, org), await tabsWithLists(), await tabOf(asker));
}

/** Reads an org's list again where that was not done for a while; of the leads on it only those not known yet. */
export async function keepListFresh(services: Services, org: OrgKey): Promise<void> {
  const row = await readRow(services, await services.store.open(), org);
  if (row === null || services.clock.now() - row.triedAt < freshForMs) return;
  await services.shared(`list:${org}:${row.list.id}`, () => readList(services, org, 'unknown'));
}

/** Whether a lead is of the list its org's queue takes from; undefined where no org's queue takes from one. */
export async function listedIn(services: Services, database: BatonDatabase): Promise<QueueQuestion['isListed']> {
  const unreadableRows: UnreadableRow[] = [];
  const raws = await database.meta.where('key').startsWith(listKeyPrefix).toArray();
  const rows = parseRows('meta', queueListRow, raws, unreadableRows);
  await setAside(database, unreadableRows, services.clock.now());
  if (rows.length === 0) return undefined;
  const members = new Map<string, ReadonlySet<string>>(rows.map((row) => [row.org, new Set(row.members)]));
  return ({ org, recordKey }) => members.get(org)?.has(recordKey) !== false;
}

const unreadable = failed({ kind: 'gone', message: '' });

async function readList(services: Services, org: OrgKey, which: 'all' | 'unknown'): Promise<void> {
  const database = await services.store.open();
  const row = await readRow(services, database, org);
  if (row === null) return;
  const triedAt = services.clock.now();
  const adapter = await services.connections.adapterFor(org);
  const read: CrmResult<Read> =
    adapter === null
      ? failed({ kind: 'signInNeeded', message: '' })
      : await readMembers(database, adapter, row.list, which);
  const changed = read.ok ? await keepListed(database, read.value.records) : [];
  const next: QueueListRow = read.ok
    ? { ...row, ...read.value.held, readAt: triedAt, triedAt, problem: null }
    : { ...row, triedAt, problem: read.problem };
  await database.transaction('rw', database.meta, async () => {
    const now = queueListRow.safeParse(await database.meta.get(row.key)).data;
    // The SDR chose another one meanwhile.
    if (now?.list.id === row.list.id) await keepRow(database, next);
  });
  services.changed({ topics: [...changed.map(leadTopic), 'queue'] });
}

interface Read {
  readonly held: Pick<QueueListRow, 'members' | 'isWhole'>;
  readonly records: readonly LeadRecord[];
}

async function readMembers(
  database: BatonDatabase,
  adapter: CrmAdapter,
  list: LeadList,
  which: 'all' | 'unknown',
): Promise<CrmResult<Read>> {
  const refs = (await adapter.membersOf?.(list.id)) ?? unreadable;
  if (!refs.ok) return refs;
  const members = refs.value.map(recordKeyOf);
  const known = which === 'all' ? [] : await database.records.where('recordKey').anyOf(members).primaryKeys();
  const isKnown = new Set(known);
  const records = (await adapter.readMany?.(members.filter((key) => !isKnown.has(key)).map(refOfKey))) ?? unreadable;
  if (!records.ok) return records;
  return { ok: true, value: { held: { members, isWhole: members.length < listedMost }, records: records.value } };
}

/**
 * Keeps what a list told of leads, and answers whose copy that changed. A copy that was read whole says more, and stays but for
 * what changes whose turn it is.
 */
async function keepListed(database: BatonDatabase, listed: readonly LeadRecord[]): Promise<RecordKey[]> {
  const changed: RecordKey[] = [];
  for (let from = 0; from < listed.length; from += keptAtOnce) {
    const some = listed.slice(from, from + keptAtOnce);
    await database.transaction('rw', database.records, async () => {
      const befores = await database.records.bulkGet(some.map(({ ref }) => recordKeyOf(ref)));
      const rows = some.map((record, index) => {
        const before = recordRow.safeParse(befores[index]).data ?? null;
        const { activities, openOpportunities } = before?.record ?? record;
        // Of the activities a list says nothing: the copy's age stays that of what it knows.
        const fetchedAt = before?.record?.fetchedAt ?? 0;
        const now = { ...record, activities, openOpportunities, fetchedAt };
        // As it will be read again, so that the two can be compared.
        return { before, row: recordRow.parse({ recordKey: recordKeyOf(record.ref), record: now, problem: null }) };
      });
      const differing = rows.filter(({ before, row }) => JSON.stringify(before) !== JSON.stringify(row));
      await database.records.bulkPut(differing.map(({ row }) => row));
      changed.push(...differing.map(({ row }) => row.recordKey));
    });
  }
  return changed;
}

async function readRow(services: Services, database: BatonDatabase, org: OrgKey): Promise<QueueListRow | null> {
  const unreadableRows: UnreadableRow[] = [];
  const row = parseRow('meta', queueListRow, await database.meta.get(rowKey(org)), unreadableRows) ?? null;
  await setAside(database, unreadableRows, services.clock.now());
  return row;
}

async function keepRow(database: BatonDatabase, row: QueueListRow): Promise<void> {
  await database.meta.put({ ...row });
}

async function tabsWithLists(): Promise<readonly TabState[]> {
  return (await readSessionEntries()).flatMap(([name, value]) => {
    const tab = name.startsWith('tab:') ? tabState.safeParse(value).data : undefined;
    return tab?.list === undefined ? [] : [tab];
  });
}

function sourceOf(org: OrgKey, row: QueueListRow | null, tabs: readonly TabState[], tabId: number | null): QueueSource {
  const ofOrg = tabs.filter(({ list }) => list !== undefined && orgKeyOf(list) === org);
  // The tab that asks counts most; of the others the one looked at last.
  const here = ofOrg.find((tab) => tab.tabId === tabId) ?? ofOrg.toSorted((a, b) => b.at - a.at)[0];
  return {
    org,
    chosen: row === null ? null : { ...chosenOf(row), problem: row.problem },
    here: here?.list === undefined ? null : { list: here.list.list },
  };
}

function chosenOf({ list, readAt, members, isWhole }: QueueListRow) {
  return { list, readAt, isWhole, count: members.length };
}
