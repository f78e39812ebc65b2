import { of100 } from '../../lib/qualification/chance';
import { enoughOfEither, type LearntFrom, rarerOf } from '../../lib/qualification/learnt';
import { type TranslateIn, useFormats, useT } from '../i18n';
import styles from './ChanceLine.module.css';

export interface ChanceLineProps {
  /** Of a success, 0 to 1. */
  readonly chance: number;
  readonly learnt: LearntFrom;
}

/** The calibrated chance in words a person can picture, with what it rests on. */
export function ChanceLine({ chance, learnt }: ChanceLineProps) {
  const t = useT('scorecard');
  const formats = useFormats();
  const { outcome, leads, successes } = learnt;
  const sample = { leads: formats.number(leads), successes: formats.number(successes) };
  return (
    <p className={styles['chance']}>
      <b>{howMany(t, chance)}</b> {t(`chance.came.${outcome.kind}`, daysIn(outcome))}
      <small className={styles['from']} dir="auto">
        {outcome.kind === 'column' && `${successText(t, outcome)} · `}
        {rarerOf(learnt) < enoughOfEither ? t('chance.fromFew', sample) : t('chance.from', sample)}
      </small>
    </p>
  );
}

function howMany(t: TranslateIn<'scorecard'>, chance: number): string {
  const count = of100(chance);
  return typeof count === 'number' ? t('chance.about', { number: count }) : t(`chance.${count}`);
}

function daysIn(outcome: LearntFrom['outcome']): { days: number } | undefined {
  return 'withinDays' in outcome ? { days: outcome.withinDays } : undefined;
}

/** What a success was, as the file said it: `won: yes`. */
function successText(
  t: TranslateIn<'scorecard'>,
  { column, values }: Extract<LearntFrom['outcome'], { kind: 'column' }>,
) {
  const [first = '', ...others] = values;
  const shown = others.length === 0 ? first : t('chance.andOthers', { value: first, count: others.length });
  return t('chance.success', { column, value: shown });
}
