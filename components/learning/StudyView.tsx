import type { FateRule } from '../../lib/learning/lead-fate';
import type { Study, StudyRequest } from '../../lib/learning/report';
import type { Learnt } from '../../lib/qualification/learnt';
import { useT } from '../i18n/translate';
import { Banner } from '../ui/Banner';
import { Card } from '../ui/Card';
import { CalibrationPlot } from './CalibrationPlot';
import { CapturedBars } from './CapturedBars';
import { DraftCard } from './DraftCard';
import { Judgement } from './Judgement';
import styles from './LearningPage.module.css';
import { PointsCard } from './PointsCard';
import { Warnings } from './Warnings';

export interface StudyViewProps {
  readonly study: Study;
  readonly request: StudyRequest;
  readonly sourceName: string;
  /** Which outcome of the own handoffs was learnt; null for a file. */
  readonly rule: FateRule | null;
  readonly onLearn: (request: StudyRequest) => void;
}

/** What was learnt: how good it is first, what speaks against it next, then the card and what to do with it. */
export function StudyView({ study, request, sourceName, rule, onLearn }: StudyViewProps) {
  const t = useT('learning');
  if (study.card.criteria.length === 0) {
    return (
      <>
        <Banner tone="neutral">{t('result.none')}</Banner>
        <LeftOut columns={study.leftOut} />
      </>
    );
  }
  const shown = study.later ?? study.random;
  const judgedOn = <span className={styles['hint']}>{t(study.later === null ? 'result.random' : 'result.later')}</span>;
  return (
    <>
      <Judgement study={study} />
      <Warnings study={study} request={request} onLearn={onLearn} />
      <PointsCard card={study.card} />
      <Card title={t('plot.calibration')} aside={judgedOn}>
        <CalibrationPlot bins={shown.calibration} />
      </Card>
      <Card title={t('plot.captured')} aside={judgedOn}>
        <CapturedBars captured={shown.captured} />
      </Card>
      <DraftCard study={study} outcome={outcomeOf(request, rule)} sourceName={sourceName} />
      <LeftOut columns={study.leftOut} />
    </>
  );
}

/** The columns nothing was learnt from, each with the reason. */
function LeftOut({ columns }: { readonly columns: Study['leftOut'] }) {
  const t = useT('learning');
  if (columns.length === 0) return null;
  return (
    <details className={styles['details']}>
      <summary>{t('leftOut.title', { count: columns.length })}</summary>
      <ul className={styles['columns']}>
        {columns.slice(0, 200).map(({ column, why }) => (
          <li key={column}>
            {column} <span className={styles['hint']}>({t(`leftOut.${why}`)})</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What a success was, as the card keeps it. */
function outcomeOf({ outcome, positives }: StudyRequest, rule: FateRule | null): Learnt['outcome'] {
  if (rule === null) {
    const values = positives.slice(0, 20).map((value) => value.slice(0, 300));
    return { kind: 'column', column: outcome.slice(0, 300), values };
  }
  return rule.kind === 'accepted' ? { kind: 'accepted' } : { kind: rule.kind, withinDays: rule.days };
}
