import type { Locale } from '../../lib/model/schemas';
import { textIn } from '../../lib/model/schemas';
import type { Answers } from '../../lib/qualification/answer';
import type { Scorecard } from '../../lib/qualification/scorecard';
import type { Translate } from '../i18n';
import { answerText } from '../scorecard/answer-text';

/** What was learned of a lead, in words: the goals they named, and everything else there is no need to ask again. */
export interface KnownOfLead {
  readonly goals: readonly string[];
  readonly others: readonly string[];
}

const longestSaid = 60;

/** What the answers say, in the card's order: a goal in full, the rest by name with what was said in a few words. */
export function knownOfLead(
  t: Translate,
  locale: Locale,
  { criteria }: Pick<Scorecard, 'criteria'>,
  answers: Answers,
): KnownOfLead {
  const goals: string[] = [];
  const others: string[] = [];
  for (const criterion of criteria) {
    const answer = answers[criterion.id];
    const value = answer?.value;
    if (answer === undefined || value?.kind === 'cleared' || value?.kind === 'unknown') continue;
    const said = answerText(t, locale, criterion, value);
    const note = answer.note.trim();
    if (criterion.role === 'goal' && value?.kind === 'text') {
      goals.push([value.text, note].filter(Boolean).join('; '));
      continue;
    }
    const words = clipped(note === '' ? (said ?? '') : note, longestSaid);
    const name = textIn(criterion.name, locale);
    others.push(words === '' ? name : t('plays:knownSaid', { name, said: words }));
  }
  return { goals, others };
}

/** The text in at most so many letters, whole ones whatever the script. */
export function clipped(text: string, most: number): string {
  const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}
