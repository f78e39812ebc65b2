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

/** Every card that scores some lead now: the one in use and those that plays name. */
export async function cardsInUse(database: BatonDatabase, unreadable: UnreadableRow[]): Promise<readonly Scorecard[]> {
  const [inUse, saved] = await Promise.all([cardInUse(database, unreadable), savedPlaysIn(database, unreadable)]);
  const ids = new Set((saved ?? readyMadePlays).flatMap(({ scorecardId }) => scorecardId ?? []));
  ids.delete(inUse.id);
  const named = await Promise.all([...ids].map((id) => newestCard(database, id, unreadable)));
  return [inUse, ...named.filter((card) => card !== undefined)];
}
