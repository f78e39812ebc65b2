import type { Answer } from '../../lib/messaging/protocol';
import { listFormat } from '../../lib/model/formatters';
import type { Crm } from '../../lib/model/record';
import { useLocale, useT } from '../i18n';
import { Banner } from '../ui/Banner';

type Agreed = Answer<'listAes'>['receivers'];

/** So many addresses are named; of more only how many. */
const namedMost = 3;

/** True where an administrator lets nobody else receive leads, and nobody named was found in the org. */
export function isNobodyPrescribed(agreed: Agreed): boolean {
  return agreed?.isPrescribed === true && agreed.only && agreed.aes.length === 0;
}

/** Whom an administrator names to receive leads and the org does not have, with what to do about it; nothing where all are there. */
export function PrescribedMissing({ agreed, crm }: { readonly agreed: Agreed; readonly crm: Crm }) {
  const t = useT('handoff');
  const locale = useLocale();
  const missing = agreed?.missing ?? [];
  const nobody = isNobodyPrescribed(agreed);
  if (!nobody && missing.length === 0) return null;
  const more = missing.length - namedMost;
  const names = [...missing.slice(0, namedMost), ...(more > 0 ? [t('prescribed.more', { count: more })] : [])];
  const addresses = listFormat(locale).format(names);
  const words = { crm: t(`lead:crm.${crm}`), addresses };
  return (
    <Banner tone={nobody ? 'warn' : 'neutral'}>
      {nobody && <b>{t('prescribed.nobody', words)}</b>}{' '}
      {missing.length > 0 && <span dir="auto">{t('prescribed.missing', words)}</span>} {t('prescribed.cure', words)}
    </Banner>
  );
}
