import type { OutboxView } from '../../lib/messaging/views';
import { useCommand } from '../data/command';
import { ErrorNote } from '../data/ErrorNote';
import { useFormats, useLocale } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { useToasts } from '../ui/Toast';
import { writeWords } from './write-words';

export interface DiscardDialogProps {
  /** The entry to discard; null keeps the dialog closed. */
  readonly entry: OutboxView | null;
  readonly onClose: () => void;
}

/** Asks before an entry is discarded: the CRM will then never be told. */
export function DiscardDialog({ entry, onClose }: DiscardDialogProps) {
  const t = useT('sync');
  const formats = useFormats();
  const locale = useLocale();
  const discard = useCommand('discardEntry');
  if (entry === null) return null;
  const name = entry.leadName || t('common:someone');
  const confirm = async () => {
    const reply = await discard.run({ entryId: entry.id });
    if (!reply.ok) return;
    useToasts.getState().show({ tone: 'neutral', text: t('discarded', { name }) });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('discardDialog.title')}
      description={t('discardDialog.text', { what: writeWords(t, formats, locale, entry.write), name })}
      actions={
        <>
          <Button onClick={onClose}>{t('discardDialog.keep')}</Button>
          <Button variant="stop" busy={discard.pending} onClick={() => void confirm()}>
            {t('discardDialog.confirm')}
          </Button>
        </>
      }
    >
      {discard.error !== null && <ErrorNote error={discard.error} onRetry={() => void confirm()} />}
    </Dialog>
  );
}
