import { listFormat } from '../../lib/model/formatters';
import { type Locale, textIn } from '../../lib/model/schemas';
import { changedSinceLearnt } from '../../lib/qualification/chance';
import type { CardShape } from '../../lib/qualification/criterion';
import type { TranslateIn } from '../i18n';

/** The names of the criteria that are worth something else than was learnt; null where the learnt points stand. */
export function changedNames(t: TranslateIn<'scorecard'>, locale: Locale, card: CardShape): string | null {
  const ids = changedSinceLearnt(card);
  if (ids.length === 0) return null;
  const names = ids.map((id) => {
    const criterion = card.criteria.find((each) => each.id === id);
    return criterion === undefined ? t('chance.gone') : textIn(criterion.name, locale) || t('scorecardEditor:unnamed');
  });
  return listFormat(locale).format(new Set(names));
}
