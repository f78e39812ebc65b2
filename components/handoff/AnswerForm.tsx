import { Check, Undo2 } from 'lucide-react';
import { useId, useState } from 'react';
import { type ReturnReason, returnReason, returnReasons } from '../../lib/handoff/handoff';
import type { RecordKey } from '../../lib/model/record';
import { useCommand } from '../data';
import { ErrorNote } from '../data/ErrorNote';
import { useT } from '../i18n';
import { focusOn } from '../sidebar/focus';
import { Button } from '../ui/Button';
import { Field, Select, TextInput } from '../ui/Field';
import styles from './AnswerForm.module.css';

/** The words of one side: the SDR says what they heard, the AE answers. */
export interface AnswerWords {
  readonly accepted: string;
  readonly returned: string;
  readonly why: string;
  readonly note: string;
  readonly save: string;
}

export interface AnswerFormProps {
  readonly recordKey: RecordKey;
  readonly handoffId: string;
  readonly words: AnswerWords;
  readonly onSaid: (answer: 'accepted' | 'returned') => void;
}

/** Accepted at once, or returned with a reason and a line. */
export function AnswerForm({ recordKey, handoffId, words, onSaid }: AnswerFormProps) {
  const t = useT('handoff');
  const command = useCommand('answerHandoff');
  const [returning, setReturning] = useState(false);
  const [reasonId, setReasonId] = useState<ReturnReason | null>(null);
  const [note, setNote] = useState('');
  const whyId = useId();
  const returnId = useId();
  const say = async (answer: 'accepted' | 'returned') => {
    const ask = { recordKey, handoffId, answer, reasonId: answer === 'returned' ? reasonId : null };
    const reply = await command.run({ ...ask, note: answer === 'returned' ? note : '', at: Date.now() });
    if (reply.ok) onSaid(answer);
  };
  const cancel = () => {
    setReturning(false);
    focusOn(returnId);
  };
  return (
    <div className={styles['answer']}>
      <div className={styles['buttons']}>
        <Button
          size="s"
          icon={<Check aria-hidden="true" />}
          busy={command.pending}
          onClick={() => void say('accepted')}
        >
          {words.accepted}
        </Button>
        <Button
          id={returnId}
          size="s"
          icon={<Undo2 aria-hidden="true" />}
          aria-expanded={returning}
          onClick={() => {
            setReturning(!returning);
            if (!returning) focusOn(whyId);
          }}
        >
          {words.returned}
        </Button>
      </div>
      {returning && (
        <form
          className={styles['why']}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
            // Not also the sidebar's own meaning of it.
            event.preventDefault();
            event.stopPropagation();
            cancel();
          }}
          onSubmit={(event) => {
            event.preventDefault();
            void say('returned');
          }}
        >
          <Field label={words.why} controlId={whyId}>
            {(control) => (
              <Select
                {...control}
                required
                value={reasonId ?? ''}
                onChange={({ currentTarget }) => setReasonId(returnReason.safeParse(currentTarget.value).data ?? null)}
                options={[
                  { value: '', label: t('answer.chooseWhy'), disabled: true },
                  ...returnReasons.map((value) => ({ value, label: t(`reason.${value}`) })),
                ]}
              />
            )}
          </Field>
          <Field label={words.note}>
            {(control) => (
              <TextInput
                {...control}
                maxLength={500}
                required={reasonId === 'other'}
                placeholder={t('answer.notePlaceholder')}
                value={note}
                onChange={({ currentTarget }) => setNote(currentTarget.value)}
              />
            )}
          </Field>
          <div className={styles['buttons']}>
            <Button type="submit" size="s" variant="primary" busy={command.pending}>
              {words.save}
            </Button>
            <Button size="s" variant="quiet" kbd="Esc" onClick={cancel}>
              {t('answer.cancel')}
            </Button>
          </div>
        </form>
      )}
      {command.error !== null && <ErrorNote error={command.error} />}
    </div>
  );
}
