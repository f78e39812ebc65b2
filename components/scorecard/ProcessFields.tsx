import { type KeyboardEvent, useId, useState } from 'react';
import type { AnswerValue, DecisionProcess, HeldAnswer } from '../../lib/qualification/answer';
import type { Criterion } from '../../lib/qualification/criterion';
import { knownParts, type ProcessPart, processParts } from '../../lib/qualification/criterion-kinds';
import { useT } from '../i18n';
import { answerFieldId } from '../sidebar/focus';
import { TextInput } from '../ui/Field';
import { Kbd } from '../ui/Kbd';
import styles from './TypedAnswer.module.css';

export interface ProcessFieldsProps {
  readonly criterion: Criterion;
  readonly answer: HeldAnswer | undefined;
  readonly labelledBy: string;
  readonly onAnswer: (criterion: Criterion, value: AnswerValue) => void;
}

const nothingKnown: DecisionProcess = { kind: 'process', decides: '', signs: '', canStop: '', steps: [], by: null };

/** The decision process in five parts; each is kept as it is left, and Enter goes on to the next. */
export function ProcessFields({ criterion, answer, labelledBy, onAnswer }: ProcessFieldsProps) {
  const t = useT('scorecard');
  const formId = useId();
  const stored = answer?.value.kind === 'process' ? answer.value : nothingKnown;
  const over = JSON.stringify(stored);
  const [own, setOwn] = useState({ process: stored, over });
  // What is typed while other words come to be the answer gives way to them, and the field keeps the focus.
  const typed = own.over === over ? own.process : stored;
  const keep = () => {
    if (JSON.stringify(typed) !== over && knownParts(typed).length > 0) onAnswer(criterion, typed);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, index: number) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = document.getElementById(answerFieldId(index + 2));
    if (next === null) event.currentTarget.blur();
    else next.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend beside the question, which already names it
    <div className={styles['typed']} role="group" aria-labelledby={labelledBy}>
      {processParts.map((part, index) => (
        <div key={part} className={styles['part']}>
          <Kbd>{String(index + 1)}</Kbd>
          <label htmlFor={answerFieldId(index + 1)} id={`${formId}-${part}`}>
            {t(`process.${part}`)}
          </label>
          <TextInput
            id={answerFieldId(index + 1)}
            type={part === 'by' ? 'date' : 'text'}
            maxLength={1000}
            placeholder={part === 'steps' ? t('process.stepsHint') : undefined}
            value={wordsOf(typed, part)}
            onChange={(event) => setOwn({ process: withPart(typed, part, event.currentTarget.value), over })}
            onBlur={keep}
            onKeyDown={(event) => onKeyDown(event, index)}
          />
        </div>
      ))}
    </div>
  );
}

function wordsOf(process: DecisionProcess, part: ProcessPart): string {
  if (part === 'steps') return process.steps.join(', ');
  return process[part] ?? '';
}

function withPart(process: DecisionProcess, part: ProcessPart, words: string): DecisionProcess {
  switch (part) {
    case 'steps':
      // Kept as typed, spaces included, so that the field never changes under the fingers.
      return { ...process, steps: words === '' ? [] : words.split(/, |[,，、]/).slice(0, 20) };
    case 'by':
      return { ...process, by: words === '' ? null : words };
    default:
      return { ...process, [part]: words };
  }
}
