import type { LeadRecord } from '../../lib/crm/lead-record';
import type { Handoff } from '../../lib/handoff/handoff';
import { defaultRules, readinessOf } from '../../lib/handoff/rules';
import { newCommandId } from '../../lib/messaging/client';
import type { CallView, LeadView } from '../../lib/messaging/views';
import { isRecordKey, orgOfKey, type RecordKey, refOfKey } from '../../lib/model/record';
import { bant } from '../../lib/qualification/scorecards/bant';
import { scoreLead } from '../../lib/qualification/scoring';

const keyOf = (text: string): RecordKey => {
  if (!isRecordKey(text)) throw new RangeError('Not a record key');
  return text;
};

/** Ids whose last three characters are right: they stand in URLs too. */
export const maya = keyOf('salesforce:acme.my.salesforce.com:lead:00Q000000000001EAA');
export const ben = keyOf('salesforce:acme.my.salesforce.com:lead:00Q000000000002EAA');
const names = new Map([
  [maya, 'Maya Okonkwo'],
  [ben, 'Ben Carter'],
]);

/** Those that the background knows. */
export const leads: readonly RecordKey[] = [maya, ben];

export function nameOf(key: RecordKey): string {
  return names.get(key) ?? '';
}

/** The view with score and readiness as its answers and calls make them. */
export function rescored(view: LeadView): LeadView {
  const { scorecard } = view;
  const score = scoreLead(scorecard, view.answers);
  const readiness = readinessOf({
    rules: defaultRules,
    scorecard,
    score,
    locale: 'en',
    phones: view.record?.phones.map((phone) => phone.raw) ?? [],
    email: null,
    doNotCall: view.doNotCall,
    openOpportunities: [],
    calls: view.calls,
    conversationSeconds: 60,
  });
  return { ...view, score, readiness };
}

/** What the CRM knows of a lead of {@link FakeBackground}. */
export function recordOf(key: RecordKey): LeadRecord {
  return {
    ref: refOfKey(key),
    name: nameOf(key),
    title: 'Head of Operations',
    company: 'Northwind Freight',
    phones: [{ kind: 'work', raw: '+1 303 555 0142' }],
    email: null,
    source: 'Web',
    status: 'Working',
    owner: { id: 'u1', name: 'Sam Rivera' },
    timeZone: 'America/Denver',
    address: { city: null, state: null, postalCode: null, country: null },
    doNotCall: false,
    openOpportunities: [],
    activities: [],
    from: 'crm',
    fetchedAt: Date.now(),
  };
}

/** A lead about whom nothing was asked yet. */
export function viewOf(key: RecordKey): LeadView {
  const score = scoreLead(bant, {});
  return rescored({
    key,
    record: recordOf(key),
    recordProblem: null,
    connection: {
      org: orgOfKey(key),
      label: 'Acme',
      auth: 'salesforceSession',
      user: { id: 'u1', name: 'Sam Rivera', email: null },
      connectedAt: 0,
      state: 'ok',
      problem: null,
    },
    scorecard: bant,
    answers: {},
    crmKnown: {},
    carried: null,
    score,
    nextCriterionId: null,
    calls: [],
    ownActivityIds: [],
    attempts: 0,
    doNotCall: false,
    removedNumbers: [],
    nextFollowUp: null,
    handoff: null,
    readiness: { ready: false, rulesVersion: 1, clauses: [] },
  });
}

/** An open handoff of this lead. */
export function handoffOf({ key, score: { estimate, low, high } }: LeadView, at = Date.now()): Handoff {
  return {
    id: newCommandId(),
    recordKey: key,
    leadName: nameOf(key),
    ae: { id: 'ae1', name: 'Jonas Lindqvist', email: null },
    brief: [],
    score: { estimate, low, high },
    clauses: [],
    rulesVersion: 1,
    state: 'submitted',
    history: [{ state: 'submitted', at, reason: null }],
    submittedAt: at,
    dueAt: at + 86_400_000,
    day: '2026-11-24',
  };
}

/** A call of this lead to nobody, without a word. */
export function callOf(recordKey: RecordKey, loggedAt: number, more: Partial<CallView> = {}): CallView {
  return {
    id: newCommandId(),
    recordKey,
    leadName: nameOf(recordKey),
    outcomeId: 'noAnswer',
    startedAt: loggedAt,
    durationMs: null,
    loggedAt,
    day: '2026-11-24',
    timeZone: 'UTC',
    number: null,
    note: '',
    followUpId: null,
    undoneAt: null,
    sync: 'waiting',
    ...more,
  };
}
