import { textIn } from '../../lib/model/schemas';
import { type CardProblem, problemsOf } from '../../lib/qualification/card-check';
import { type CardShape, scorecardShape } from '../../lib/qualification/criterion';
import { useLocale } from '../i18n';
import { type TranslateIn, useT } from '../i18n/translate';
import { Banner } from '../ui/Banner';
import styles from './editor.module.css';

/** What stands between a draft and publishing it, as sentences; empty where nothing does. */
export function problemTexts(
  t: TranslateIn<'scorecardEditor'>,
  card: CardShape,
  nameOf: (id: string) => string,
): string[] {
  const form = scorecardShape.safeParse(card);
  const places = form.success ? [] : form.error.issues.map(({ path }) => placeText(t, card, path, nameOf));
  const whole = problemsOf(card).map((problem) => problemText(t, problem, nameOf));
  return [...new Set([...places, ...whole])];
}

function problemText(
  t: TranslateIn<'scorecardEditor'>,
  { code, params, path }: CardProblem,
  nameOf: (id: string) => string,
): string {
  const name = nameOf(params['id'] ?? '');
  if (code === 'conditionOnMissing' && path[0] === 'disqualifiers') return t('ruleOut.onMissing', { name });
  return t(`problem.${code}`, { name, option: params['option'] ?? '' });
}

function placeText(
  t: TranslateIn<'scorecardEditor'>,
  card: CardShape,
  [area, index, part]: readonly PropertyKey[],
  nameOf: (id: string) => string,
): string {
  if (area === 'name') return t('incomplete.cardName');
  if (area === 'about') return t('incomplete.about');
  const ruleOut = area === 'disqualifiers' && typeof index === 'number' ? card.disqualifiers?.[index] : undefined;
  if (ruleOut !== undefined) {
    if (part === 'name') return t('incomplete.ruleOutName', { number: Number(index) + 1 });
    return t(part === 'when' ? 'incomplete.ruleOutWhen' : 'incomplete.part', { name: nameOf(ruleOut.id) });
  }
  const criterion = area === 'criteria' && typeof index === 'number' ? card.criteria[index] : undefined;
  if (criterion === undefined) return t(area === 'criteria' ? 'incomplete.noCriteria' : 'incomplete.other');
  const name = nameOf(criterion.id);
  switch (part) {
    case 'name':
      return t('incomplete.name', { number: Number(index) + 1 });
    case 'questions':
      return t('incomplete.questions', { name });
    case 'options':
    case 'bands':
      return t('incomplete.answers', { name });
    case 'askIf':
      return t('incomplete.askIf', { name });
    default:
      return t('incomplete.part', { name });
  }
}

/** The problems of a draft, in the way of publishing it. */
export function Problems({ card }: { readonly card: CardShape }) {
  const t = useT('scorecardEditor');
  const locale = useLocale();
  const texts = problemTexts(t, card, (id) => {
    const named = [...card.criteria, ...(card.disqualifiers ?? [])].find((each) => each.id === id);
    return (named === undefined ? '' : textIn(named.name, locale)) || t('unnamed');
  });
  if (texts.length === 0) return null;
  return (
    <Banner tone="warn">
      {t('notYet')}
      <ul className={styles['problems']}>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Banner>
  );
}
