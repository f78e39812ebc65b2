import { Plus, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { type Snippet, snippet } from '../../lib/calls/snippets';
import { listFormat } from '../../lib/model/formatters';
import type { RowRules } from '../../lib/model/merge-rows';
import { ClashNote } from '../data/ClashNote';
import { useEditedRows } from '../data/edited-rows';
import { useLocale } from '../i18n/formats';
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

/** `of`: the trigger it was saved under; null for a new one. */
type Row = Snippet & { readonly key: string; readonly of: string | null };

const rowRules: RowRules<Row> = {
  idOf: ({ of, key }) => of ?? key,
  textOf: ({ trigger, text }) => JSON.stringify([trigger, text.trim()]),
  onto: (mine, { of }) => ({ ...mine, of }),
};

function rowsOf(snippets: readonly Snippet[]): readonly Row[] {
  return snippets.map((each) => ({ ...each, key: each.trigger, of: each.trigger }));
}

/** Short texts of the SDR's own for the notes of calls. */
export function Snippets({ snippets, onSave }: SnippetsProps) {
  const t = useT('settings');
  const locale = useLocale();
  const saved = useMemo(() => rowsOf(snippets), [snippets]);
  const edit = useEditedRows(saved, rowRules);
  const { rows, isChanged } = edit;
  const [isWrong, setWrong] = useState(false);
  const [added, setAdded] = useState(0);
  useUnsaved(isChanged);
  const change = (next: (before: readonly Row[]) => readonly Row[]) => {
    edit.change(next);
    setWrong(false);
  };
  const changeRow = (key: string, part: Partial<Snippet>) =>
    change((all) => all.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const add = () => {
    setAdded(added + 1);
    change((all) => [...all, { key: ` ${added}`, of: null, trigger: '', text: '' }]);
  };
  const save = async () => {
    const isBad = rows.some((row) => triggerIsWrong(row, rows) || !snippet.safeParse(row).success);
    setWrong(isBad);
    if (isBad) return;
    const asSaved = rows.map(({ trigger, text }) => ({ trigger, text: text.trim() }));
    const sent = rowsSent(rows);
    edit.change(() => sent);
    if (await onSave(asSaved)) edit.keep(sent, rowsOf(asSaved));
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
                  onChange={({ currentTarget }) => changeRow(row.key, { trigger: currentTarget.value.trim() })}
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
                  onChange={({ currentTarget }) => changeRow(row.key, { text: currentTarget.value })}
                />
              )}
            </Field>
            <IconButton
              label={t('snippets.remove', { trigger: row.trigger })}
              onClick={() => change((all) => all.filter(({ key }) => key !== row.key))}
            >
              <Trash2 aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ul>
      {edit.clashes.length > 0 && (
        <ClashNote what={listFormat(locale).format(edit.clashes)} onTakeTheirs={edit.takeTheirs} />
      )}
      <div className={styles['actions']}>
        <Button icon={<Plus aria-hidden="true" />} onClick={add}>
          {t('snippets.add')}
        </Button>
        <Button variant="primary" disabled={!isChanged} onClick={() => void save()}>
          {t('snippets.save')}
        </Button>
        <span role="status">{isChanged ? t('common:notSaved') : ''}</span>
      </div>
    </Card>
  );
}

/** New rows by the name they are about to be saved under, to be known again when they are heard of before the reply. */
function rowsSent(rows: readonly Row[]): readonly Row[] {
  const renamed = new Set(rows.map(({ of }) => of));
  return rows.map((row) => (row.of === null && !renamed.has(row.trigger) ? { ...row, of: row.trigger } : row));
}

/** No trigger, or one that another row has. */
function triggerIsWrong({ key, trigger }: Row, rows: readonly Row[]): boolean {
  const before = rows.slice(
    0,
    rows.findIndex((row) => row.key === key),
  );
  const isTaken = before.some((other) => other.trigger.toLowerCase() === trigger.toLowerCase());
  return isTaken || !snippet.shape.trigger.safeParse(trigger).success;
}
