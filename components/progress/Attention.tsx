import type { ProgressSnapshot } from '../../lib/progress/progress';
import { useT } from '../i18n/translate';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';

export interface AttentionProps {
  readonly sync: ProgressSnapshot['sync'];
  readonly online: boolean;
  /** Shows a page of the dashboard. */
  readonly onShow: (page: 'sync' | 'connections') => void;
}

/** What the SDR should know of the way to the CRM: worst first, nothing where all is well. */
export function Attention({ sync, online, onShow }: AttentionProps) {
  const t = useT('progress');
  const show = (page: 'sync' | 'connections', label: string) => (
    <Button size="s" onClick={() => onShow(page)}>
      {label}
    </Button>
  );
  return (
    <>
      {sync.failed > 0 && (
        <Banner tone="stop" action={show('sync', t('attention.show'))}>
          {t('attention.failed', { count: sync.failed })}
        </Banner>
      )}
      {sync.needsSignIn > 0 && (
        <Banner tone="warn" action={show('connections', t('attention.connect'))}>
          {t('attention.needsSignIn', { count: sync.needsSignIn })}
        </Banner>
      )}
      {(sync.blocked ?? 0) > 0 && (
        <Banner tone="stop" action={show('connections', t('attention.why'))}>
          {t('attention.blocked', { count: sync.blocked ?? 0 })}
        </Banner>
      )}
      {!online && <Banner tone="warn">{t('common:offline')}</Banner>}
      {sync.waiting > 0 && (
        <Banner tone="neutral" action={show('sync', t('attention.show'))}>
          {t('attention.waiting', { count: sync.waiting })}
        </Banner>
      )}
    </>
  );
}
