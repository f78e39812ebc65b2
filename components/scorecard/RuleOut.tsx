import { textIn } from '../../lib/model/schemas';
import type { Answers } from '../../lib/qualification/answer';
import type { Disqualifier } from '../../lib/qualification/criterion';
import type { Score } from '../../lib/qualification/score';
import type { Scorecard } from '../../lib/qualification/scorecard';
import { useFormats, useLocale, useT } from '../i18n';
import { Banner } from '../ui/Banner';
import styles from './RuleOut.module.css';

export interface RuleOutProps {
  readonly scorecard: Scorecard;
  readonly answers: Answers;
  readonly onSay: (disqualifier: Disqualifier, holds: boolean) => void;
}

/** What the SDR can say rules the lead out; said again, it is taken back. */
export function RuleOut({ scorecard, answers, onSay }: RuleOutProps) {
  const t = useT('scorecard');
  const locale = useLocale();
  const manual = (scorecard.disqualifiers ?? []).filter(({ when }) => when === undefined);
  if (manual.length === 0) return null;
  return (
    <details className={styles['ruleOut']}>
      <summary>{t('ruleOut.title')}</summary>
      <ul className={styles['list']}>
        {manual.map((each) => {
          const value = answers[each.id]?.value;
          const holds = value?.kind === 'option' && value.optionId === 'yes';
          return (
            <li key={each.id}>
              <button type="button" className={styles['one']} aria-pressed={holds} onClick={() => onSay(each, !holds)}>
                {textIn(each.name, locale)}
                <small>{t(`ruleOut.${each.effect.kind}`)}</small>
              </button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

/** That the lead is ruled out, by what, and until when. */
export function RuledOut({ score, scorecard }: { readonly score: Score; readonly scorecard: Scorecard }) {
  const t = useT('scorecard');
  const locale = useLocale();
  const formats = useFormats();
  const [first] = score.disqualified;
  const name = scorecard.disqualifiers?.find(({ id }) => id === first?.id)?.name;
  if (first === undefined || name === undefined) return null;
  return (
    <Banner tone={first.kind === 'hard' ? 'stop' : 'warn'}>
      {first.recycleAt === null
        ? t('ruleOut.stopped', { name: textIn(name, locale) })
        : t('ruleOut.recycled', { name: textIn(name, locale), day: formats.day(first.recycleAt) })}
    </Banner>
  );
}
