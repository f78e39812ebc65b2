import { z } from 'zod';
import { cardOrigin } from '../messaging/scorecard-views';
import { epochMs } from '../model/schemas';
import { cardId, draftShape } from '../qualification/criterion';
import { type Scorecard, scorecard } from '../qualification/scorecard';
import { builtInScorecards, defaultScorecard } from '../qualification/scorecards';
import type { BatonDatabase } from './database';
import { parseRow, parseRows, type UnreadableRow } from './quarantine';

type CardOrigin = z.infer<typeof cardOrigin>;

const choice = z.object({ scorecardId: z.string(), version: z.number().int() });

/** A published version; rows in `meta` under `scorecard:<id>@<version>`, never changed once written. */
const publishedRow = z.object({ key: z.string(), card: scorecard, origin: cardOrigin, publishedAt: epochMs });
/** A card being written, under `scorecardDraft:<id>`. */
const draftRow = z.object({ key: z.string(), card: draftShape, origin: cardOrigin, updatedAt: epochMs });
export type ScorecardDraft = Omit<z.infer<typeof draftRow>, 'key'>;
const chosenRow = choice.extend({ key: z.literal('scorecardInUse') });
/** What an administrator prescribes, as last read; `inUse` leaves no choice. */
const prescribedRow = z.object({
  key: z.literal('scorecardsPrescribed'),
  cards: z.array(scorecard),
  inUse: choice.nullable(),
  unreadable: z.number().int(),
});
export type Prescribed = Omit<z.infer<typeof prescribedRow>, 'key'>;

export interface KnownCard {
  readonly card: Scorecard;
  readonly origin: CardOrigin;
  readonly publishedAt: number | null;
}

const publishedPrefix = 'scorecard:';
const draftPrefix = 'scorecardDraft:';
const noPrescription: Prescribed = { cards: [], inUse: null, unreadable: 0 };

/** Every card that can be used: prescribed, those that come with Baton, and those published here. */
export async function knownCards(database: BatonDatabase, unreadable: UnreadableRow[]): Promise<readonly KnownCard[]> {
  const [{ cards }, raws] = await Promise.all([
    readPrescribed(database, unreadable),
    database.meta.where('key').startsWith(publishedPrefix).toArray(),
  ]);
  const published = parseRows('meta', publishedRow, raws, unreadable);
  return [
    ...cards.map((card) => ({ card, origin: 'prescribed' as const, publishedAt: null })),
    ...builtInScorecards.map((card) => ({ card, origin: 'builtIn' as const, publishedAt: null })),
    ...published.map(({ card, origin, publishedAt }) => ({ card, origin, publishedAt })),
  ];
}

/** The card leads are scored by: the prescribed one, else the one chosen, else the one Baton starts with. */
export async function cardInUse(database: BatonDatabase, unreadable: UnreadableRow[]): Promise<Scorecard> {
  const [prescribed, raw] = await Promise.all([
    readPrescribed(database, unreadable),
    database.meta.get('scorecardInUse'),
  ]);
  const chosen = prescribed.inUse ?? parseRow('meta', chosenRow, raw, unreadable);
  if (chosen === undefined) return defaultScorecard;
  return (await findCard(database, chosen.scorecardId, chosen.version, unreadable)) ?? defaultScorecard;
}

/** A card by id and version, or undefined where it is not known here. */
export async function findCard(
  database: BatonDatabase,
  id: string,
  version: number,
  unreadable: UnreadableRow[],
): Promise<Scorecard | undefined> {
  const isIt = (card: Scorecard) => card.id === id && card.version === version;
  // What was published here goes first: it was used under this name and version.
  const raw = await database.meta.get(publishedKey({ id, version }));
  const published = parseRow('meta', publishedRow, raw, unreadable)?.card;
  const others = async () => (await readPrescribed(database, unreadable)).cards.find(isIt);
  return published ?? builtInScorecards.find(isIt) ?? (await others());
}

/** The newest version of a card that is known here; undefined where there is none. */
export async function newestCard(
  database: BatonDatabase,
  id: string,
  unreadable: UnreadableRow[],
): Promise<Scorecard | undefined> {
  const versions = (await knownCards(database, unreadable)).flatMap(({ card }) => (card.id === id ? [card] : []));
  return versions.toSorted((a, b) => b.version - a.version)[0];
}

export async function readPrescribed(database: BatonDatabase, unreadable: UnreadableRow[]): Promise<Prescribed> {
  const raw = await database.meta.get('scorecardsPrescribed');
  return parseRow('meta', prescribedRow, raw, unreadable) ?? noPrescription;
}

export async function keepPrescribed(database: BatonDatabase, prescribed: Prescribed): Promise<void> {
  await database.meta.put({ key: 'scorecardsPrescribed', ...prescribed });
}

/** Adds a version. @throws where this version is there already: a version once published never changes. */
export async function addPublished(
  database: BatonDatabase,
  { card, origin, publishedAt }: { card: Scorecard; origin: CardOrigin; publishedAt: number },
): Promise<void> {
  await database.meta.add({ key: publishedKey(card), card, origin, publishedAt });
}

export async function chooseCard(database: BatonDatabase, { id, version }: Pick<Scorecard, 'id' | 'version'>) {
  await database.meta.put({ key: 'scorecardInUse', scorecardId: id, version });
}

export async function readCardDrafts(
  database: BatonDatabase,
  unreadable: UnreadableRow[],
): Promise<readonly ScorecardDraft[]> {
  const raws = await database.meta.where('key').startsWith(draftPrefix).toArray();
  return parseRows('meta', draftRow, raws, unreadable).map(({ key: _, ...draft }) => draft);
}

export async function keepCardDraft(database: BatonDatabase, draft: ScorecardDraft): Promise<void> {
  await database.meta.put({ key: `${draftPrefix}${draft.card.id}`, ...draft });
}

export async function dropCardDraft(database: BatonDatabase, id: string): Promise<void> {
  await database.meta.delete(`${draftPrefix}${cardId.parse(id)}`);
}

function publishedKey({ id, version }: Pick<Scorecard, 'id' | 'version'>): string {
  return `${publishedPrefix}${id}@${version}`;
}
