import type { LocalText } from '../model/schemas';
import type { Answers } from '../qualification/answer';
import type { Scorecard } from '../qualification/scorecard';
import type { Play } from './play';

/** Words of the prospect; `isGoal` where they were asked for as a goal. */
export interface Heard {
  readonly text: string;
  readonly isGoal: boolean;
}

/** A goal as it was heard, and what the team can show for it; null where the play book has nothing for a stated goal. */
export interface GoalShown {
  readonly said: string;
  readonly show: LocalText | null;
}

/** What the prospect said of themselves: answers in words, and the notes kept with answers. */
export function heardIn(scorecard: Scorecard, answers: Answers): readonly Heard[] {
  return scorecard.criteria.flatMap(({ id, role }) => {
    const answer = answers[id];
    if (answer === undefined || answer.value.kind === 'cleared') return [];
    const texts = [answer.value.kind === 'text' ? answer.value.text : '', answer.note];
    // The first words are the goal itself; a note beside them adds to it.
    return texts
      .map((text) => text.trim())
      .filter((text) => text !== '')
      .map((text, index) => ({ text, isGoal: role === 'goal' && index === 0 }));
  });
}

/**
 * The entries of the play book whose words were heard, in the book's order, each with the part of what was said that holds
 * them; then the stated goals, and parts of goals, that the book has nothing for. Words count in every language, from the
 * beginning of a word on ("cost" hears "costs", not "Acosta").
 */
export function goalsShown({ goals }: Pick<Play, 'goals'>, heard: readonly Heard[]): readonly GoalShown[] {
  const entries = goals.map(({ heard: words, show }) => ({ words: wordsIn(words), show }));
  const parts = heard.flatMap(({ text }) => partsOf(text));
  const hits = entries.flatMap(({ words, show }) => {
    const said = parts.find((part) => isAnyHeard(part, words));
    return said === undefined ? [] : [{ said, show }];
  });
  const isAnswered = (text: string) => entries.some(({ words }) => isAnyHeard(text, words));
  const open = heard.filter(({ isGoal }) => isGoal).flatMap(({ text }) => openIn(text, isAnswered));
  return [...hits, ...[...new Set(open)].map((said) => ({ said, show: null }))];
}

/** What of a stated goal is open: all of it; or, where a part is answered, the others that are long enough to be a goal. */
function openIn(text: string, isAnswered: (text: string) => boolean): readonly string[] {
  if (!isAnswered(text)) return [text];
  return partsOf(text).filter((part) => !isAnswered(part) && isLikeAGoal(part));
}

function isLikeAGoal(part: string): boolean {
  return (part.split(/\s+/).length >= leastWords || /\p{Script=Han}{4}/u.test(part)) && !when.test(part);
}

/** When, where or why adds to a goal and is none. */
const when = /^(?:(?:by|until|till|before|after|within|in|on|at|from|since|because|for)\b|在|于|到|因为|由于)/iu;

const leastWords = 3;

/** Where somebody goes on to something else. A comma or a plain "and" may as well be one thing in more words. */
const goesOn =
  /[.!?]\s+|[;；。！？\n]|,?\s+and\s+(?=(?:to|also|then|we|they)\b)|,?\s+(?:as well as|also)\s+|[，,]?\s*(?:同时|并且|以及|还有|另外|此外)/iu;

/** The things said in one breath, each in its own words. */
function partsOf(text: string): readonly string[] {
  return text
    .split(goesOn)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The single words of an entry, in all its languages. */
function wordsIn(words: LocalText): readonly string[] {
  return Object.values(words)
    .flatMap((text) => text.split(/[,，、;；]/))
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== '');
}

function isAnyHeard(text: string, words: readonly string[]): boolean {
  return words.some((word) => isHeard(text, word));
}

function isHeard(text: string, word: string): boolean {
  const said = text.toLowerCase();
  // Scripts that put no space between words have no beginning of one.
  if (!/^[\p{Script=Latin}\d]/u.test(word)) return said.includes(word);
  for (let at = said.indexOf(word); at >= 0; at = said.indexOf(word, at + 1)) {
    if (!/[\p{Script=Latin}\d]$/u.test(said.slice(0, at))) return true;
  }
  return false;
}
