import type { Study, StudyRequest } from '../../lib/learning/report';
import { useFormats } from '../i18n/formats';
import { type TranslateIn, useT } from '../i18n/translate';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import styles from './LearningPage.module.css';

export interface WarningsProps {
  readonly study: Study;
  readonly request: StudyRequest;
  readonly onLearn: (request: StudyRequest) => void;
}

/** A fall of this much from random to later leads is more than the halving of luck. */
const clearlyWorse = 0.05;
/** From here on the base rate has moved so far that chances mislead. */
const movedRate = 1.5;

/** What speaks against the card: columns that give the outcome away, and change over time. */
export function Warnings({ study, request, onLearn }: WarningsProps) {
  const t = useT('learning');
  const formats = useFormats();
  const { suspicions, drift, rates, random, later } = study;
  const strong = suspicions.filter(({ kind }) => kind !== 'name').map(({ column }) => column);
  const of100 = (value: number) => formats.number(100 * value, 1);
  const texts = [
    ...suspicions.map(({ column, kind, auc }) => ({
      key: `${kind}:${column}`,
      text: t(`warning.${kind}`, { column, auc: formats.number(100 * (auc ?? 0)) }),
    })),
    ...(drift.length > 0
      ? [
          {
            key: 'drift',
            text: t('warning.drift', {
              columns: quoted(
                drift.map(({ column }) => column),
                t,
              ),
            }),
          },
        ]
      : []),
    ...(rates !== null && hasMoved(rates)
      ? [{ key: 'rates', text: t('warning.rates', { older: of100(rates.older), newer: of100(rates.newer) }) }]
      : []),
    ...(later !== null && later.auc < random.auc - clearlyWorse
      ? [{ key: 'worse', text: t('warning.worseLater') }]
      : []),
  ];
  if (texts.length === 0) return null;
  const again = () => onLearn({ ...request, leaveOut: [...new Set([...request.leaveOut, ...strong])] });
  return (
    <Card title={t('warning.title')}>
      <ul className={styles['warnings']}>
        {texts.map(({ key, text }) => (
          <li key={key}>{text}</li>
        ))}
      </ul>
      {strong.length > 0 && (
        <div className={styles['actions']}>
          <Button onClick={again}>{t('warning.leaveOut')}</Button>
        </div>
      )}
    </Card>
  );
}

function quoted(columns: readonly string[], t: TranslateIn<'learning'>): string {
  return columns.map((column) => t('warning.quoted', { column })).join(t('bin.separator'));
}

function hasMoved({ older, newer }: { readonly older: number; readonly newer: number }): boolean {
  return Math.max(older, newer) > movedRate * Math.max(0.001, Math.min(older, newer));
}
