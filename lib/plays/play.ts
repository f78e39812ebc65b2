import { z } from 'zod';
import { localText } from '../model/schemas';

export const playChannel = z.enum(['call', 'email', 'social']);

/** One step of a play: on which day after its start (0 is the first), how, and on the first day how long after the start. */
const playStep = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  day: z.number().int().min(0).max(365),
  afterMinutes: z.number().int().min(0).max(1440).default(0),
  channel: playChannel,
});
export type PlayStep = z.infer<typeof playStep>;

/** A named way of working a kind of lead, as data. A version once used is kept; an edit is a new version. */
export const play = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  version: z.number().int().positive(),
  name: localText,
  /** Whom it fits: any of these words in the lead's source; none at all fits every lead. */
  fits: z.object({ sources: z.array(z.string().min(1).max(100)).max(50) }),
  /** Speed counts: a lead that just came in goes before others. */
  speed: z.boolean(),
  steps: z.array(playStep).min(1).max(30),
  /** The scorecard it qualifies by; null for the one in use. */
  scorecardId: z.string().nullable(),
  opening: localText,
  questions: z.array(localText).max(20),
  objections: z.array(z.object({ heard: localText, answer: localText })).max(20),
  voicemail: localText,
  /** The play book: words by which a goal is known, commas between them, and what can be shown for it. */
  goals: z
    .array(z.object({ heard: localText, show: localText }))
    .max(30)
    .default([]),
});
export type Play = z.infer<typeof play>;

/** What the rule of assignment looks at. */
export interface PlayFacts {
  readonly source: string | null;
}

/**
 * The play for a lead: the first, in the team's order, with a word of the lead's source; else the first that fits every
 * lead; else none.
 */
export function assignPlay(plays: readonly Play[], { source }: PlayFacts): Play | null {
  const said = (source ?? '').toLowerCase();
  const named = plays.find(({ fits }) => fits.sources.some((word) => says(said, word.toLowerCase())));
  return named ?? plays.find(({ fits }) => fits.sources.length === 0) ?? null;
}

/** A webinar is no website: words are whole, but for scripts that put no space between them. */
function says(text: string, word: string): boolean {
  if (!/^[\p{Script=Latin}\d\s-]+$/u.test(word)) return text.includes(word);
  const at = text.indexOf(word);
  const isLetter = (char: string | undefined) => char !== undefined && /\p{L}/u.test(char);
  return at >= 0 && !isLetter(text[at - 1]) && !isLetter(text[at + word.length]);
}
