import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import { type LocalText, textIn } from '../../lib/model/schemas';
import type { Answers } from '../../lib/qualification/answer';
import type { Score } from '../../lib/qualification/score';
import type { Scorecard } from '../../lib/qualification/scorecard';
import { useLocale, useT } from '../i18n';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { ChanceLine } from './ChanceLine';
import styles from './ScoreCard.module.css';
import { ScoreRange } from './ScoreRange';
import { ScoreReasons } from './ScoreReasons';

export interface ScoreCardProps {
  readonly score: Score;
  readonly scorecard: Scorecard;
  /** The play that names the card, where it is not the one in use. */
  readonly play?: LocalText | null | undefined;
  /** What the score rests on. */
  readonly answers: Answers;
  /** Shows the question of a criterion. */
  readonly onChoose: (criterionId: string) => void;
}

/** The score in one look: the number, its range, the threshold, the chance where it was learnt, and what is missing; why, on demand. */
export function ScoreCard({ score, scorecard, play, answers, onChoose }: ScoreCardProps) {
  const t = useT('scorecard');
  const locale = useLocale();
  const [whyOpen, setWhyOpen] = useState(false);
  const whyId = useId();
  const { estimate, low, high, readyAt, ready, known, total } = score;
  const closed = score.gates.some((gate) => gate.state === 'unmet');
  return (
    <Card aria-label={t('score.region')}>
      <div className={styles['head']}>
        <span className={styles['number']} data-ready={ready || undefined}>
          {estimate}
        </span>
        <span className={styles['between']}>
          {low === high ? t('score.exactly') : t('score.between', { low, high })}
          <small className={styles['card']}>
            {t('score.card', { name: textIn(scorecard.name, locale), version: scorecard.version })} ·{' '}
            {play != null && `${t('score.ofPlay', { play: textIn(play, locale) })} · `}
            {t('score.known', { known, total })}
          </small>
        </span>
        <Button
          variant="quiet"
          size="s"
          className={styles['why']}
          aria-expanded={whyOpen}
          aria-controls={whyId}
          onClick={() => setWhyOpen(!whyOpen)}
        >
          {t('why.button')} <ChevronDown className={styles['chevron']} aria-hidden="true" />
        </Button>
      </div>
      <ScoreRange score={score} />
      {score.chance !== null && scorecard.learnt !== undefined && (
        <ChanceLine chance={score.chance.chance} learnt={scorecard.learnt} />
      )}
      <div className={styles['foot']}>
        <span className={styles['ready']} data-ready={ready || undefined} data-closed={closed || undefined}>
          {ready ? t('score.ready', { readyAt }) : closed ? t('score.closed') : t('score.readyAt', { readyAt })}
        </span>
        {score.missing.length > 0 && <Missing score={score} scorecard={scorecard} onChoose={onChoose} />}
      </div>
      <div id={whyId} hidden={!whyOpen}>
        {whyOpen && <ScoreReasons score={score} scorecard={scorecard} answers={answers} />}
      </div>
    </Card>
  );
}

function Missing({ score, scorecard, onChoose }: Omit<ScoreCardProps, 'answers' | 'play'>) {
  const t = useT('scorecard');
  const locale = useLocale();
  const gates = new Set(score.gates.map((gate) => gate.criterionId));
  return (
    <ul className={styles['missing']} aria-label={t('score.missing')}>
      {score.missing.map((id) => {
        const criterion = scorecard.criteria.find((each) => each.id === id);
        return criterion === undefined ? null : (
          <li key={id}>
            <button
              type="button"
              className={styles['chip']}
              data-gate={gates.has(id) || undefined}
              onClick={() => onChoose(id)}
            >
              {textIn(criterion.name, locale)}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
