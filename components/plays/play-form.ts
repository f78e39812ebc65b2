import type { RowRules } from '../../lib/model/merge-rows';
import { type Locale, type LocalText, textIn } from '../../lib/model/schemas';
import { type Play, type PlayStep, play as playForm } from '../../lib/plays/play';

/** Something heard, and what to do about it; both in the language shown. */
export interface PairDraft {
  readonly heard: string;
  readonly said: string;
}

/** A play as the editor holds it, in one language. Rows left empty count for nothing. */
export interface PlayDraft {
  readonly id: string;
  /** The language its texts are in. */
  readonly locale: Locale;
  readonly name: string;
  readonly sources: string;
  readonly speed: boolean;
  /** The id of the card it qualifies by; empty for the one in use. */
  readonly scorecardId: string;
  readonly steps: readonly PlayStep[];
  readonly opening: string;
  readonly questions: readonly string[];
  readonly objections: readonly PairDraft[];
  readonly voicemail: string;
  readonly goals: readonly PairDraft[];
  /** What it was made from; null for a new one. */
  readonly before: Play | null;
}

/** The editor's form of a play, in the language shown. */
export function draftOfPlay(play: Play, locale: Locale): PlayDraft {
  const say = (text: LocalText) => textIn(text, locale);
  return {
    id: play.id,
    locale,
    name: say(play.name),
    sources: play.fits.sources.join(', '),
    speed: play.speed,
    scorecardId: play.scorecardId ?? '',
    steps: play.steps,
    opening: say(play.opening),
    questions: play.questions.map(say),
    objections: play.objections.map(({ heard, answer }) => ({ heard: say(heard), said: say(answer) })),
    voicemail: say(play.voicemail),
    goals: play.goals.map(({ heard, show }) => ({ heard: say(heard), said: say(show) })),
    before: play,
  };
}

/** A draft as it is shown in a language: one left as it was follows it, what was written stays in the language it is in. */
export function draftIn(draft: PlayDraft, locale: Locale): PlayDraft {
  const { before } = draft;
  if (draft.locale === locale || before === null || playOfDraft(draft) !== before) return draft;
  return draftOfPlay(before, locale);
}

/** How a draft is told from others, and from itself as another window saved it: its version is no part of what it says. */
export const draftRules: RowRules<PlayDraft> = {
  idOf: ({ id }) => id,
  textOf: (draft) => {
    const play = playOfDraft(draft);
    return JSON.stringify(play === null ? { ...draft, before: null } : { ...play, version: 0 });
  },
  onto: (mine, { before }) => ({ ...mine, before }),
};

/** What a play lacks to be used. */
export type Lack = 'name' | 'steps' | 'opening' | 'voicemail' | 'objections' | 'goals';

/** Everything a draft lacks, in the order of its fields; empty where it can be saved. */
export function lacksOf(draft: PlayDraft): readonly Lack[] {
  const isHalf = ({ heard, said }: PairDraft) => (heard.trim() === '') !== (said.trim() === '');
  const lacks: readonly (readonly [Lack, boolean])[] = [
    ['name', draft.name.trim() === ''],
    ['steps', draft.steps.length === 0],
    ['opening', draft.opening.trim() === ''],
    ['objections', draft.objections.some(isHalf)],
    ['voicemail', draft.voicemail.trim() === ''],
    ['goals', draft.goals.some(isHalf)],
  ];
  return lacks.filter(([, lacking]) => lacking).map(([lack]) => lack);
}

/** The play a draft makes, a new version where anything changed; null where something needed is missing. */
export function playOfDraft(draft: PlayDraft): Play | null {
  if (lacksOf(draft).length > 0) return null;
  const { before, locale } = draft;
  const again = (text: string, old: LocalText | undefined): LocalText =>
    old !== undefined && textIn(old, locale) === text ? old : { [locale]: text };
  /** A row that was only moved keeps its other language. */
  const known = (text: string, olds: readonly LocalText[]): LocalText =>
    olds.find((old) => textIn(old, locale) === text) ?? { [locale]: text };
  const objections = before?.objections ?? [];
  const goals = before?.goals ?? [];
  const made = {
    id: draft.id,
    version: before?.version ?? 1,
    name: again(draft.name.trim(), before?.name),
    fits: { sources: wordsOf(draft.sources) },
    speed: draft.speed,
    steps: draft.steps.toSorted((a, b) => a.day - b.day),
    scorecardId: draft.scorecardId === '' ? null : draft.scorecardId,
    opening: again(draft.opening.trim(), before?.opening),
    questions: filled(draft.questions).map((line) => known(line, before?.questions ?? [])),
    objections: filledPairs(draft.objections).map(({ heard, said }) => ({
      heard: known(
        heard,
        objections.map((old) => old.heard),
      ),
      answer: known(
        said,
        objections.map((old) => old.answer),
      ),
    })),
    voicemail: again(draft.voicemail.trim(), before?.voicemail),
    goals: filledPairs(draft.goals).map(({ heard, said }) => ({
      heard: known(
        heard,
        goals.map((old) => old.heard),
      ),
      show: known(
        said,
        goals.map((old) => old.show),
      ),
    })),
  };
  const parsed = playForm.safeParse(made);
  if (!parsed.success) return null;
  if (before === null) return parsed.data;
  const isSame = JSON.stringify(parsed.data) === JSON.stringify(before);
  return isSame ? before : { ...parsed.data, version: before.version + 1 };
}

function wordsOf(text: string): readonly string[] {
  return filled(text.split(/[,，、]/));
}

function filled(texts: readonly string[]): readonly string[] {
  return texts.map((text) => text.trim()).filter((text) => text !== '');
}

function filledPairs(pairs: readonly PairDraft[]): readonly PairDraft[] {
  return pairs
    .map(({ heard, said }) => ({ heard: heard.trim(), said: said.trim() }))
    .filter(({ heard, said }) => heard !== '' && said !== '');
}

/** One more step, a day after the last; its id is new among the play's. */
export function nextStepOf(steps: readonly PlayStep[]): PlayStep {
  const numbers = Array.from({ length: steps.length + 1 }, (_, index) => `step-${index + 1}`);
  const id = numbers.find((name) => steps.every((step) => step.id !== name)) ?? `step-${steps.length + 1}`;
  const last = Math.max(-1, ...steps.map(({ day }) => day));
  return { id, day: Math.min(last + 1, 365), afterMinutes: 0, channel: 'call' };
}

/** A play that says nothing yet, to be written in a language. */
export function emptyDraft(id: string, locale: Locale): PlayDraft {
  return {
    id,
    locale,
    name: '',
    sources: '',
    speed: false,
    scorecardId: '',
    steps: [nextStepOf([])],
    opening: '',
    questions: [],
    objections: [],
    voicemail: '',
    goals: [],
    before: null,
  };
}
