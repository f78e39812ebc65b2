import { textIn } from '../../lib/model/schemas';
import type { Answers, HeldAnswer } from '../../lib/qualification/answer';
import { evidenceLabel, evidenceOf } from '../../lib/qualification/evidence';
import { explainScore, type ReasonItem } from '../../lib/qualification/explain';
import type { Score } from '../../lib/qualification/score';
import type { Scorecard } from '../../lib/qualification/scorecard';
import { type TranslateIn, useLocale, useT } from '../i18n';
import { changedNames } from './changed-names';
import styles from './ScoreReasons.module.css';

export interface ScoreReasonsProps {
  readonly score: Score;
  readonly scorecard: Scorecard;
  readonly answers: Answers;
}

/** What each criterion does to the score, so that the points add up under the reader's eyes. */
export function ScoreReasons({ score, scorecard, answers }: ScoreReasonsProps) {
  const t = useT('scorecard');
  const locale = useLocale();
  return (
    <div className={styles['why']}>
      <ul className={styles['reasons']} aria-label={t('why.title', { estimate: score.estimate })}>
        {explainScore(score).map((reason) => {
          const criterion = scorecard.criteria.find((each) => each.id === reason.criterionId);
          return (
            <li key={reason.criterionId} className={styles['reason']}>
              <b>{criterion === undefined ? reason.criterionId : textIn(criterion.name, locale)}</b>
              <span className={styles['points']}>
                {t('why.points', { points: reason.points, outOf: reason.outOf })}
              </span>
              <span className={styles['effect']} data-effect={reason.effect}>
                {[effectText(t, reason), basisText(t, reason), gateText(t, reason)]
                  .filter((text) => text !== null)
                  .join(' · ')}
              </span>
              <Evidence answer={answers[reason.criterionId]} />
            </li>
          );
        })}
      </ul>
      <p className={styles['sum']}>{t('why.sum', { estimate: score.estimate })}</p>
      <ChanceReason score={score} scorecard={scorecard} />
    </div>
  );
}

/** Between what the chance may still lie, or why there is none though the card was learnt. */
function ChanceReason({ score: { chance }, scorecard }: Omit<ScoreReasonsProps, 'answers'>) {
  const t = useT('scorecard');
  const locale = useLocale();
  if (scorecard.learnt === undefined) return null;
  if (chance === null) {
    const names = changedNames(t, locale, scorecard);
    return names === null ? null : <p className={styles['sum']}>{t('chance.changed', { names })}</p>;
  }
  const [low, high] = [Math.round(100 * chance.low), Math.round(100 * chance.high)];
  return low === high ? null : <p className={styles['sum']}>{t('chance.range', { low, high })}</p>;
}

/** Where the answer can be checked, where that is known. */
function Evidence({ answer }: { readonly answer: HeldAnswer | undefined }) {
  const locale = useLocale();
  // What only the CRM says is said so already.
  if (answer === undefined || answer.value.kind === 'cleared' || answer.source === 'crm') return null;
  const text = evidenceLabel(evidenceOf(answer), locale);
  return text === '' ? null : (
    <span className={styles['evidence']} dir="auto">
      {text}
    </span>
  );
}

function effectText(t: TranslateIn<'scorecard'>, reason: ReasonItem): string {
  if (reason.state === 'refused') return t('why.refused');
  if (reason.state === 'notApplicable') return t('why.notApplicable');
  switch (reason.effect) {
    case 'raised':
      return t('why.raised', { by: reason.moved });
    case 'lowered':
      return t('why.lowered', { by: -reason.moved });
    case 'asUsual':
      return t('why.asUsual');
    case 'open':
      return openText(t, reason);
  }
}

function openText(t: TranslateIn<'scorecard'>, { couldAdd: add, couldLose: lose }: ReasonItem): string {
  if (add > 0 && lose > 0) return t('why.open', { add, lose });
  if (add > 0) return t('why.openAdd', { add });
  return lose > 0 ? t('why.openLose', { lose }) : t('why.openNone');
}

function basisText(t: TranslateIn<'scorecard'>, { basis }: ReasonItem): string | null {
  if (basis === 'crm') return t('why.crm');
  return basis === 'aged' ? t('why.aged') : null;
}

function gateText(t: TranslateIn<'scorecard'>, { gate }: ReasonItem): string | null {
  if (gate === null) return null;
  return gate === 'met' ? t('why.gateMet') : gate === 'unmet' ? t('why.gateUnmet') : t('why.gateUnknown');
}
