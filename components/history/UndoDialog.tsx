import { useOutcomeName } from '../call/use-outcome-name';
import { useCommand } from '../data/command';
import { ErrorNote } from '../data/ErrorNote';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { useToasts } from '../ui/Toast';
import type { ListedCall } from './history-rows';

export interface UndoDialogProps {
  /** The call to take back; null keeps the dialog closed. */
  readonly call: ListedCall | null;
  readonly onClose: () => void;
}

/** Asks before a call is taken back: it cannot be put back, and the CRM is told. */
export function UndoDialog({ call, onClose }: UndoDialogProps) {
  const t = useT('history');
  const formats = useFormats();
  const outcomeName = useOutcomeName();
  const undo = useCommand('undoCall');
  if (call === null) return null;
  const name = call.leadName || t('common:someone');
  const takeBack = async () => {
    const reply = await undo.run({ callId: call.id, at: Date.now() });
    if (!reply.ok) return;
    useToasts.getState().show({ tone: 'good', text: t('undoneToast', { name }) });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('undoDialog.title')}
      description={t('undoDialog.text', {
        name,
        outcome: outcomeName(call.outcomeId),
        when: formats.moment(call.startedAt),
      })}
      actions={
        <>
          <Button onClick={onClose}>{t('undoDialog.keep')}</Button>
          <Button variant="stop" busy={undo.pending} onClick={() => void takeBack()}>
            {t('undoDialog.confirm')}
          </Button>
        </>
      }
    >
      {undo.error !== null && <ErrorNote error={undo.error} onRetry={() => void takeBack()} />}
    </Dialog>
  );
}
