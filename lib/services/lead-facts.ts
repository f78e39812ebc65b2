import type { Call } from '../calls/call';
import { goodNumbers } from '../calls/lead-numbers';
import type { LeadRecord } from '../crm/lead-record';
import type { CrmProblem } from '../crm/result';
import type { Handoff, Readiness } from '../handoff/handoff';
import { defaultRules, readinessOf } from '../handoff/rules';
import type { Settings } from '../messaging/protocol';
import type { RecordKey } from '../model/record';
import type { Locale } from '../model/schemas';
import type { Play } from '../plays/play';
import type { Answer, Answers } from '../qualification/answer';
import type { Carried } from '../qualification/carry';
import { type CrmField, type CrmKnown, crmKnownAnswers, withCrmKnown } from '../qualification/crm-known';
import type { Score } from '../qualification/score';
import type { Scorecard } from '../qualification/scorecard';
import { scoreLead } from '../qualification/scoring';
import { callsOfRecord } from '../store/calls';
import type { BatonDatabase } from '../store/database';
import { latestHandoff } from '../store/handoffs';
import { parseRow, type UnreadableRow } from '../store/quarantine';
import { type CallRow, type PursuitRow, pursuitRow, recordRow } from '../store/rows';
import { readSettings } from '../store/settings';
import { answersOf } from './answers';
import { cardOfLead } from './lead-card';

/** Everything Baton knows of one lead, read in one go. */
export interface LeadFacts {
  readonly record: LeadRecord | null;
  readonly recordProblem: CrmProblem | null;
  readonly pursuit: PursuitRow | null;
  /** The card the lead is scored by. */
  readonly scorecard: Scorecard;
  /** The play that names it; null where it is the card in use. */
  readonly playOfCard: Play | null;
  readonly answers: Readonly<Record<string, Answer>>;
  /** The move from an earlier version of the card: where answers came from, and those without a place now. */
  readonly carried: Omit<Carried<Answer>, 'kept'>;
  /** Answers that fields of the CRM give. */
  readonly crmKnown: Readonly<Record<string, CrmKnown>>;
  /** Oldest first, those taken back included. */
  readonly calls: readonly CallRow[];
  /** The latest one. */
  readonly handoff: Handoff | null;
  readonly settings: Settings;
}

/** The tables {@link readLeadFacts} reads, for the scope of a transaction. */
export function leadTables(database: BatonDatabase) {
  const { records, pursuits, answers, calls, callsArchive, handoffs, meta } = database;
  return [records, pursuits, answers, calls, callsArchive, handoffs, meta];
}

/** Reads what Baton knows of a lead, inside a transaction over {@link leadTables}. */
export async function readLeadFacts(
  database: BatonDatabase,
  key: RecordKey,
  unreadable: UnreadableRow[],
): Promise<LeadFacts> {
  const row = parseRow('records', recordRow, await database.records.get(key), unreadable);
  const { card: scorecard, play } = await cardOfLead(database, row?.record ?? null, unreadable);
  const [rawPursuit, carried, calls, handoff, settings] = await Promise.all([
    database.pursuits.get(key),
    answersOf(database, key, scorecard, unreadable),
    callsOfRecord(database, key, unreadable),
    latestHandoff(database, key, unreadable),
    readSettings(database, unreadable),
  ]);
  return {
    record: row?.record ?? null,
    recordProblem: row?.problem ?? null,
    pursuit: parseRow('pursuits', pursuitRow, rawPursuit, unreadable) ?? null,
    scorecard,
    playOfCard: play,
    answers: carried.kept,
    carried,
    crmKnown: row?.record == null ? {} : knownOf(scorecard, row.record),
    calls,
    handoff,
    settings,
  };
}

function knownOf(card: Scorecard, record: LeadRecord): LeadFacts['crmKnown'] {
  return crmKnownAnswers(card, fieldsOf(record), record.fetchedAt, record.known);
}

/** The lead's score by its card; with `now`, answers age. */
export function scoreOf({ scorecard, ...facts }: Scored, now: number): Score {
  return scoreLead(scorecard, heldAnswers(facts), now);
}
type Scored = Pick<LeadFacts, 'scorecard' | 'answers' | 'crmKnown'>;

/** What is known of a lead: what was said, and beside it what only the CRM's fields tell. */
export function heldAnswers({ answers, crmKnown }: Pick<LeadFacts, 'answers' | 'crmKnown'>): Answers {
  return withCrmKnown(answers, crmKnown);
}

/** The fields of a record that a criterion can be filled from, by the names the editor offers. */
export function fieldsOf(record: LeadRecord): Readonly<Record<CrmField, string | null>> {
  const { title, company, source, status, email, timeZone, address } = record;
  return { title, company, source, status, email, timeZone, ...address };
}

/** True where the person must not be called: they said so, or the CRM does. */
export function isDoNotCall({ pursuit, record }: Pick<LeadFacts, 'pursuit' | 'record'>): boolean {
  return pursuit?.doNotCall === true || record?.doNotCall === true;
}

/** How the lead stands against the Rules of Engagement. */
export function readinessOfLead(facts: LeadFacts, locale: Locale, now: number): Readiness {
  const { scorecard, record, pursuit, calls, settings } = facts;
  const removed = pursuit?.removedNumbers ?? [];
  const opportunities = record?.openOpportunities ?? null;
  return readinessOf({
    rules: defaultRules,
    scorecard,
    score: scoreOf(facts, now),
    locale,
    phones: goodNumbers(record, removed),
    email: record?.email ?? null,
    doNotCall: isDoNotCall(facts),
    openOpportunities: opportunities?.filter(({ id }) => id !== record?.ref.id) ?? null,
    calls: liveCalls(calls),
    conversationSeconds: settings.conversationSeconds,
  });
}

/** The calls that were not taken back. */
export function liveCalls<C extends Pick<Call, 'undoneAt'>>(calls: readonly C[]): readonly C[] {
  return calls.filter((call) => call.undoneAt === null);
}
