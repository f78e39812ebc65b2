import { type FormEvent, useState } from 'react';
import { settings } from '../../lib/messaging/protocol';
import { useT } from '../i18n/translate';
import { Button } from '../ui/Button';
import { Field, TextInput } from '../ui/Field';
import { useUnsaved } from '../ui/unsaved';
import styles from './SettingsPage.module.css';

export interface ConversationSecondsProps {
  readonly value: number;
  /** True once it is saved. */
  readonly onSave: (seconds: number) => Promise<boolean>;
}

const allowed = settings.shape.conversationSeconds;

/** From how many seconds on the line a connect counts as a conversation. */
export function ConversationSeconds({ value, onSave }: ConversationSecondsProps) {
  const t = useT('settings');
  const [typed, setTyped] = useState<string | null>(null);
  useUnsaved(typed !== null);
  const [wrong, setWrong] = useState(false);
  const [state, setState] = useState<'still' | 'saving' | 'saved'>('still');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const text = (typed ?? '').trim();
    const seconds = allowed.safeParse(text === '' ? null : Number(text));
    setWrong(!seconds.success);
    if (!seconds.success) return;
    setState('saving');
    const saved = await onSave(seconds.data);
    setState(saved ? 'saved' : 'still');
    if (saved) setTyped(null);
  };
  return (
    <form className={styles['seconds']} noValidate onSubmit={(event) => void submit(event)}>
      <Field
        className={styles['secondsField']}
        label={t('conversationSeconds.label')}
        hint={t('conversationSeconds.hint')}
        {...(wrong ? { error: t('conversationSeconds.error') } : {})}
      >
        {(control) => (
          <TextInput
            {...control}
            className={styles['secondsInput']}
            inputMode="numeric"
            autoComplete="off"
            value={typed ?? String(value)}
            onChange={(event) => {
              setTyped(event.target.value);
              setWrong(false);
              setState('still');
            }}
          />
        )}
      </Field>
      {typed !== null && (
        <Button type="submit" variant="primary" busy={state === 'saving'}>
          {t('common:save')}
        </Button>
      )}
      <p className={styles['state']} role="status">
        {state === 'saved' ? t('common:saved') : typed === null ? '' : t('common:notSaved')}
      </p>
    </form>
  );
}
