import { storeState } from '../../lib/messaging/views';
import { useLive } from '../data/live';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { Banner } from '../ui/Banner';

/** Says what of the stored data could not be read; nothing where all is sound. */
export function StoreNotice() {
  const t = useT('settings');
  const formats = useFormats();
  const state = useLive('storeState', storeState);
  if (!state) return null;
  const last = state.setAside.at(-1);
  return (
    <>
      {last !== undefined && <Banner tone="warn">{t('store.setAside', { day: formats.day(last.at) })}</Banner>}
      {state.quarantined > 0 && <Banner tone="warn">{t('store.quarantined', { count: state.quarantined })}</Banner>}
    </>
  );
}
