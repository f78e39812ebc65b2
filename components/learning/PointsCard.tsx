import type { ReportBin, ReportCard, ReportCriterion } from '../../lib/learning/report';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { Card } from '../ui/Card';
import { binWords } from './bin-words';
import styles from './LearningPage.module.css';

/** The card as a person reads it: questions, answers, points; and which total means which chance. */
export function PointsCard({ card }: { readonly card: ReportCard }) {
  const t = useT('learning');
  return (
    <Card title={t('card.title')}>
      <div className={styles['stack']}>
        <p className={styles['hint']}>{t('card.intro', { usual: t('card.usual') })}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
        <section className={styles['scroll']} tabIndex={0} aria-label={t('card.title')}>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">{t('card.criterion')}</th>
                <th scope="col">{t('card.answer')}</th>
                <th scope="col">{t('card.points')}</th>
                <th scope="col">{t('card.leads')}</th>
                <th scope="col">{t('card.success')}</th>
              </tr>
            </thead>
            {card.criteria.map((criterion) => (
              <CriterionRows key={criterion.column} criterion={criterion} />
            ))}
          </table>
        </section>
        <Chances card={card} />
      </div>
    </Card>
  );
}

function CriterionRows({ criterion }: { readonly criterion: ReportCriterion }) {
  const t = useT('learning');
  const formats = useFormats();
  const bins = criterion.bins.toSorted(
    (a, b) => Number(placeOf(a) > placeOf(b)) - Number(placeOf(a) < placeOf(b)) || b.points - a.points,
  );
  return (
    <tbody>
      {bins.map((bin, index) => (
        <tr key={binWords(t, formats, bin, criterion)} className={index === 0 ? styles['firstOfGroup'] : undefined}>
          {index === 0 && (
            <th scope="rowgroup" rowSpan={bins.length}>
              {criterion.column}
              <span className={styles['usual']}>{t('card.usualPoints', { points: criterion.usual })}</span>
            </th>
          )}
          <td className={styles['answer']}>{binWords(t, formats, bin, criterion)}</td>
          <td className={styles['points']}>{formats.number(bin.points)}</td>
          <td>{formats.number(bin.leads)}</td>
          <td>{t('result.percent', { value: formats.number((100 * bin.positives) / Math.max(1, bin.leads), 1) })}</td>
        </tr>
      ))}
    </tbody>
  );
}

/** Numbers stand in their own order, so that a reader finds them; words by what they are worth. */
function placeOf({ numbers }: ReportBin): number {
  return numbers === null ? Number.POSITIVE_INFINITY : (numbers.from ?? Number.NEGATIVE_INFINITY);
}

/** At most a dozen totals: the lowest, the highest, and even steps between. */
function Chances({ card: { chances } }: { readonly card: ReportCard }) {
  const t = useT('learning');
  const formats = useFormats();
  const step = Math.max(1, Math.ceil((chances.length - 1) / 11));
  const totals = chances.map((_, total) => total).filter((total) => total % step === 0 || total === chances.length - 1);
  return (
    <section aria-label={t('card.chances')}>
      <h3 className={styles['subtitle']}>{t('card.chances')}</h3>
      <dl className={styles['chances']}>
        {totals.map((total) => (
          <div key={total}>
            <dt>{formats.number(total)}</dt>
            <dd>{t('result.percent', { value: formats.number(100 * (chances[total] ?? 0), 1) })}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
