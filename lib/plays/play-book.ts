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
 * The entries of the play book whose words were heard, in the book's order, each with what was said; then the stated
 * goals the book has nothing for. Words count in every language, from the beginning of a word on ("cost" hears
 * "costs", not "Acosta").
 */
export function goalsShown({ goals }: Pick<Play, 'goals'>, heard: readonly Heard[]): readonly GoalShown[] {
  const hits = goals.flatMap(({ heard: words, show }) => {
    const hit = heard.find(({ text }) => wordsIn(words).some((word) => isHeard(text, word)));
    return hit === undefined ? [] : [{ said: hit.text, show }];
  });
  const matched = new Set(hits.map(({ said }) => said));
  const open = heard.filter(({ text, isGoal }) => isGoal && !matched.has(text));
  return [...hits, ...open.map(({ text }) => ({ said: text, show: null }))];
}

/** The single words of an entry, in all its languages. */
function wordsIn(words: LocalText): readonly string[] {
  return Object.values(words)
    .flatMap((text) => text.split(/[,，、;；]/))
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== '');
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
