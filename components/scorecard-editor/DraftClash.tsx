import { useT } from '../i18n/translate';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import styles from './editor.module.css';
import type { Clash } from './use-kept-draft';

/** Two windows write one draft: whose it is to be is the SDR's choice. */
export function DraftClash({ clash }: { readonly clash: Clash }) {
  const t = useT('scorecardEditor');
  return (
    <Banner
      tone="warn"
      role="alert"
      isLong
      action={
        <div className={styles['actions']}>
          <Button size="s" onClick={clash.keepMine}>
            {t('clash.keepMine')}
          </Button>
          <Button size="s" onClick={clash.takeTheirs}>
            {t('common:clash.takeTheirs')}
          </Button>
        </div>
      }
    >
      {t('clash.text')}
    </Banner>
  );
}
