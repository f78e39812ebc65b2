import { MessageCircleQuestionMark, SkipForward, Undo2 } from 'lucide-react';
import { useId, useState } from 'react';
import type { RecordKey } from '../../lib/model/record';
import { textIn } from '../../lib/model/schemas';
import type { AnswerValue, HeldAnswer } from '../../lib/qualification/answer';
import { crmFields } from '../../lib/qualification/crm-known';
import type { Criterion } from '../../lib/qualification/scorecard';
import { useFormats, useLocale, useT } from '../i18n';
import type { TranslateIn } from '../i18n/translate';
import { hintOf } from '../sidebar/keymap';
import { Button, IconButton } from '../ui/Button';
import { Card } from '../ui/Card';
import { Chip } from '../ui/Chip';
import { Kbd } from '../ui/Kbd';
import { AnswerControl } from './AnswerControl';
import { AnswerEvidence } from './AnswerEvidence';
import { AnswerNote } from './AnswerNote';
import styles from './QuestionCard.module.css';
import type { Typing } from './TypedAnswer';
import type { Question, QuestionControls } from './use-question';

export interface QuestionCardProps {
  readonly recordKey: RecordKey;
  readonly question: Question;
  readonly controls: QuestionControls;
  readonly answer: HeldAnswer | undefined;
  /** The answer is old, or only a field of the CRM gave it: this field, where it did. */
  readonly unconfirmed: boolean;
  readonly field: string | null;
  readonly onConfirm: () => void;
  readonly note: string;
  readonly onAnswer: (criterion: Criterion, value: AnswerValue) => void;
  readonly onNote: (criterion: Criterion, note: string) => void;
  readonly evidence: string;
  readonly onEvidence: (criterion: Criterion, evidence: string) => void;
  readonly typing: Typing;
  /** Note or evidence is written. */
  readonly onWordsDone: (criterion: Criterion) => void;
}

/** The question worth asking now, its answers on the digit keys. */
export function QuestionCard(props: QuestionCardProps) {
  const { question, controls } = props;
  const t = useT('scorecard');
  return (
    <Card aria-label={t('question.region')} tone="accent">
      {question.kind === 'ask' ? (
        <Ask
          {...props}
          criterion={question.criterion}
          why={question.why}
          key={`${props.recordKey} ${question.criterion.id}`}
        />
      ) : (
        <Nothing kind={question.kind} controls={controls} canGoBack={question.canGoBack} />
      )}
    </Card>
  );
}

interface AskProps extends QuestionCardProps {
  readonly criterion: Criterion;
  readonly why: Extract<Question, { kind: 'ask' }>['why'];
}

function Ask({
  criterion,
  why,
  question,
  controls,
  answer,
  unconfirmed,
  field,
  onConfirm,
  note,
  onAnswer,
  onNote,
  evidence,
  onEvidence,
  typing,
  onWordsDone,
}: AskProps) {
  const value = answer?.value;
  const t = useT('scorecard');
  const locale = useLocale();
  const questionId = useId();
  const [wording, setWording] = useState(0);
  const text = criterion.questions[wording % criterion.questions.length] ?? criterion.name;
  return (
    <>
      <div className={styles['head']}>
        <Chip
          tone="accent"
          title={
            criterion.forAe === undefined ? undefined : t('question.forAe', { text: textIn(criterion.forAe, locale) })
          }
        >
          {textIn(criterion.name, locale)}
        </Chip>
        <span className={styles['why']}>{t(`question.${why}`)}</span>
        {criterion.questions.length > 1 && (
          <IconButton label={t('question.other')} className={styles['other']} onClick={() => setWording(wording + 1)}>
            <MessageCircleQuestionMark aria-hidden="true" />
          </IconButton>
        )}
      </div>
      <p id={questionId} className={styles['question']} aria-live="polite">
        {textIn(text, locale)}
      </p>
      <AnswerControl
        criterion={criterion}
        answer={answer}
        labelledBy={questionId}
        onAnswer={onAnswer}
        typing={typing}
      />
      {unconfirmed && answer !== undefined && <Unconfirmed answer={answer} field={field} onConfirm={onConfirm} />}
      {question.kind === 'ask' && question.enough !== null && (
        <p className={styles['enough']}>
          {t('question.enough', {
            decision: t(`decision.${question.enough.decision}`),
            percent: Math.floor(100 * question.enough.chance),
          })}
        </p>
      )}
      <div className={styles['words']}>
        <AnswerNote
          criterion={criterion}
          note={note}
          onNote={(typed) => onNote(criterion, typed)}
          onDone={() => onWordsDone(criterion)}
        />
        <AnswerEvidence
          criterion={criterion}
          evidence={evidence}
          onEvidence={(typed) => onEvidence(criterion, typed)}
          onDone={() => onWordsDone(criterion)}
        />
      </div>
      <div className={styles['foot']}>
        <Small
          kbd={hintOf('dontKnow')}
          pressed={value?.kind === 'unknown'}
          onClick={() => onAnswer(criterion, { kind: 'unknown' })}
        >
          {t('question.dontKnow')}
        </Small>
        <Small
          kbd={hintOf('wontSay')}
          pressed={value?.kind === 'refused'}
          onClick={() => onAnswer(criterion, { kind: 'refused' })}
        >
          {t('question.wontSay')}
        </Small>
        {value !== undefined && value.kind !== 'cleared' && (
          <IconButton label={t('question.clear')} onClick={() => onAnswer(criterion, { kind: 'cleared' })}>
            <Undo2 aria-hidden="true" />
          </IconButton>
        )}
        <span className={styles['moves']}>
          {question.canGoBack && (
            <Small kbd={hintOf('back')} onClick={controls.back}>
              {t('question.back')}
            </Small>
          )}
          <Small kbd={hintOf('skip')} onClick={controls.skip}>
            {t('question.skip')}
          </Small>
        </span>
      </div>
    </>
  );
}

interface UnconfirmedProps {
  readonly answer: HeldAnswer;
  readonly field: string | null;
  readonly onConfirm: () => void;
}

/** Where an answer comes from that nobody has said lately, and the key that confirms it. */
function Unconfirmed({ answer, field, onConfirm }: UnconfirmedProps) {
  const t = useT('scorecard');
  const tFields = useT('crmField');
  const formats = useFormats();
  return (
    <div className={styles['unconfirmed']}>
      <span>
        {answer.source === 'crm'
          ? t('unconfirmed.crm', { field: fieldName(tFields, field ?? '') })
          : t('unconfirmed.aged', { ago: formats.relative(answer.at, Date.now()) })}
      </span>
      <Button size="s" kbd={hintOf('confirmAnswer')} aria-keyshortcuts="Y" onClick={onConfirm}>
        {t('unconfirmed.confirm')}
      </Button>
    </div>
  );
}

/** The usual fields by their names in the reader's language; an org's own are called as it calls them. */
function fieldName(t: TranslateIn<'crmField'>, field: string): string {
  const usual = crmFields.find((one) => one === field);
  return usual === undefined ? field : t(usual);
}

interface SmallProps {
  readonly kbd: string;
  readonly children: string;
  readonly onClick: () => void;
  readonly pressed?: boolean;
}

function Small({ kbd, children, onClick, pressed }: SmallProps) {
  return (
    <button
      type="button"
      className={styles['small']}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      onClick={onClick}
    >
      <Kbd>{kbd}</Kbd>
      {children}
    </button>
  );
}

interface NothingProps {
  readonly kind: Exclude<Question['kind'], 'ask'>;
  readonly controls: QuestionControls;
  readonly canGoBack: boolean;
}

function Nothing({ kind, controls, canGoBack }: NothingProps) {
  const t = useT('scorecard');
  return (
    <>
      <p className={styles['question']}>{t(`question.${kind}`)}</p>
      {kind !== 'allSkipped' && <p className={styles['text']}>{t(`question.${kind}Text`)}</p>}
      <div className={styles['foot']}>
        {kind === 'allSkipped' && (
          <Button size="s" icon={<SkipForward aria-hidden="true" />} onClick={controls.askSkipped}>
            {t('question.askSkipped')}
          </Button>
        )}
        {canGoBack && (
          <span className={styles['moves']}>
            <Small kbd={hintOf('back')} onClick={controls.back}>
              {t('question.back')}
            </Small>
          </span>
        )}
      </div>
    </>
  );
}
