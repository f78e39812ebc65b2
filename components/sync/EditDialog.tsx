import { useState } from 'react';
import { editableOf } from '../../lib/crm/edit';
import type { OutboxView } from '../../lib/messaging/views';
import { useCommand } from '../data/command';
import { ErrorNote } from '../data/ErrorNote';
import { useEntryState } from '../data/sync-queries';
import { useT } from '../i18n/translate';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Field, TextArea, TextInput } from '../ui/Field';
import { useToasts } from '../ui/Toast';
import styles from './EditDialog.module.css';
import { whyWaiting } from './why-waiting';

export interface EditDialogProps {
  /** The refused entry to change; null keeps the dialog closed. */
  readonly entry: OutboxView | null;
  readonly onClose: () => void;
}

/** Changes what a CRM refused and sends it again. */
export function EditDialog({ entry, onClose }: EditDialogProps) {
  // Another entry is another form.
  return entry === null ? null : <EditForm key={entry.id} entry={entry} onClose={onClose} />;
}

function EditForm({ entry, onClose }: { readonly entry: OutboxView; readonly onClose: () => void }) {
  const t = useT('sync');
  const edit = useCommand('editEntry');
  const parts = editableOf(entry.write);
  const { data: state } = useEntryState(entry.id);
  // Sent, discarded or tried again meanwhile, in another window: what was written here stays to be copied.
  const isGone = state !== undefined && state !== 'failed';
  const [title, setTitle] = useState(parts?.title ?? '');
  const [text, setText] = useState(parts?.text ?? '');
  const [keepStatus, setKeepStatus] = useState(false);
  const movesStatus = entry.write.kind === 'handoff' && entry.write.status !== null;
  const reason = whyWaiting(t, entry, undefined, true);
  const name = entry.leadName || t('common:someone');
  const isEmpty = title.trim() === '';
  const save = async () => {
    if (isEmpty) return;
    const reply = await edit.run({ entryId: entry.id, change: { title, text, keepStatus } });
    if (!reply.ok) return;
    useToasts.getState().show({ tone: 'neutral', text: t('retried', { name }), staysMs: 4000 });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('editDialog.title', { name })}
      description={reason.theirWords ?? reason.title}
      actions={
        <>
          <Button onClick={onClose}>{t(isGone ? 'editDialog.close' : 'editDialog.cancel')}</Button>
          {!isGone && (
            <Button variant="primary" busy={edit.pending} onClick={() => void save()}>
              {t('editDialog.confirm')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles['form']}>
        <Field
          label={t(`editDialog.heading.${entry.write.kind === 'logCall' ? 'call' : 'task'}`)}
          {...(isEmpty ? { error: t('editDialog.headingEmpty') } : {})}
        >
          {(control) => (
            <TextInput {...control} maxLength={255} value={title} onChange={(event) => setTitle(event.target.value)} />
          )}
        </Field>
        <Field label={t('editDialog.text')} hint={t('editDialog.textHint')}>
          {(control) => (
            <TextArea
              {...control}
              rows={5}
              maxLength={32_000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        {movesStatus && (
          <label className={styles['check']}>
            <input type="checkbox" checked={keepStatus} onChange={(event) => setKeepStatus(event.target.checked)} />
            {t('editDialog.keepStatus')}
          </label>
        )}
        {isGone && <ErrorNote error={{ kind: 'entryGone' }} cure={t('editDialog.gone')} />}
        {edit.error !== null && !isGone && <ErrorNote error={edit.error} onRetry={() => void save()} />}
      </div>
    </Dialog>
  );
}
