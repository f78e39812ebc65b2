import type { LeadView } from '../../lib/messaging/views';
import { listFormat } from '../../lib/model/formatters';
import { textIn } from '../../lib/model/schemas';
import { useLocale, useT } from '../i18n';
import { Banner } from '../ui/Banner';

/** That the lead came from another version of its card, and which answers found no place; nothing where all fit. */
export function Carried({ view }: { readonly view: Pick<LeadView, 'carried' | 'scorecard' | 'elsewhere'> }) {
  const t = useT('scorecard');
  const locale = useLocale();
  const { carried, scorecard, elsewhere } = view;
  if (elsewhere != null) {
    const names = { card: textIn(scorecard.name, locale), other: textIn(elsewhere.card, locale) };
    return <Banner tone="neutral">{t('elsewhere', { ...names, count: elsewhere.count })}</Banner>;
  }
  if (carried === null || carried.lost.length === 0) return null;
  const names = listFormat(locale).format(carried.lost.map((name) => textIn(name, locale)));
  const { from, kept } = carried;
  return <Banner tone="neutral">{t('carried', { from, to: scorecard.version, count: kept, names })}</Banner>;
}
