import type { LeadRecord } from '../crm/lead-record';
import { pagesOf } from '../crm/pages';
import type { CrmResult } from '../crm/result';
import type { Ask } from '../messaging/protocol';
import type { LeadView } from '../messaging/views';
import { orgOfKey, type RecordKey, recordKey, refOfKey } from '../model/record';
import { nextQuestion } from '../qualification/next-question';
import type { BatonDatabase } from '../store/database';
import { readTabStates } from '../store/live';
import { parseRow, parseRows, setAside, type UnreadableRow } from '../store/quarantine';
import { deliveredRow, recordRow } from '../store/rows';
import { findCard } from '../store/scorecards';
import { callViewsOf } from './call-view';
import { handoffToMe } from './handoff-answers';
import { answerTopics, noteAnswer } from './handoff-signs';
import {
  heldAnswers,
  isDoNotCall,
  type LeadFacts,
  leadTables,
  liveCalls,
  readinessOfLead,
  readLeadFacts,
  scoreOf,
} from './lead-facts';
import { keepSourceFresh } from './lead-lists';
import { fieldFacts, keepFieldsFresh } from './org-fields';
import { leadTopic, type Services } from './services';

/**
 * Everything the sidebar shows of a lead. Without `refresh` it answers from the local copy at once; with it the record
 * is read from the CRM first, in one request, and where that fails the copy stays and `recordProblem` says why.
 */
export async function leadView(services: Services, ask: Ask<'leadView'>): Promise<LeadView> {
  const database = await services.store.open();
  if (ask.refresh) {
    await refreshRecord(services, database, ask.recordKey);
    // Only with a record somebody opened: nothing is asked of a CRM while nobody works.
    void keepSourceFresh(services, orgOfKey(ask.recordKey), services.clock.now()).catch(() => undefined);
  }
  const view = await localView(services, database, ask.recordKey);
  if (view.record !== null) return view;
  const name = await nameFromPage(ask.recordKey);
  if (name === null) return view;
  return { ...view, record: pageRecord(ask.recordKey, name, services.clock.now()) };
}

/** A field is called as the org calls it, where its description was read. */
function withLabels(known: LeadFacts['crmKnown'], labels: ReadonlyMap<string, string>): LeadFacts['crmKnown'] {
  return Object.fromEntries(
    Object.entries(known).map(([id, one]) => [id, { ...one, field: labels.get(one.field) ?? one.field }]),
  );
}

/** What the collapsed dock shows of a record: the estimate, or null where nothing is known yet. */
export async function scoreLabel(services: Services, key: RecordKey): Promise<string | null> {
  const database = await services.store.open();
  const unreadable: UnreadableRow[] = [];
  const facts = await database.transaction('r', leadTables(database), () => readLeadFacts(database, key, unreadable));
  await setAside(database, unreadable, services.clock.now());
  return Object.keys(heldAnswers(facts)).length === 0
    ? null
    : String(Math.round(scoreOf(facts, services.clock.now()).estimate));
}

async function localView(services: Services, database: BatonDatabase, key: RecordKey): Promise<LeadView> {
  const unreadable: UnreadableRow[] = [];
  const scope = [...leadTables(database), database.outbox, database.delivered];
  const connections = await services.connections.list();
  const connection = connections.find(({ org }) => org === orgOfKey(key)) ?? null;
  const [{ needs, labels, outcomesWithout, ownOutcomes }, { facts, calls, ownActivityIds, carried, elsewhere, toMe }] =
    await Promise.all([
      fieldFacts(database, orgOfKey(key)),
      database.transaction('r', scope, async () => {
        const read = await readLeadFacts(database, key, unreadable);
        const [views, ids] = await Promise.all([
          callViewsOf(database, read.calls.toReversed(), unreadable),
          ownActivityIdsOf(database, read, unreadable),
        ]);
        const toMe = await handoffToMe(services, database, read, connection?.user.id ?? null);
        const carried = await carriedOf(database, read, unreadable);
        const elsewhere = await elsewhereOf(database, read, unreadable);
        return { facts: read, calls: views, ownActivityIds: ids, carried, elsewhere, toMe };
      }),
    ]);
  await setAside(database, unreadable, services.clock.now());
  const { pursuit, settings } = facts;
  const now = services.clock.now();
  return {
    key,
    record: facts.record,
    recordProblem: facts.recordProblem,
    connection,
    scorecard: facts.scorecard,
    answers: facts.answers,
    crmKnown: withLabels(facts.crmKnown, labels),
    carried,
    ...(facts.playOfCard === null ? {} : { playOfCard: facts.playOfCard.name }),
    ...(elsewhere === null ? {} : { elsewhere }),
    score: scoreOf(facts, now),
    nextCriterionId: nextQuestion(facts.scorecard, heldAnswers(facts), { now })?.criterionId ?? null,
    calls,
    ownActivityIds,
    attempts: pursuit?.attempts ?? liveCalls(facts.calls).length,
    doNotCall: isDoNotCall(facts),
    removedNumbers: pursuit?.removedNumbers ?? [],
    nextFollowUp: pursuit?.followUp ?? null,
    ...(pursuit?.ticked === undefined ? {} : { ticked: pursuit.ticked }),
    ...(pursuit?.personNote === undefined ? {} : { personNote: pursuit.personNote }),
    handoff: facts.handoff,
    ...(toMe === null ? {} : { handoffToMe: toMe }),
    readiness: readinessOfLead(facts, services.localeOf(settings), now),
    callNeeds: [...needs],
    outcomesWithout: [...outcomesWithout],
    ...(ownOutcomes === null ? {} : { ownOutcomes: { ...ownOutcomes, without: [...ownOutcomes.without] } }),
  };
}

/** How the lead came from another version of its card, or null where it did not. */
async function carriedOf(
  database: BatonDatabase,
  { carried: { from, lost }, answers }: LeadFacts,
  unreadable: UnreadableRow[],
): Promise<LeadView['carried']> {
  const given = lost.at(-1)?.scorecardVersion ?? from;
  if (given === null || given === undefined) return null;
  const names = await Promise.all(
    lost.map(async ({ criterionId, scorecardId, scorecardVersion }) => {
      const old = await findCard(database, scorecardId, scorecardVersion, unreadable);
      return old?.criteria.find(({ id }) => id === criterionId)?.name ?? { en: criterionId };
    }),
  );
  const kept = Object.values(answers).filter(({ scorecardVersion }) => scorecardVersion === given).length;
  return { from: given, kept, lost: names };
}

/** The card with the newest answers of a lead that has none on its own card; null where it has some, or none at all. */
async function elsewhereOf(
  database: BatonDatabase,
  { answers, carried: { lost, elsewhere } }: LeadFacts,
  unreadable: UnreadableRow[],
): Promise<NonNullable<LeadView['elsewhere']> | null> {
  const newest = elsewhere.toSorted((a, b) => b.at - a.at)[0];
  if (newest === undefined || lost.length > 0 || Object.keys(answers).length > 0) return null;
  const { scorecardId, scorecardVersion } = newest;
  const card = await findCard(database, scorecardId, scorecardVersion, unreadable);
  const count = elsewhere.filter((answer) => answer.scorecardId === scorecardId).length;
  return { card: card?.name ?? { en: scorecardId }, count };
}

/** What the CRM calls the activities that Baton wrote there: calls, the follow-ups promised, and the handoff's task. */
async function ownActivityIdsOf(
  database: BatonDatabase,
  { calls, handoff, pursuit }: LeadFacts,
  unreadable: UnreadableRow[],
): Promise<string[]> {
  const writeIds = [
    ...[pursuit?.followUp, pursuit?.planned?.followUp].flatMap((followUp) => followUp?.writeId ?? []),
    ...calls.map(({ id }) => id),
    ...calls.flatMap(({ promised }) => (promised === null ? [] : [promised.writeId])),
    ...(handoff === null ? [] : [handoff.id, ...handoff.history.flatMap(({ writeId }) => writeId ?? [])]),
  ];
  const rows = (await database.delivered.bulkGet(writeIds)).filter(Boolean);
  return parseRows('delivered', deliveredRow, rows, unreadable).flatMap(({ crmId }) => (crmId === null ? [] : [crmId]));
}

/** Reads a record from its CRM. One request at a time per record, whoever asks: surfaces that look at the same moment share it. */
export async function refreshRecord(services: Services, database: BatonDatabase, key: RecordKey): Promise<void> {
  await services.shared(`record:${key}`, () => readFromCrm(services, database, key));
}

async function readFromCrm(services: Services, database: BatonDatabase, key: RecordKey): Promise<void> {
  const adapter = await services.connections.adapterFor(orgOfKey(key));
  if (adapter === null) return;
  const readAt = services.clock.now();
  const result = await adapter.readRecord(refOfKey(key));
  const changed = await keepRecord(services, database, key, result);
  const isAnswered = result.ok && (await noteAnswer(services, database, key, { found: result.value, readAt }));
  if (isAnswered) services.changed({ topics: answerTopics(key) });
  else if (changed) services.changed({ topics: [leadTopic(key)] });
  if (!result.ok) return;
  const org = orgOfKey(key);
  // After the record is shown: what the org asks for with a call is known before the call.
  void services.shared(`fields:${org}`, () => keepFieldsFresh(services, database, org)).catch(() => undefined);
}

/** Keeps what was read; a failure keeps the copy and remembers why. Answers whether another surface should look again. */
async function keepRecord(
  services: Services,
  database: BatonDatabase,
  key: RecordKey,
  result: CrmResult<LeadRecord>,
): Promise<boolean> {
  const { records, quarantine } = database;
  return database.transaction('rw', records, quarantine, async () => {
    const unreadable: UnreadableRow[] = [];
    const before = parseRow('records', recordRow, await records.get(key), unreadable);
    await setAside(database, unreadable, services.clock.now());
    const row = result.ok
      ? { recordKey: key, record: result.value, problem: null }
      : { recordKey: key, record: before?.record ?? null, problem: result.problem };
    await records.put(row);
    return !isSameButForTime(before, row);
  });
}

function isSameButForTime(a: unknown, b: unknown): boolean {
  const withoutTime = (row: unknown) =>
    JSON.stringify(row, (name, value: unknown) => (name === 'fetchedAt' ? 0 : value));
  return withoutTime(a) === withoutTime(b);
}

/** The name an open page of this record shows in its title, or null. */
async function nameFromPage(key: RecordKey): Promise<string | null> {
  const tab = (await readTabStates()).find(({ ref }) => ref !== null && recordKey(ref) === key);
  return tab?.ref == null ? null : pagesOf(tab.ref.crm).nameFromTitle(tab.title);
}

/** All that can be known without a connection. */
function pageRecord(key: RecordKey, name: string, now: number): LeadRecord {
  return {
    ref: refOfKey(key),
    name,
    title: null,
    company: null,
    phones: [],
    email: null,
    source: null,
    status: null,
    owner: null,
    timeZone: null,
    address: { city: null, state: null, postalCode: null, country: null },
    doNotCall: null,
    openOpportunities: null,
    activities: [],
    from: 'page',
    fetchedAt: now,
  };
}
