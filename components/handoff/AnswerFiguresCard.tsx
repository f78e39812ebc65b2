import type { AnswerFigures } from '../../lib/handoff/answer-figures';
import { numberFormat } from '../../lib/model/formatters';
import { useLocale, useT } from '../i18n';
import { useFormats } from '../i18n/formats';
import { Card } from '../ui/Card';
import styles from './AnswerFigures.module.css';

/** Fewer answers than this say little as a share. Source: domain notes section 3 (ratio rule). */
const fewest = 20;

export interface AnswerFiguresCardProps {
  readonly figures: AnswerFigures;
  /** Where all handoffs are listed; absent there. */
  readonly href?: string;
}

/** How AEs answered: the share accepted, how fast, and what waits. */
export function AnswerFiguresCard({ figures, href }: AnswerFiguresCardProps) {
  const t = useT('handoff');
  const formats = useFormats();
  const locale = useLocale();
  const { accepted, returned, waiting, overdue, medianMs, inTime, timeOver } = figures;
  const answered = accepted + returned;
  const percent = (part: number, of: number) =>
    of === 0 ? t('figures.timeNone') : numberFormat(locale, { style: 'percent' }).format(part / of);
  const rows = [
    {
      name: t('figures.rate'),
      value: answered > 0 && answered < fewest ? `${accepted} / ${answered}` : percent(accepted, answered),
      text: answered === 0 ? t('figures.none') : t('figures.rateOf', { accepted, answered }),
      more: answered > 0 && answered < fewest ? t('figures.few') : null,
    },
    {
      name: t('figures.time'),
      value: medianMs === null ? t('figures.timeNone') : formats.span(medianMs),
      text: medianMs === null ? null : t('figures.timeText', { time: formats.span(medianMs) }),
      more: null,
    },
    {
      name: t('figures.inTime'),
      value: percent(inTime, timeOver),
      text: timeOver === 0 ? null : t('figures.inTimeOf', { inTime, timeOver }),
      more: null,
    },
    {
      name: t('figures.waiting'),
      value: formats.number(waiting + overdue),
      text: waiting + overdue === 0 ? null : t('figures.waitingText', { waiting, overdue }),
      more: null,
    },
  ];
  return (
    <Card title={t('figures.title')} aside={t('figures.span')}>
      <dl className={styles['figures']}>
        {rows.map(({ name, value, text, more }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <b>{value}</b>
              {text !== null && <span>{text}</span>}
              {more !== null && <span>{more}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles['formula']}>{t('figures.formula')}</p>
      {href !== undefined && <a href={href}>{t('figures.all')}</a>}
    </Card>
  );
}
