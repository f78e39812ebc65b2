import type { Study, StudyValidation } from '../../lib/learning/report';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { Banner } from '../ui/Banner';
import { Card } from '../ui/Card';
import styles from './LearningPage.module.css';

/** How well the card does on leads it has not seen, beside the score in use today. */
export function Judgement({ study }: { readonly study: Study }) {
  const t = useT('learning');
  const formats = useFormats();
  const { random, later, current, missingForEnough, open } = study;
  const of100 = (value: number) => formats.number(100 * value);
  return (
    <Card title={t('result.title')}>
      <div className={styles['stack']}>
        {missingForEnough > 0 && <Banner tone="warn">{t('result.missing', { count: missingForEnough })}</Banner>}
        <p className={styles['headline']} role="status">
          {t('result.headline', { auc: of100(random.auc) })}{' '}
          <span className={styles['hint']}>
            {t('result.likely', { low: of100(random.low), high: of100(random.high) })}
          </span>
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
        <section className={styles['scroll']} tabIndex={0} aria-label={t('result.title')}>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">{t('result.measure')}</th>
                <th scope="col">{t('result.sureness')}</th>
                <th scope="col">{t('result.between')}</th>
                <th scope="col">{t('result.captured')}</th>
                <th scope="col">{t('result.off')}</th>
                <th scope="col">{t('result.sample')}</th>
              </tr>
            </thead>
            <tbody>
              <ValidationRow name={t('result.random')} validation={random} />
              {later !== null && <ValidationRow name={t('result.later')} validation={later} />}
              {current !== null && (
                <tr>
                  <th scope="row">{t('result.current')}</th>
                  <td>{of100(current.auc)}</td>
                  <td>
                    {of100(current.low)}–{of100(current.high)}
                  </td>
                  <td>–</td>
                  <td>–</td>
                  <td>{formats.number(current.leads)}</td>
                </tr>
              )}
            </tbody>
          </table>
        </section>
        <LeftOpen {...open} />
        {later === null && <p className={styles['hint']}>{t('result.noLater')}</p>}
      </div>
    </Card>
  );
}

/** Leads left out because nothing is decided about them, or not for long enough. */
function LeftOpen({ undecided, tooYoung }: Study['open']) {
  const t = useT('learning');
  const words = [
    ...(undecided > 0 ? [t('result.undecided', { count: undecided })] : []),
    ...(tooYoung > 0 ? [t('result.tooYoung', { count: tooYoung })] : []),
  ];
  return words.length === 0 ? null : <p className={styles['hint']}>{words.join(' ')}</p>;
}

function ValidationRow({ name, validation }: { readonly name: string; readonly validation: StudyValidation }) {
  const t = useT('learning');
  const formats = useFormats();
  const fifth = validation.captured.find(({ share }) => share === 0.2)?.captured ?? 0;
  const of100 = (value: number, digits = 0) => formats.number(100 * value, digits);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{of100(validation.auc)}</td>
      <td>
        {of100(validation.low)}–{of100(validation.high)}
      </td>
      <td>{t('result.percent', { value: of100(fifth) })}</td>
      <td>
        {t('result.points', { value: of100(validation.ece, 1) })}
        <span className={styles['usual']}>{t('result.byChance', { value: of100(validation.eceByChance, 1) })}</span>
      </td>
      <td>
        {t('result.sampleOf', {
          leads: formats.number(validation.leads),
          positives: formats.number(validation.positives),
        })}
      </td>
    </tr>
  );
}
