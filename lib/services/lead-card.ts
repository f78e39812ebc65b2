import { assignPlay, type Play } from '../plays/play';
import { readyMadePlays } from '../plays/ready-made';
import type { Scorecard } from '../qualification/scorecard';
import type { BatonDatabase } from '../store/database';
import { parseRow, type UnreadableRow } from '../store/quarantine';
import { playsRow } from '../store/rows';
import { cardInUse, newestCard, readPrescribed } from '../store/scorecards';

/** The card a lead is scored by, and the play that names it, where it is not the one in use. */
export interface LeadCard {
  readonly card: Scorecard;
  readonly play: Play | null;
}

/** What is known of where a lead comes from; null while its record was never read. */
type Whence = { readonly source: string | null } | null;

/** The plays the team saved; null where the ready-made ones still hold. */
export async function savedPlaysIn(
  database: BatonDatabase,
  unreadable: UnreadableRow[],
): Promise<readonly Play[] | null> {
  return parseRow('meta', playsRow, await database.meta.get('plays'), unreadable)?.plays ?? null;
}

/**
 * The card of a lead: the one its play names, in its newest version, else the one in use. Where an administrator prescribes
 * the card in use, that one scores everybody. Inside a transaction over `meta`.
 */
export async function cardOfLead(
  database: BatonDatabase,
  record: Whence,
  unreadable: UnreadableRow[],
): Promise<LeadCard> {
  const [inUse, { inUse: prescribed }, saved] = await Promise.all([
    cardInUse(database, unreadable),
    readPrescribed(database, unreadable),
    savedPlaysIn(database, unreadable),
  ]);
  const play = record === null || prescribed !== null ? null : assignPlay(saved ?? readyMadePlays, record);
  const named = play?.scorecardId ?? inUse.id;
  const card = named === inUse.id ? undefined : await newestCard(database, named, unreadable);
  return card === undefined ? { card: inUse, play: null } : { card, play };
}

/** A card that scores some lead now, and the plays that name it; none for the card in use. */
export interface ScoringCard {
  readonly card: Scorecard;
  readonly plays: readonly Play[];
}

/** Every card that scores some lead now: first the one in use, then those that plays name, as {@link cardOfLead} finds them. */
export async function scoringCards(
  database: BatonDatabase,
  unreadable: UnreadableRow[],
): Promise<readonly [ScoringCard, ...ScoringCard[]]> {
  const [inUse, { inUse: prescribed }, saved] = await Promise.all([
    cardInUse(database, unreadable),
    readPrescribed(database, unreadable),
    savedPlaysIn(database, unreadable),
  ]);
  const first = { card: inUse, plays: [] };
  if (prescribed !== null) return [first];
  const naming = Map.groupBy(saved ?? readyMadePlays, ({ scorecardId }) => scorecardId ?? inUse.id);
  const others = await Promise.all(
    [...naming].map(async ([id, plays]) => ({
      card: id === inUse.id ? undefined : await newestCard(database, id, unreadable),
      plays,
    })),
  );
  return [first, ...others.flatMap(({ card, plays }) => (card === undefined ? [] : [{ card, plays }]))];
}
