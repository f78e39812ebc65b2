import type { Answer, Ask } from '../messaging/protocol';
import { type ScorecardsView, type ScorecardTrial, scorecardRef } from '../messaging/scorecard-views';
import { type AnswerModel, learnAnswers } from '../qualification/answer-model';
import { carriedAnswers } from '../qualification/carry';
import { type PastLead, tryOnPastLeads } from '../qualification/past-leads';
import { type Scorecard, scorecard as soundCard } from '../qualification/scorecard';
import type { BatonDatabase } from '../store/database';
import { CommandFailure } from '../store/failures';
import { parseRows, setAside, type UnreadableRow } from '../store/quarantine';
import { answerRow, handoffRow, pursuitRow } from '../store/rows';
import {
  addPublished,
  cardInUse,
  chooseCard,
  dropCardDraft,
  findCard,
  keepCardDraft,
  knownCards,
  readCardDrafts,
  readPrescribed,
} from '../store/scorecards';
import { scoringCards } from './lead-card';
import { once } from './once';
import type { Services } from './services';

/** Leads are scored anew and scorecard lists are read again. */
const topics = ['scorecards'];
const nothing = { parse: () => null };

/** All scorecards: those that can be used, those being written, and which one is in use. */
export async function scorecards(services: Services): Promise<ScorecardsView> {
  const database = await services.store.open();
  const unreadable: UnreadableRow[] = [];
  const view = await database.transaction('r', database.meta, database.answers, async () => {
    const [scoring, cards, drafts, prescribed] = await Promise.all([
      scoringCards(database, unreadable),
      knownCards(database, unreadable),
      readCardDrafts(database, unreadable),
      readPrescribed(database, unreadable),
    ]);
    const [{ card: inUse }] = scoring;
    return {
      inUse: { id: inUse.id, version: inUse.version },
      scoring: scoring.map(({ card: { id, version }, plays }) => ({
        id,
        version,
        plays: plays.map(({ name }) => name),
      })),
      isPrescribed: prescribed.inUse !== null,
      unreadablePrescribed: prescribed.unreadable,
      cards: [...cards],
      drafts: [...drafts],
    };
  });
  await setAside(database, unreadable, services.clock.now());
  return view;
}

/** Keeps a card being written; it scores nobody until it is published. */
export async function saveScorecardDraft(services: Services, ask: Ask<'saveScorecardDraft'>): Promise<null> {
  const database = await services.store.open();
  await keepCardDraft(database, { card: ask.card, origin: ask.origin, updatedAt: services.clock.now() });
  services.changed({ topics: ['scorecardDrafts'] });
  return null;
}

export async function discardScorecardDraft(services: Services, ask: Ask<'discardScorecardDraft'>): Promise<null> {
  const database = await services.store.open();
  await dropCardDraft(database, ask.scorecardId);
  services.changed({ topics: ['scorecardDrafts'] });
  return null;
}

/**
 * Publishes a card as a new version and, where wanted, puts it in use. The version it asks for is taken where it is
 * free and newer than any other; else the next one. A version once published never changes.
 */
export async function publishScorecard(services: Services, ask: Ask<'publishScorecard'>) {
  const database = await services.store.open();
  const at = services.clock.now();
  const command = { commandId: ask.commandId, at, parse: (answer: unknown) => scorecardRef.parse(answer) };
  const published = await once(database, command, [database.meta, database.audit], async () => {
    const unreadable: UnreadableRow[] = [];
    const versions = (await knownCards(database, unreadable))
      .filter(({ card }) => card.id === ask.card.id)
      .map(({ card }) => card.version);
    const version = Math.max(ask.card.version, ...versions.map((each) => each + 1));
    const card = soundCard.parse({ ...ask.card, version });
    const before = await cardInUse(database, unreadable);
    await addPublished(database, { card, origin: ask.origin, publishedAt: at });
    await dropCardDraft(database, card.id);
    if (ask.use) await putInUse(database, card);
    await database.audit.put({ id: ask.commandId, at, what: 'scorecards', before: refOf(before), after: refOf(card) });
    return refOf(card);
  });
  services.changed({ topics });
  return published;
}

/** Puts another card, or another version, in use. */
export async function useScorecard(services: Services, ask: Ask<'useScorecard'>): Promise<null> {
  const database = await services.store.open();
  const at = services.clock.now();
  const command = { commandId: ask.commandId, at, ...nothing };
  await once(database, command, [database.meta, database.audit], async () => {
    const card = await findCard(database, ask.scorecardId, ask.version, []);
    if (card === undefined) throw new CommandFailure({ kind: 'refused', message: 'no such scorecard' });
    const before = await cardInUse(database, []);
    await putInUse(database, card);
    await database.audit.put({ id: ask.commandId, at, what: 'scorecards', before: refOf(before), after: refOf(card) });
    return null;
  });
  services.changed({ topics });
  return null;
}

/** What a card would have said of the leads worked so far. */
export async function tryScorecard(services: Services, ask: Ask<'tryScorecard'>): Promise<ScorecardTrial> {
  const database = await services.store.open();
  const unreadable: UnreadableRow[] = [];
  const { answers, handoffs, meta, pursuits } = database;
  const trial = await database.transaction('r', answers, handoffs, meta, pursuits, async () => {
    const inUse = await cardInUse(database, unreadable);
    return tryOnPastLeads(ask.card, inUse, await pastLeads(database, services.clock.now(), unreadable));
  });
  await setAside(database, unreadable, services.clock.now());
  return {
    handoffs: trial.handoffs,
    others: trial.others,
    notReady: { count: trial.notReady.length, names: trial.notReady.slice(0, shownNames) },
    newlyReady: { count: trial.newlyReady.length, names: trial.newlyReady.slice(0, shownNames) },
  };
}
const shownNames = 10;

/** Learns what leads usually answer to a card from everything answered so far; null while nobody answered anything. */
export async function answerModel(services: Services, ask: Ask<'answerModel'>): Promise<Answer<'answerModel'>> {
  const database = await services.store.open();
  const unreadable: UnreadableRow[] = [];
  const { answers, meta } = database;
  const [card, rows] = await database.transaction('r', answers, meta, async () => {
    const { id, version } = ask.card;
    const asked = (await findCard(database, id, version, unreadable)) ?? (await cardInUse(database, unreadable));
    return [asked, parseRows('answers', answerRow, await answers.toArray(), unreadable)] as const;
  });
  await setAside(database, unreadable, services.clock.now());
  const leads = [...Map.groupBy(rows, ({ recordKey }) => recordKey).values()].map(
    (own) => carriedAnswers(card, own).kept,
  );
  const known = leads.filter((kept) => Object.keys(kept).length > 0);
  return known.length === 0 ? null : plainOf(learnAnswers(card, known));
}

function plainOf({ cells, types }: AnswerModel): Answer<'answerModel'> {
  return {
    cells: cells.map((each) => each.map(({ id, level }) => ({ id, level }))),
    types: types.map(({ share, chances }) => ({ share, chances: chances.map((each) => [...each]) })),
  };
}

async function pastLeads(database: BatonDatabase, now: number, unreadable: UnreadableRow[]): Promise<PastLead[]> {
  const [answers, handoffs, pursuits] = await Promise.all([
    database.answers.toArray().then((raws) => parseRows('answers', answerRow, raws, unreadable)),
    database.handoffs.toArray().then((raws) => parseRows('handoffs', handoffRow, raws, unreadable)),
    database.pursuits.toArray().then((raws) => parseRows('pursuits', pursuitRow, raws, unreadable)),
  ]);
  const ofLead = Map.groupBy(answers, ({ recordKey }) => recordKey);
  const given = handoffs.filter(({ state }) => state !== 'withdrawn');
  const givenKeys = new Set(given.map(({ recordKey }) => recordKey));
  const nameOf = new Map(pursuits.map(({ recordKey, leadName }) => [recordKey, leadName]));
  return [
    ...given.map(({ recordKey, leadName, submittedAt }) => ({
      leadName,
      handedOver: true,
      at: submittedAt,
      answers: ofLead.get(recordKey) ?? [],
    })),
    ...[...ofLead]
      .filter(([recordKey]) => !givenKeys.has(recordKey))
      .map(([recordKey, own]) => ({
        leadName: nameOf.get(recordKey) ?? '',
        handedOver: false,
        at: now,
        answers: own,
      })),
  ];
}

async function putInUse(database: BatonDatabase, card: Scorecard): Promise<void> {
  if ((await readPrescribed(database, [])).inUse !== null) {
    throw new CommandFailure({ kind: 'prescribed' });
  }
  await chooseCard(database, card);
}

function refOf({ id, version }: Scorecard) {
  return { id, version };
}
