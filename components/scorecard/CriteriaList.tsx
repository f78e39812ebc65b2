import { textIn } from '../../lib/model/schemas';
import type { Answers } from '../../lib/qualification/answer';
import type { Criterion, Scorecard } from '../../lib/qualification/scorecard';
import { useLocale, useT } from '../i18n';
import type { PendingAnswer } from '../sidebar/workspace';
import { Card } from '../ui/Card';
import { VisuallyHidden } from '../ui/VisuallyHidden';
import { answerSteps, answerText } from './answer-text';
import styles from './CriteriaList.module.css';

export interface CriteriaListProps {
  readonly scorecard: Scorecard;
  readonly answers: Answers;
  readonly pending: Readonly<Record<string, PendingAnswer>>;
  /** The criterion whose question is on screen. */
  readonly shownId: string | null;
  readonly onChoose: (criterionId: string) => void;
}

/** Every criterion with what was learned; a click asks it (again). */
export function CriteriaList({ scorecard, answers, pending, shownId, onChoose }: CriteriaListProps) {
  const t = useT('scorecard');
  return (
    <Card aria-label={t('criteria.region')} className={styles['card']}>
      <ul className={styles['list']}>
        {scorecard.criteria.map((criterion) => (
          <li key={criterion.id}>
            <CriterionRow
              criterion={criterion}
              answer={answers[criterion.id]}
              unsaved={pending[criterion.id]?.error != null}
              shown={criterion.id === shownId}
              onChoose={() => onChoose(criterion.id)}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}

interface CriterionRowProps {
  readonly criterion: Criterion;
  readonly answer: Answers[string] | undefined;
  readonly unsaved: boolean;
  readonly shown: boolean;
  readonly onChoose: () => void;
}

function CriterionRow({ criterion, answer, unsaved, shown, onChoose }: CriterionRowProps) {
  const t = useT('scorecard');
  const locale = useLocale();
  const name = textIn(criterion.name, locale);
  const said = answerText(t, locale, criterion, answer?.value);
  const note = answer?.value.kind === 'cleared' ? '' : (answer?.note.trim() ?? '');
  return (
    <button type="button" className={styles['row']} aria-current={shown ? 'true' : undefined} onClick={onChoose}>
      <span className={styles['name']}>
        {name}
        {criterion.gate !== undefined && ' '}
        {criterion.gate !== undefined && <span className={styles['gate']}>{t('criteria.gate')}</span>}
        {answer?.source === 'crm' && ' '}
        {answer?.source === 'crm' && <span className={styles['gate']}>{t('criteria.fromCrm')}</span>}
      </span>{' '}
      <span className={styles['said']} data-known={said !== null || undefined} dir="auto" title={note || undefined}>
        {unsaved ? t('criteria.unsaved') : note !== '' ? note : (said ?? t('criteria.notAsked'))}
        {(unsaved || note !== '') && <VisuallyHidden> ({said})</VisuallyHidden>}
      </span>
      <Steps steps={answerSteps(criterion, answer)} />
    </button>
  );
}

function Steps({ steps }: { readonly steps: number }) {
  return (
    <span className={styles['steps']} aria-hidden="true">
      {[1, 2, 3, 4].map((step) => (
        <i key={step} data-on={step <= steps || undefined} />
      ))}
    </span>
  );
}
