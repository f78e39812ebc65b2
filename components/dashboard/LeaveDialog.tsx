import { useT } from '../i18n/translate';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';

export interface LeaveDialogProps {
  readonly open: boolean;
  readonly onLeave: () => void;
  readonly onStay: () => void;
}

/** Asks before a page is left with something not saved. */
export function LeaveDialog({ open, onLeave, onStay }: LeaveDialogProps) {
  const t = useT('common');
  return (
    <Dialog
      open={open}
      onClose={onStay}
      title={t('unsaved.title')}
      description={t('unsaved.text')}
      actions={
        <>
          <Button onClick={onStay}>{t('unsaved.stay')}</Button>
          <Button variant="stop" onClick={onLeave}>
            {t('unsaved.leave')}
          </Button>
        </>
      }
    />
  );
}
