import { countryOfLead } from '../calls/lead-time';
import { parsePhone } from '../calls/phone';
import { addressOfReferral, numberIn } from '../calls/referral';
import type { CrmAdapter, CrmUser } from '../crm/adapter';
import type { NamedPerson } from '../crm/named-person';
import { type CrmProblem, failed } from '../crm/result';
import type { Answer, Ask } from '../messaging/protocol';
import { orgOfKey, type RecordKey, recordKey, refOfKey } from '../model/record';
import { findCall } from '../store/calls';
import type { BatonDatabase } from '../store/database';
import { CommandFailure } from '../store/failures';
import { type CallRow, recordRow } from '../store/rows';
import { refreshRecord } from './lead-view';
import { moveNamedPromise, namedTables } from './named-promise';
import { leadTopic, type Services } from './services';
import { nameIn } from './texts';

/** A request to a CRM is given up long before; what it came to is looked for after this. */
const underWayMs = 60_000;
const unsupported: CrmProblem = { kind: 'signInNeeded', message: '' };

/** Who in the CRM may be the person a lead named in a call. */
export async function findNamed(services: Services, ask: Ask<'findNamed'>): Promise<Answer<'findNamed'>> {
  const { adapter, person } = await namedIn(services, ask.callId);
  const found = (await adapter.findPerson?.(person)) ?? failed(unsupported);
  return found.ok ? { found: [...found.value], problem: null } : { found: [], problem: found.problem };
}

/**
 * Makes the person a lead named in a call in the CRM. At the SDR's own word, who waits for the answer: not through the
 * outbox, which would make them later and perhaps a second time. Looked for first; that it was asked for is kept before it
 * is, so that no second worker or surface asks again before it is known what came of it.
 */
export async function createNamed(services: Services, ask: Ask<'createNamed'>): Promise<Answer<'createNamed'>> {
  const { adapter, person, owner, row } = await namedIn(services, ask.callId);
  if (row.named?.recordKey != null) return { recordKey: row.named.recordKey, found: [], problem: null };
  const looked = await findNamed(services, ask);
  const unseen = looked.found.filter((each) => !ask.seen.includes(each.recordKey));
  if (looked.problem !== null || unseen.length > 0) return { recordKey: null, ...looked };
  const { now } = services.clock;
  await changeNamed(services, ask.callId, ({ named }) => {
    if (named !== undefined && now() - named.askedAt < underWayMs) throw new CommandFailure({ kind: 'beingSent' });
    return { recordKey: null, askedAt: now() };
  });
  const made = (await adapter.createPerson?.(person, { owner, writeId: ask.commandId })) ?? failed(unsupported);
  if (made.ok) {
    const key = recordKey(made.value);
    await changeNamed(services, ask.callId, () => ({ recordKey: key, askedAt: now() }));
    return { recordKey: key, found: [], problem: null };
  }
  // Refused: nobody was made. Not known: it stays asked for, and is looked for before it is asked again.
  if (made.problem.kind !== 'unsure') await changeNamed(services, ask.callId, () => undefined);
  return { recordKey: null, found: [], problem: made.problem };
}

/** The person a lead named in a call is this one. */
export async function linkNamed(services: Services, ask: Ask<'linkNamed'>): Promise<null> {
  const { row } = await namedIn(services, ask.callId);
  if (orgOfKey(ask.recordKey) !== orgOfKey(row.recordKey)) throw refused('another org');
  if (ask.recordKey === row.recordKey) throw refused('the lead themselves');
  await changeNamed(services, ask.callId, () => ({ recordKey: ask.recordKey, askedAt: services.clock.now() }));
  return null;
}

/** The person a lead named in a call is not whom the SDR took for them: nobody in the CRM is, until they are found there. */
export async function unlinkNamed(services: Services, ask: Ask<'unlinkNamed'>): Promise<null> {
  await changeNamed(services, ask.callId, () => undefined);
  return null;
}

interface Named {
  readonly row: CallRow;
  readonly person: NamedPerson;
  readonly adapter: CrmAdapter;
  readonly owner: CrmUser;
}

/** @throws CommandFailure where nobody was named, or the CRM is not connected. */
async function namedIn(services: Services, callId: string): Promise<Named> {
  const database = await services.store.open();
  const row = (await findCall(database, callId, []))?.row;
  if (row?.referral === undefined || row.undoneAt !== null) throw refused('nobody was named');
  const org = orgOfKey(row.recordKey);
  const connection = (await services.connections.list()).find((each) => each.org === org);
  const adapter = await services.connections.adapterFor(org);
  if (adapter === null || connection === undefined) throw new CommandFailure({ kind: 'notConnected' });
  return { row, adapter, owner: connection.user, person: await personOf(services, database, row, row.referral) };
}

async function personOf(
  services: Services,
  database: BatonDatabase,
  row: CallRow,
  referral: NonNullable<CallRow['referral']>,
): Promise<NamedPerson> {
  const record = recordRow.safeParse(await database.records.get(row.recordKey)).data?.record ?? null;
  const country = record === null ? null : countryOfLead(record);
  const number = numberIn(referral.contact, country);
  const say = services.say(services.localeOf(await services.settings.read()));
  return {
    name: referral.name,
    company: record?.company?.trim() || null,
    phone: number === null ? null : parsePhone(number, country),
    email: addressOfReferral(referral),
    namedBy: refOfKey(row.recordKey),
    remark: say('background:namedBy', { name: nameIn(say, row.leadName) }),
  };
}

async function changeNamed(
  services: Services,
  callId: string,
  change: (row: CallRow) => CallRow['named'],
): Promise<void> {
  const database = await services.store.open();
  const say = services.say(services.localeOf(await services.settings.read()));
  let known: RecordKey | null = null;
  const keys = await database.transaction('rw', namedTables(database), async (): Promise<readonly RecordKey[]> => {
    const found = await findCall(database, callId, []);
    if (found === null) throw refused('no such call');
    const { named: _, ...row } = found.row;
    const named = change(found.row);
    const after: CallRow = named === undefined ? row : { ...row, named };
    await database[found.table].put(after);
    await moveNamedPromise(services, database, { before: found.row, after, say });
    known = named?.recordKey ?? null;
    return [row.recordKey, ...[found.row, after].flatMap((each) => each.named?.recordKey ?? [])];
  });
  services.changed({ topics: [...new Set(keys.map(leadTopic)), 'calls', 'followUps', 'sync'] });
  // Where they are says when they may be called, and be reminded of.
  if (known !== null && (await database.records.get(known)) === undefined) {
    void refreshRecord(services, database, known).catch(() => undefined);
  }
}

function refused(message: string): CommandFailure {
  return new CommandFailure({ kind: 'refused', message });
}
