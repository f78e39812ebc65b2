import { fewestOfEither } from '../../lib/learning/report';
import type { TranslateIn } from '../i18n/translate';
import type { LearnerState } from './use-learner';

/** What is wrong, and what to do about it. */
export function problemWords(t: TranslateIn<'learning'>, problem: NonNullable<LearnerState['problem']>): string {
  switch (problem.kind) {
    case 'unreadable':
    case 'notLearnt':
      return t(`problem.${problem.problem}`);
    case 'tooFew': {
      const { positives, negatives } = problem;
      return t('problem.tooFew', { positives, negatives, count: fewestOfEither - Math.min(positives, negatives) });
    }
    case 'failed':
      return t('problem.failed', { message: problem.message });
  }
}
