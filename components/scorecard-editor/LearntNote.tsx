import type { CardShape } from '../../lib/qualification/criterion';
import { useLocale } from '../i18n';
import { useT } from '../i18n/translate';
import { changedNames } from '../scorecard/changed-names';
import { Banner } from '../ui/Banner';

/** Of a card learnt from past leads: whether its chances still hold, and what keeps them from it. */
export function LearntNote({ card }: { readonly card: CardShape }) {
  const t = useT('scorecardEditor');
  const tCard = useT('scorecard');
  const locale = useLocale();
  if (card.learnt === undefined) return null;
  const names = changedNames(tCard, locale, card);
  return (
    <Banner tone={names === null ? 'neutral' : 'warn'}>
      {names === null ? t('learnt.holds') : t('learnt.changed', { names })}
    </Banner>
  );
}
