import { useId, useState } from 'react';
import { textIn } from '../../lib/model/schemas';
import type { Answers } from '../../lib/qualification/answer';
import { nextQuestion } from '../../lib/qualification/next-question';
import type { Scorecard } from '../../lib/qualification/scorecard';
import { scoreLead } from '../../lib/qualification/scoring';
import { useLocale } from '../i18n';
import { useT } from '../i18n/translate';
import { AnswerControl } from '../scorecard/AnswerControl';
import { RuledOut, RuleOut } from '../scorecard/RuleOut';
import { ScoreCard } from '../scorecard/ScoreCard';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { Chip } from '../ui/Chip';
import styles from './editor.module.css';

/**
 * The card as the SDR will see it, to be tried out: question by question, with the score moving. What was answered stays
 * while the card is changed, so that one sees what a change is worth; an answer that is none any more counts as open.
 * Nothing of it is stored.
 */
export function Preview({ card }: { readonly card: Scorecard }) {
  const t = useT('scorecardEditor');
  const locale = useLocale();
  const questionId = useId();
  const [answers, setAnswers] = useState<Answers>({});
  const [chosen, setChosen] = useState<string | null>(null);
  const now = Date.now();
  const next = nextQuestion(card, answers, { now });
  const criterion = (id: string | null | undefined) => card.criteria.find((each) => each.id === id);
  const shown = criterion(chosen) ?? criterion(next?.criterionId);
  const question = shown?.questions[0];
  const score = scoreLead(card, answers, now);
  return (
    <div className={styles['preview']}>
      <ScoreCard score={score} scorecard={card} answers={answers} onChoose={setChosen} />
      <RuledOut score={score} scorecard={card} />
      {shown === undefined || question === undefined ? (
        <p>{t('previewDone')}</p>
      ) : (
        <Card tone="accent" aria-label={t('previewQuestion')}>
          <div>
            <Chip tone="accent">{textIn(shown.name, locale)}</Chip>
          </div>
          <p id={questionId} className={styles['question']}>
            {textIn(question, locale)}
          </p>
          <AnswerControl
            key={shown.id}
            criterion={shown}
            answer={answers[shown.id]}
            labelledBy={questionId}
            onAnswer={(criterion, value) => {
              setAnswers({ ...answers, [criterion.id]: { value, note: '', at: now } });
              setChosen(value.kind === 'options' || value.kind === 'process' ? criterion.id : null);
            }}
          />
        </Card>
      )}
      <RuleOut
        scorecard={card}
        answers={answers}
        onSay={({ id }, holds) =>
          setAnswers({
            ...answers,
            [id]: { value: holds ? { kind: 'option', optionId: 'yes' } : { kind: 'cleared' }, note: '', at: now },
          })
        }
      />
      <Button
        size="s"
        onClick={() => {
          setAnswers({});
          setChosen(null);
        }}
      >
        {t('previewAgain')}
      </Button>
    </div>
  );
}
