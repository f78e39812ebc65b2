import type { Locale } from '../../lib/model/schemas';
import { type AnswerValue, type HeldAnswer, isKnown } from '../../lib/qualification/answer';
import { answerLabel } from '../../lib/qualification/answer-label';
import { levelsOfAnswer } from '../../lib/qualification/criterion-kinds';
import type { Criterion } from '../../lib/qualification/scorecard';
import type { Translate } from '../i18n';

/** What was answered, in a few words; null where nothing holds. */
export function answerText(
  t: Translate,
  locale: Locale,
  criterion: Criterion,
  value: AnswerValue | undefined,
): string | null {
  if (value === undefined || value.kind === 'cleared') return null;
  if (value.kind === 'unknown') return t('scorecard:criteria.unknown');
  if (value.kind === 'refused') return t('scorecard:criteria.refused');
  return answerLabel(criterion, value, locale);
}

/** How many of four steps the answer reaches; 0 where no level is known. */
export function answerSteps(criterion: Criterion, answer: HeldAnswer | undefined): number {
  if (answer === undefined || !isKnown(answer.value)) return 0;
  const levels = levelsOfAnswer(criterion, answer);
  return levels === null ? 0 : Math.round(levels.expected * 4);
}
