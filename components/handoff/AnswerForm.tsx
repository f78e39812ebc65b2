import { Check, Undo2 } from 'lucide-react';
import { useId } from 'react';
import { returnReason, returnReasons } from '../../lib/handoff/handoff';
import type { RecordKey } from '../../lib/model/record';
import { useCommand } from '../data';
import { ErrorNote } from '../data/ErrorNote';
import { useT } from '../i18n';
import { focusOn } from '../sidebar/focus';
import { type HalfReturned, useWork, useWorkspaceStore } from '../sidebar/workspace';
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

/** Accepted at once, or returned with a reason and a line; half written, that stays with its lead. */
export function AnswerForm({ recordKey, handoffId, words, onSaid }: AnswerFormProps) {
  const t = useT('handoff');
  const command = useCommand('answerHandoff', handoffId);
  const { half, write, clear } = useHalfReturned(recordKey, handoffId);
  const { isOpen, reasonId, note } = half;
  const whyId = useId();
  const returnId = useId();
  const say = async (answer: 'accepted' | 'returned') => {
    const ask = { recordKey, handoffId, answer, reasonId: answer === 'returned' ? reasonId : null };
    const reply = await command.run({ ...ask, note: answer === 'returned' ? note : '', at: Date.now() });
    if (!reply.ok) return;
    clear();
    onSaid(answer);
  };
  const cancel = () => {
    write({ isOpen: false });
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
          aria-expanded={isOpen}
          onClick={() => {
            write({ isOpen: !isOpen });
            if (!isOpen) focusOn(whyId);
          }}
        >
          {words.returned}
        </Button>
      </div>
      {isOpen && (
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
                onChange={({ currentTarget }) =>
                  write({ reasonId: returnReason.safeParse(currentTarget.value).data ?? null })
                }
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
                onChange={({ currentTarget }) => write({ note: currentTarget.value })}
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

/** What is written of this handoff, kept as work on its lead. */
function useHalfReturned(recordKey: RecordKey, handoffId: string) {
  const store = useWorkspaceStore();
  const kept = useWork(recordKey).halfReturned;
  const nothing: HalfReturned = { handoffId, isOpen: false, reasonId: null, note: '' };
  const ofThis = (half: HalfReturned | null) => (half?.handoffId === handoffId ? half : nothing);
  return {
    half: ofThis(kept),
    write: (part: Partial<HalfReturned>) =>
      store.getState().change(recordKey, (work) => ({ halfReturned: { ...ofThis(work.halfReturned), ...part } })),
    clear: () => store.getState().change(recordKey, () => ({ halfReturned: null })),
  };
}
