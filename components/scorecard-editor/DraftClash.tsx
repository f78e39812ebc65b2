import { useT } from '../i18n/translate';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
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
        <>
          <Button size="s" onClick={clash.keepMine}>
            {t('clash.keepMine')}
          </Button>
          <Button size="s" onClick={clash.takeTheirs}>
            {t('common:clash.takeTheirs')}
          </Button>
        </>
      }
    >
      {t('clash.text')}
    </Banner>
  );
}
