import { useT } from '../i18n/translate';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';

export interface ClashNoteProps {
  /** Names what was changed in both windows; null where it is plain to see, or has no name. */
  readonly what: string | null;
  readonly onTakeTheirs: () => void;
}

/** Something that is not saved here was changed in another window too: nothing of either is lost until the SDR chooses. */
export function ClashNote({ what, onTakeTheirs }: ClashNoteProps) {
  const t = useT('common');
  return (
    <Banner
      tone="warn"
      role="status"
      action={
        <Button size="s" onClick={onTakeTheirs}>
          {t('clash.takeTheirs')}
        </Button>
      }
    >
      {what === null ? t('clash.some') : t('clash.text', { what })}
    </Banner>
  );
}
