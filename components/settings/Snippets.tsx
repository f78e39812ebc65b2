import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { type Snippet, snippet } from '../../lib/calls/snippets';
import { useT } from '../i18n/translate';
import { Button, IconButton } from '../ui/Button';
import { Card } from '../ui/Card';
import { Field, TextArea, TextInput } from '../ui/Field';
import { useUnsaved } from '../ui/unsaved';
import styles from './Snippets.module.css';

export interface SnippetsProps {
  readonly snippets: readonly Snippet[];
  /** Answers whether it was saved. */
  readonly onSave: (snippets: Snippet[]) => Promise<boolean>;
}

type Row = Snippet & { readonly key: number };

/** Short texts of the SDR's own for the notes of calls. */
export function Snippets({ snippets, onSave }: SnippetsProps) {
  const t = useT('settings');
  const [rows, setRows] = useState<readonly Row[]>(() => snippets.map((each, key) => ({ ...each, key })));
  const [state, setState] = useState<'saved' | 'changed' | 'wrong'>('saved');
  useUnsaved(state !== 'saved');
  const change = (next: readonly Row[]) => {
    setRows(next);
    setState('changed');
  };
  const add = () => change([...rows, { key: Math.max(-1, ...rows.map(({ key }) => key)) + 1, trigger: '', text: '' }]);
  const isWrong = state === 'wrong';
  const save = async () => {
    if (rows.some((row) => triggerIsWrong(row, rows) || !snippet.safeParse(row).success)) setState('wrong');
    else if (await onSave(rows.map(({ trigger, text }) => ({ trigger, text: text.trim() })))) setState('saved');
  };
  return (
    <Card title={t('snippets.title')}>
      <p>{t('snippets.text')}</p>
      <ul className={styles['rows']}>
        {rows.map((row) => (
          <li key={row.key} className={styles['row']}>
            <Field
              label={t('snippets.trigger')}
              error={isWrong && triggerIsWrong(row, rows) ? t('snippets.triggerWrong') : undefined}
            >
              {(control) => (
                <TextInput
                  {...control}
                  value={row.trigger}
                  maxLength={20}
                  placeholder="vm"
                  onChange={(event) => change(withRow(rows, { ...row, trigger: event.currentTarget.value.trim() }))}
                />
              )}
            </Field>
            <Field
              label={t('snippets.words')}
              error={isWrong && row.text.trim() === '' ? t('snippets.wordsWrong') : undefined}
            >
              {(control) => (
                <TextArea
                  {...control}
                  value={row.text}
                  maxLength={2000}
                  placeholder={t('snippets.example')}
                  onChange={(event) => change(withRow(rows, { ...row, text: event.currentTarget.value }))}
                />
              )}
            </Field>
            <IconButton
              label={t('snippets.remove', { trigger: row.trigger })}
              onClick={() => change(rows.filter(({ key }) => key !== row.key))}
            >
              <Trash2 aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ul>
      <div className={styles['actions']}>
        <Button icon={<Plus aria-hidden="true" />} onClick={add}>
          {t('snippets.add')}
        </Button>
        <Button variant="primary" disabled={state === 'saved'} onClick={() => void save()}>
          {t('snippets.save')}
        </Button>
        <span role="status">{state === 'saved' ? '' : t('common:notSaved')}</span>
      </div>
    </Card>
  );
}

function withRow(rows: readonly Row[], changed: Row): readonly Row[] {
  return rows.map((row) => (row.key === changed.key ? changed : row));
}

/** No trigger, or one that another row has. */
function triggerIsWrong({ key, trigger }: Row, rows: readonly Row[]): boolean {
  const isTaken = rows.some((other) => other.key < key && other.trigger.toLowerCase() === trigger.toLowerCase());
  return isTaken || !snippet.shape.trigger.safeParse(trigger).success;
}
