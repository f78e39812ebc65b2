import { useEffect } from 'react';
import { ask } from '../../lib/messaging/client';
import { useT } from '../i18n/translate';
import { Skeleton } from '../ui/Skeleton';
import { VisuallyHidden } from '../ui/VisuallyHidden';
import styles from './Popup.module.css';

/** Before the first snapshot. Where storage holds none (`known`), asking anything wakes the background, which writes one. */
export function PopupSkeleton({ known }: { readonly known: boolean }) {
  const t = useT('progress');
  useEffect(() => {
    if (known) void ask('settings', {});
  }, [known]);
  return (
    <main className={styles['popup']} aria-busy="true">
      <h1>
        <VisuallyHidden>{t('loadingToday')}</VisuallyHidden>
      </h1>
      <Skeleton width="38%" heightPx={14} />
      <Skeleton width="24%" heightPx={42} />
      <Skeleton heightPx={72} />
      <Skeleton heightPx={20} />
      <Skeleton heightPx={20} />
      <Skeleton width="70%" heightPx={28} />
    </main>
  );
}
