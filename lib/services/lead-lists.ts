import { type CrmAdapter, listedMost } from '../crm/adapter';
import type { LeadList } from '../crm/lead-list';
import type { LeadRecord } from '../crm/lead-record';
import { type CrmResult, failed } from '../crm/result';
import type { Answer, Ask } from '../messaging/protocol';
import type { Asker } from '../messaging/server';
import type { QueueSource, TabState } from '../messaging/views';
import { type OrgKey, orgKey as orgKeyOf, recordKey as recordKeyOf, refOfKey } from '../model/record';
import type { QueueQuestion } from '../queue/order';
import type { BatonDatabase } from '../store/database';
import { CommandFailure } from '../store/failures';
import { readTabStates } from '../store/live';
import { parseRow, parseRows, setAside, type UnreadableRow } from '../store/quarantine';
import { type QueueListRow, type QueueOwnedRow, queueListRow } from '../store/rows';
import { keepListed } from './listed-leads';
import { ownedRowOf, readOwned } from './owned-leads';
import { leadTopic, type Services } from './services';
import { tabOf } from './tabs';

/** Who is on a list, and whom one owns, changes while it is worked: for somebody at work it is read again once it is older than this. */
const freshForMs = 15 * 60_000;
const listKeyPrefix = 'queueList:';

function rowKey(org: OrgKey): string {
  return `${listKeyPrefix}${org}`;
}

/** Whom the queue takes from, for each connected org. */
export async function queueSources(services: Services, asker: Asker): Promise<Answer<'queueSources'>> {
  const database = await services.store.open();
  const [connections, tabs, tabId] = await Promise.all([services.connections.list(), tabsWithLists(), tabOf(asker)]);
  return Promise.all(
    connections.map(async ({ org }) => sourceOf(await readSource(services, database, org), tabs, tabId)),
  );
}

/** The lists of leads an org keeps. */
export async function leadLists(services: Services, { org }: Ask<'leadLists'>): Promise<Answer<'leadLists'>> {
  const adapter = await services.connections.adapterFor(org);
  if (adapter === null) throw new CommandFailure({ kind: 'notConnected' });
  const lists = (await adapter.listLists?.()) ?? unreadable;
  return lists.ok ? { lists: [...lists.value], problem: null } : { lists: [], problem: lists.problem };
}

/** Lets an org's queue take from a list or from the SDR's own leads, which are read now. */
export async function chooseLeadList(
  services: Services,
  { org, list }: Ask<'chooseLeadList'>,
  asker: Asker,
): Promise<QueueSource> {
  const database = await services.store.open();
  if (list === null) {
    await database.meta.delete(rowKey(org));
    services.changed({ topics: ['queue'] });
    await services.anew(`owned:${org}`, () => readOwned(services, org));
  } else {
    const before = await readRow(services, database, org);
    const isSame = before?.list.id === list.id;
    const { members, isWhole, readAt } = isSame ? before : { members: [], isWhole: true, readAt: null };
    await keepRow(database, { key: rowKey(org), org, list, members, isWhole, readAt, triedAt: 0, problem: null });
    await services.anew(`list:${org}:${list.id}`, () => readList(services, org, 'all'));
  }
  return sourceOf(await readSource(services, database, org), await tabsWithLists(), await tabOf(asker));
}

/** Reads whom an org's queue takes from again where that was not done for a while; of a list only whom Baton does not know yet. */
export async function keepSourceFresh(services: Services, org: OrgKey, now: number): Promise<void> {
  const { list, owned } = await readSource(services, await services.store.open(), org);
  if (now - ((list ?? owned)?.triedAt ?? 0) < freshForMs) return;
  if (list === null) await services.shared(`owned:${org}`, () => readOwned(services, org));
  else await services.shared(`list:${org}:${list.list.id}`, () => readList(services, org, 'unknown'));
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
    // The SDR chose another one meanwhile, or had this one read anew.
    if (now?.list.id === row.list.id && now.triedAt <= triedAt) await keepRow(database, next);
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

async function readRow(services: Services, database: BatonDatabase, org: OrgKey): Promise<QueueListRow | null> {
  const unreadableRows: UnreadableRow[] = [];
  const row = parseRow('meta', queueListRow, await database.meta.get(rowKey(org)), unreadableRows) ?? null;
  await setAside(database, unreadableRows, services.clock.now());
  return row;
}

async function keepRow(database: BatonDatabase, row: QueueListRow): Promise<void> {
  await database.meta.put({ ...row });
}

/** What is kept of whom an org's queue takes from: the list chosen, if any, and the SDR's own leads. */
interface Source {
  readonly org: OrgKey;
  readonly list: QueueListRow | null;
  readonly owned: QueueOwnedRow | null;
}

async function readSource(services: Services, database: BatonDatabase, org: OrgKey): Promise<Source> {
  const [list, owned] = await Promise.all([readRow(services, database, org), ownedRowOf(services, database, org)]);
  return { org, list, owned };
}

async function tabsWithLists(): Promise<readonly TabState[]> {
  return (await readTabStates()).filter(({ list }) => list !== undefined);
}

function sourceOf({ org, list, owned }: Source, tabs: readonly TabState[], tabId: number | null): QueueSource {
  const ofOrg = tabs.filter((tab) => tab.list !== undefined && orgKeyOf(tab.list) === org);
  // The tab that asks counts most; of the others the one looked at last.
  const here = ofOrg.find((tab) => tab.tabId === tabId) ?? ofOrg.toSorted((a, b) => b.at - a.at)[0];
  return {
    org,
    chosen: list === null ? null : { ...readOf(list, list.members.length), list: list.list },
    own: owned === null ? null : readOf(owned, owned.count),
    here: here?.list === undefined ? null : { list: here.list.list },
  };
}

function readOf({ readAt, isWhole, problem }: QueueListRow | QueueOwnedRow, count: number) {
  return { readAt, count, isWhole, problem };
}
