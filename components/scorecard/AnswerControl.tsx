import type { AnswerValue, HeldAnswer } from '../../lib/qualification/answer';
import { answerLabel } from '../../lib/qualification/answer-label';
import { choicesOf } from '../../lib/qualification/criterion-kinds';
import type { Criterion } from '../../lib/qualification/scorecard';
import { useLocale } from '../i18n';
import { Kbd } from '../ui/Kbd';
import { ProcessFields } from './ProcessFields';
import styles from './QuestionCard.module.css';
import { TypedAnswer, type Typing } from './TypedAnswer';

export interface AnswerControlProps {
  readonly criterion: Criterion;
  readonly answer: HeldAnswer | undefined;
  /** The question, which names the control. */
  readonly labelledBy: string;
  readonly onAnswer: (criterion: Criterion, value: AnswerValue) => void;
  /** Where a typed answer is kept until it is given. */
  readonly typing?: Typing;
}

/** What answers a criterion of any kind: choices on the digit keys, or fields that a digit key opens. */
export function AnswerControl(props: AnswerControlProps) {
  const { criterion } = props;
  switch (criterion.kind) {
    case 'scale':
    case 'choice':
    case 'yesNo':
    case 'multi':
      return <Choices {...props} />;
    case 'number':
    case 'money':
    case 'date':
    case 'text':
      return <TypedAnswer {...props} criterion={criterion} />;
    case 'process':
      return <ProcessFields {...props} criterion={criterion} />;
  }
}

function Choices({ criterion, answer, labelledBy, onAnswer }: AnswerControlProps) {
  const locale = useLocale();
  const value = answer?.value;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend beside the question, which already names it
    <div className={styles['anchors']} role="group" aria-labelledby={labelledBy}>
      {choicesOf(criterion).map(({ id }, index) => (
        <button
          key={id}
          type="button"
          className={styles['anchor']}
          aria-pressed={isChosen(value, id)}
          aria-keyshortcuts={String(index + 1)}
          onClick={() => onAnswer(criterion, valueOfChoice(criterion, value, id))}
        >
          <Kbd>{String(index + 1)}</Kbd>
          <span className={styles['label']}>{answerLabel(criterion, singleOf(criterion, id), locale)}</span>
        </button>
      ))}
    </div>
  );
}

function isChosen(value: AnswerValue | undefined, id: string): boolean {
  if (value?.kind === 'options') return value.optionIds.includes(id);
  return value?.kind === 'option' && value.optionId === id;
}

function singleOf(criterion: Criterion, id: string) {
  return criterion.kind === 'multi'
    ? { kind: 'options' as const, optionIds: [id] }
    : { kind: 'option' as const, optionId: id };
}

/** What choosing `id` answers: it alone, or one more or fewer of several. */
export function valueOfChoice(criterion: Criterion, before: AnswerValue | undefined, id: string): AnswerValue {
  if (criterion.kind !== 'multi') return { kind: 'option', optionId: id };
  const chosen = before?.kind === 'options' ? before.optionIds : [];
  const optionIds = chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id];
  return { kind: 'options', optionIds };
}
