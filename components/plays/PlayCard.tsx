import type { LeadView } from '../../lib/messaging/views';
import { listFormat } from '../../lib/model/formatters';
import { type Locale, textIn } from '../../lib/model/schemas';
import type { Answers } from '../../lib/qualification/answer';
import { formatMoment, type TranslateIn, useLocale, useT } from '../i18n';
import { Card } from '../ui/Card';
import { ClampText } from '../ui/ClampText';
import { FoldLine } from '../ui/FoldLine';
import { knownOfLead } from './known';
import styles from './PlayCard.module.css';
import { StepDone } from './StepDone';
import type { PlayOfLead } from './use-play';
import type { Steps } from './use-steps';

export interface PlayCardProps {
  readonly view: LeadView;
  /** With those just given. */
  readonly answers: Answers;
  readonly play: PlayOfLead;
  readonly steps: Steps;
  readonly now: number;
  /** A call is on the line: one line of it is enough, so that score and question are in sight. */
  readonly folded: boolean;
}

/** What to read in five seconds before the call, beside who it is and what was said: the step due, what is known, the opening. */
export function PlayCard({ view, answers, play, steps, now, folded }: PlayCardProps) {
  const t = useT('plays');
  const locale = useLocale();
  const opening = textIn(play.play.opening, locale);
  if (folded) return <FoldedCard {...{ view, answers, play, opening }} />;
  return (
    <Card title={t('card')}>
      <ul className={styles['facts']}>
        <li dir="auto">{stepLine(t, locale, play, now)}</li>
        <KnownLines key={view.key} view={view} answers={answers} />
      </ul>
      <StepDone steps={steps} />
      <div>
        <p className={styles['label']}>{t('opening')}</p>
        <ClampText text={opening} lines={3} className={styles['say']} />
      </div>
      <Script play={play} />
    </Card>
  );
}

/** The goals they named, and what else there is no need to ask again. */
function KnownLines({ view, answers }: Pick<PlayCardProps, 'view' | 'answers'>) {
  const t = useT('plays');
  const locale = useLocale();
  const { goals, others } = knownOfLead(t, locale, view.scorecard, answers);
  return (
    <>
      {goals.length > 0 && (
        <li className={styles['goals']}>
          <ClampText text={t('goals.known', { what: listFormat(locale).format(goals) })} lines={3} />
        </li>
      )}
      {others.length > 0 && (
        <li>
          <ClampText text={t('known', { what: listFormat(locale).format(others) })} lines={3} />
        </li>
      )}
    </>
  );
}

interface FoldedCardProps extends Pick<PlayCardProps, 'view' | 'answers' | 'play'> {
  readonly opening: string;
}

/** The opening in one line; Enter or a click shows the rest. */
function FoldedCard({ opening, play, view, answers }: FoldedCardProps) {
  const t = useT('plays');
  return (
    <Card aria-label={t('card')} className={styles['folded']}>
      <FoldLine title={t('opening')} text={opening}>
        <p className={styles['say']}>{opening}</p>
        <ul className={styles['facts']}>
          <KnownLines key={view.key} view={view} answers={answers} />
        </ul>
        <Script play={play} />
      </FoldLine>
    </Card>
  );
}

function Script({ play: { play } }: { readonly play: PlayOfLead }) {
  const t = useT('plays');
  const locale = useLocale();
  return (
    <details className={styles['script']}>
      <summary>{t('script')}</summary>
      <p className={styles['label']}>{t('questions')}</p>
      <ul className={styles['list']}>
        {play.questions.map((question) => (
          <li key={textIn(question, locale)}>{textIn(question, locale)}</li>
        ))}
      </ul>
      <p className={styles['label']}>{t('objections')}</p>
      <dl className={styles['objections']}>
        {play.objections.map(({ heard, answer }) => (
          <div key={textIn(heard, locale)}>
            <dt>{textIn(heard, locale)}</dt>
            <dd>{textIn(answer, locale)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles['label']}>{t('voicemail')}</p>
      <p className={styles['say']}>{textIn(play.voicemail, locale)}</p>
    </details>
  );
}

function stepLine(t: TranslateIn<'plays'>, locale: Locale, { play, next }: PlayOfLead, now: number): string {
  const name = textIn(play.name, locale);
  if (next === null) return t('over', { play: name });
  const { step, number, dueAt } = next;
  const at = t('step', { play: name, number, count: play.steps.length });
  const due =
    dueAt <= now
      ? t(`due.${step.channel}`)
      : t(`later.${step.channel}`, { when: formatMoment(locale, dueAt, undefined, now) });
  return `${at} · ${due}`;
}
