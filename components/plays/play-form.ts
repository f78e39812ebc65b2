import { type Locale, type LocalText, textIn } from '../../lib/model/schemas';
import { type Play, play as playForm } from '../../lib/plays/play';

/** A play as the editor holds it: every list as lines of text. */
export interface PlayDraft {
  readonly id: string;
  readonly name: string;
  readonly sources: string;
  readonly speed: boolean;
  readonly steps: string;
  readonly opening: string;
  readonly questions: string;
  readonly objections: string;
  readonly voicemail: string;
  readonly goals: string;
  /** What it was made from; null for a new one. */
  readonly before: Play | null;
}

/** The editor's form of a play, in the language shown. */
export function draftOfPlay(play: Play, locale: Locale): PlayDraft {
  const say = (text: LocalText) => textIn(text, locale);
  return {
    id: play.id,
    name: say(play.name),
    sources: play.fits.sources.join(', '),
    speed: play.speed,
    steps: play.steps
      .map(({ day, afterMinutes, channel }) => `${day}${afterMinutes > 0 ? `+${afterMinutes}` : ''} ${channel}`)
      .join('\n'),
    opening: say(play.opening),
    questions: play.questions.map(say).join('\n'),
    objections: play.objections.map(({ heard, answer }) => `${say(heard)} | ${say(answer)}`).join('\n'),
    voicemail: say(play.voicemail),
    goals: play.goals.map(({ heard, show }) => `${say(heard)} | ${say(show)}`).join('\n'),
    before: play,
  };
}

const stepLine = /^(\d{1,3})(?:\s*\+\s*(\d{1,4}))?\s+(call|email|social)$/i;

/** The line (from 1) that is no step, or null. */
export function wrongStep(draft: PlayDraft): number | null {
  const at = linesOf(draft.steps).findIndex((line) => !stepLine.test(line));
  return at < 0 ? null : at + 1;
}

/** The play a draft makes, a new version where anything changed; null where something needed is missing. */
export function playOfDraft(draft: PlayDraft, locale: Locale): Play | null {
  const { before } = draft;
  const again = (text: string, old: LocalText | undefined): LocalText =>
    old !== undefined && textIn(old, locale) === text ? old : { [locale]: text };
  const made = {
    id: draft.id,
    version: before?.version ?? 1,
    name: again(draft.name.trim(), before?.name),
    fits: {
      sources: draft.sources
        .split(/[,，、]/)
        .map((word) => word.trim())
        .filter((word) => word !== ''),
    },
    speed: draft.speed,
    steps: linesOf(draft.steps).map((line, index) => stepOf(line, index)),
    scorecardId: before?.scorecardId ?? null,
    opening: again(draft.opening.trim(), before?.opening),
    questions: linesOf(draft.questions).map((line, index) => again(line, before?.questions[index])),
    objections: linesOf(draft.objections).map((line, index) => {
      const [heard = '', answer = ''] = line.split('|').map((part) => part.trim());
      return {
        heard: again(heard, before?.objections[index]?.heard),
        answer: again(answer, before?.objections[index]?.answer),
      };
    }),
    voicemail: again(draft.voicemail.trim(), before?.voicemail),
    goals: linesOf(draft.goals).map((line, index) => {
      const [heard = '', show = ''] = line.split('|').map((part) => part.trim());
      return { heard: again(heard, before?.goals[index]?.heard), show: again(show, before?.goals[index]?.show) };
    }),
  };
  const parsed = playForm.safeParse(made);
  if (!parsed.success) return null;
  const isSame =
    before !== null &&
    JSON.stringify({ ...parsed.data, steps: timesOf(parsed.data) }) ===
      JSON.stringify({ ...before, steps: timesOf(before) });
  return isSame || before === null ? (before ?? parsed.data) : { ...parsed.data, version: before.version + 1 };
}

/** Steps without their ids, which the editor makes anew. */
function timesOf({ steps }: Play) {
  return steps.map(({ day, afterMinutes, channel }) => [day, afterMinutes, channel]);
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function stepOf(line: string, index: number) {
  const [, day, after, channel] = stepLine.exec(line) ?? [];
  return {
    id: `${(channel ?? '').toLowerCase()}-${index + 1}`,
    day: Number(day),
    afterMinutes: Number(after ?? 0),
    channel: channel?.toLowerCase(),
  };
}

/** A play that says nothing yet. */
export function emptyDraft(id: string): PlayDraft {
  return {
    id,
    name: '',
    sources: '',
    speed: false,
    steps: '0 call',
    opening: '',
    questions: '',
    objections: '',
    voicemail: '',
    goals: '',
    before: null,
  };
}
