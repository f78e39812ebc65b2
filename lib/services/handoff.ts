import { findOutcome } from '../calls/outcomes';
import { type FieldMap, handoffStateValues } from '../crm/org-fields';
import type { HandoffWrite } from '../crm/write';
import { briefAsText, draftBrief } from '../handoff/brief';
import { mayReceive } from '../handoff/candidates';
import { answerDueAt } from '../handoff/clock';
import { type AccountExecutive, type BriefSection, type Handoff, handoff as handoffForm } from '../handoff/handoff';
import { answerDaysOf, defaultRules } from '../handoff/rules';
import type { Ask } from '../messaging/protocol';
import type { HandoffPreview } from '../messaging/views';
import { orgOfKey } from '../model/record';
import { type Locale, textIn } from '../model/schemas';
import { localDayOf } from '../model/time';
import { assignPlay } from '../plays/play';
import { goalsShown, heardIn } from '../plays/play-book';
import { addCounts, countsOfHandoff, zeroCounts } from '../progress/counting';
import { answerLabel } from '../qualification/answer-label';
import type { Score } from '../qualification/score';
import type { Scorecard } from '../qualification/scorecard';
import type { BatonDatabase } from '../store/database';
import { CommandFailure } from '../store/failures';
import { parseRow, setAside, type UnreadableRow } from '../store/quarantine';
import { aesRow, dayRow } from '../store/rows';
import { aesKey, listAes, receiversOf } from './aes';
import { readFieldMap } from './field-maps';
import { fieldsOf, type LeadFacts, leadTables, readinessOfLead, readLeadFacts, scoreOf } from './lead-facts';
import { once } from './once';
import { handoffEntry } from './outbox-entries';
import { playsInUse } from './plays';
import { leadTopic, type Services } from './services';
import { nameIn, type Say } from './texts';

/** Where the rules say nothing. Source: domain notes section 4. */
const usualAnswerDays = 1;
const longestSubject = 255;

/** What the SDR reads before handing over: the brief, the task's subject, and what the CRM will change. */
export async function previewHandoff(services: Services, ask: Ask<'previewHandoff'>): Promise<HandoffPreview> {
  const database = await services.store.open();
  const unreadable: UnreadableRow[] = [];
  const facts = await database.transaction('r', leadTables(database), () =>
    readLeadFacts(database, ask.recordKey, unreadable),
  );
  await setAside(database, unreadable, services.clock.now());
  const say = services.say(services.localeOf(facts.settings));
  return {
    brief: await briefOf(services, facts),
    taskSubject: subjectOf(facts, say),
    ...(await planOf(services, facts, ask)),
    dueAt: dueAtOf(services, facts, services.clock.now()),
  };
}

/**
 * Hands a lead over: checks the rules, writes the handoff, the day's counter and what the CRM has to be told in one
 * transaction. Refuses a lead that is not ready (with the clauses) or is with an AE already.
 */
export async function handOver(services: Services, ask: Ask<'handOver'>): Promise<Handoff> {
  const database = await services.store.open();
  const { days, handoffs, outbox, quarantine } = database;
  const command = { commandId: ask.commandId, at: ask.at, parse: (answer: unknown) => handoffForm.parse(answer) };
  const rule = await receiversOf(services, orgOfKey(ask.recordKey));
  const map = await readFieldMap(orgOfKey(ask.recordKey));
  const tables = [...leadTables(database), days, outbox, quarantine];
  const handoff = await once(database, command, tables, async () => {
    const unreadable: UnreadableRow[] = [];
    const facts = await readLeadFacts(database, ask.recordKey, unreadable);
    const ae = await aeOf(database, ask, rule);
    await setAside(database, unreadable, services.clock.now());
    const made = newHandoff(services, { ask, facts, ae, map });
    await handoffs.add(made);
    await countHandoff(database, made, services.clock.now());
    await outbox.put(entryOf(services, { ask, facts, made }));
    return made;
  });
  services.changed({ topics: [leadTopic(ask.recordKey), 'handoffs', 'sync'] });
  return handoff;
}

/** Adds a handoff to its day's counters, or takes it from them where it was withdrawn. Inside a transaction over `days` and `quarantine`. */
export async function countHandoff(database: BatonDatabase, handoff: Pick<Handoff, 'day' | 'state'>, at: number) {
  const unreadable: UnreadableRow[] = [];
  const row = parseRow('days', dayRow, await database.days.get(handoff.day), unreadable);
  await setAside(database, unreadable, at);
  const counts = row?.counts ?? zeroCounts();
  const next =
    handoff.state === 'withdrawn'
      ? { ...counts, handoffs: Math.max(0, counts.handoffs - 1) }
      : addCounts(counts, countsOfHandoff(handoff));
  await database.days.put({ day: handoff.day, counts: next });
}

interface Making {
  readonly ask: Ask<'handOver'>;
  readonly facts: LeadFacts;
  readonly ae: AccountExecutive;
  /** What the org's fields mean. */
  readonly map: FieldMap;
}

function newHandoff(services: Services, { ask, facts, ae, map }: Making): Handoff {
  const open = facts.handoff;
  if (open !== null && (open.state === 'submitted' || open.state === 'accepted')) {
    throw new CommandFailure({ kind: 'alreadyHandedOver', aeName: open.ae.name });
  }
  const readiness = readinessOfLead(facts, services.localeOf(facts.settings), ask.at);
  if (!readiness.ready) throw new CommandFailure({ kind: 'notReady', clauses: readiness.clauses });
  const { estimate, low, high, chance } = scoreOf(facts, ask.at);
  return {
    id: ask.commandId,
    recordKey: ask.recordKey,
    leadName: nameOf(facts),
    ae,
    brief: ask.brief,
    score: { estimate, low, high },
    ...chanceThen(facts, chance),
    scorecard: { id: facts.scorecard.id, version: facts.scorecard.version },
    fields: fieldsNow(facts),
    ...fieldBefore(facts, map),
    clauses: readiness.clauses,
    rulesVersion: readiness.rulesVersion,
    state: 'submitted',
    history: [{ state: 'submitted', at: ask.at, reason: null }],
    submittedAt: ask.at,
    dueAt: dueAtOf(services, facts, ask.at),
    day: localDayOf(ask.at, services.clock.timeZone()),
  };
}

function chanceThen({ scorecard: { learnt } }: LeadFacts, chance: Score['chance']): Pick<Handoff, 'chance'> {
  if (chance === null || learnt === undefined) return {};
  const { outcome, leads, successes } = learnt;
  return { chance: { chance: chance.chance, learnt: { outcome, leads, successes } } };
}

/** What the field of the handoff's state says of an earlier one, where this one has no value to write over it. */
function fieldBefore({ record }: LeadFacts, map: FieldMap): Pick<Handoff, 'fieldBefore'> {
  const value = record?.handoffField?.value;
  if (record === null || value === undefined) return {};
  return Object.keys(handoffStateValues(map, record.ref.object, 'given')).length > 0 ? {} : { fieldBefore: value };
}

/** The lead's fields as they are, those left out that the CRM does not tell. */
function fieldsNow({ record }: LeadFacts): Readonly<Record<string, string>> {
  const own = (record?.known ?? []).map(({ field, value }) => [field, value] as const);
  const fields = record === null ? {} : { ...Object.fromEntries(own), ...fieldsOf(record) };
  return Object.fromEntries(Object.entries(fields).filter((field): field is [string, string] => field[1] !== null));
}

function entryOf(services: Services, { ask, facts, made }: Pick<Making, 'ask' | 'facts'> & { readonly made: Handoff }) {
  const say = services.say(services.localeOf(facts.settings));
  return handoffEntry(made, {
    taskSubject: ask.taskSubject,
    status: ask.statusValue,
    brief: briefAsText(made.brief, headingsIn(say)),
    answers: answersInWords(facts.scorecard, facts.answers, services.localeOf(facts.settings)),
    now: services.clock.now(),
  });
}

/** What was answered, as a field of the CRM can hold it: in words with the SDR's note, and as a number where it is one. */
function answersInWords(card: Scorecard, answers: LeadFacts['answers'], locale: Locale): HandoffWrite['answers'] {
  const told = card.criteria.flatMap((criterion) => {
    const answer = answers[criterion.id];
    const value = answer?.value;
    if (value === undefined || value.kind === 'cleared' || value.kind === 'unknown' || value.kind === 'refused')
      return [];
    const label = answerLabel(criterion, value, locale);
    if (label === null) return [];
    const text = [label, answer?.note.trim() ?? ''].filter((part) => part !== '').join('. ');
    return [[criterion.id, { text, amount: 'amount' in value ? value.amount : null }] as const];
  });
  return Object.fromEntries(told);
}

/** The AE by id from the list last read of the org. @throws CommandFailure `notConnected` where none was ever read. */
async function aeOf(
  database: BatonDatabase,
  ask: Ask<'handOver'>,
  ruleOf: Awaited<ReturnType<typeof receiversOf>>,
): Promise<AccountExecutive> {
  const row = aesRow.safeParse(await database.meta.get(aesKey(orgOfKey(ask.recordKey)))).data;
  if (row === undefined) throw new CommandFailure({ kind: 'notConnected' });
  const rule = ruleOf(row.aes);
  const ae = [...row.aes, ...(rule?.aes ?? [])].find(({ id }) => id === ask.aeId);
  if (ae === undefined) throw new CommandFailure({ kind: 'refused', message: 'no such account executive' });
  if (!mayReceive(ae.id, rule)) throw new CommandFailure({ kind: 'mayNotReceive', aeName: ae.name });
  return { id: ae.id, name: ae.name, email: ae.email };
}

async function planOf(
  services: Services,
  facts: LeadFacts,
  ask: Ask<'previewHandoff'>,
): Promise<Pick<HandoffPreview, 'plan' | 'planProblem'>> {
  const org = orgOfKey(ask.recordKey);
  const adapter = await services.connections.adapterFor(org);
  if (adapter === null || facts.record === null) return { plan: null, planProblem: null };
  const { aes } = await listAes(services, { org });
  const ae = aes.find(({ id }) => id === ask.aeId);
  if (ae === undefined) throw new CommandFailure({ kind: 'refused', message: 'no such account executive' });
  const planned = await adapter.planHandoff(facts.record, ae);
  return planned.ok ? { plan: planned.value, planProblem: null } : { plan: null, planProblem: planned.problem };
}

async function briefOf(services: Services, facts: LeadFacts): Promise<BriefSection[]> {
  const { scorecard, answers, calls, pursuit, settings, record } = facts;
  const locale = services.localeOf(settings);
  const play = assignPlay(await playsInUse(services), { source: record?.source ?? null });
  const goals = play === null ? [] : goalsShown(play, heardIn(scorecard, answers));
  const promise = pursuit?.followUp ?? null;
  const isMeeting = findOutcome(pursuit?.lastOutcomeId ?? '')?.followUp.kind === 'promise';
  const nextMeeting =
    promise === null || !isMeeting ? null : { at: promise.dueAt, timeZone: promise.timeZone, note: promise.note };
  return draftBrief({
    scorecard,
    answers,
    calls,
    toShow: goals.flatMap(({ show }) => (show === null ? [] : [textIn(show, locale)])),
    nextMeeting,
    locale,
  });
}

function subjectOf(facts: LeadFacts, say: Say): string {
  const company = facts.record?.company ?? null;
  const leadName = nameIn(say, nameOf(facts));
  const text =
    company === null
      ? say('background:task.handoff', { leadName })
      : say('background:task.handoffWithCompany', { leadName, company });
  return Array.from(text).slice(0, longestSubject).join('');
}

function nameOf({ record, pursuit, calls }: LeadFacts): string {
  return record?.name ?? pursuit?.leadName ?? calls.at(-1)?.leadName ?? '';
}

function dueAtOf({ clock }: Services, { settings }: LeadFacts, submittedAt: number): number {
  const days = answerDaysOf(defaultRules) ?? usualAnswerDays;
  return answerDueAt(submittedAt, days, settings.workingTime, clock.timeZone());
}

function headingsIn(say: Say): Readonly<Record<BriefSection['heading'], string>> {
  const heading = (name: BriefSection['heading']) => say(`handoff:heading.${name}`);
  return {
    whyCall: heading('whyCall'),
    pain: heading('pain'),
    today: heading('today'),
    success: heading('success'),
    decision: heading('decision'),
    date: heading('date'),
    nextMeeting: heading('nextMeeting'),
    objections: heading('objections'),
    notAsked: heading('notAsked'),
    avoid: heading('avoid'),
  };
}
