import type { LeadView } from '../../lib/messaging/views';
import { listFormat } from '../../lib/model/formatters';
import { type Locale, textIn } from '../../lib/model/schemas';
import { formatMoment, type TranslateIn, useLocale, useT } from '../i18n';
import { Card } from '../ui/Card';
import { ClampText } from '../ui/ClampText';
import { FoldLine } from '../ui/FoldLine';
import styles from './PlayCard.module.css';
import { StepDone } from './StepDone';
import type { PlayOfLead } from './use-play';
import type { Steps } from './use-steps';

export interface PlayCardProps {
  readonly view: LeadView;
  readonly play: PlayOfLead;
  readonly steps: Steps;
  readonly now: number;
  /** A call is on the line: one line of it is enough, so that score and question are in sight. */
  readonly folded: boolean;
}

/** What to read in five seconds before the call, beside who it is and what was said: the step due, what is known, the opening. */
export function PlayCard({ view, play, steps, now, folded }: PlayCardProps) {
  const t = useT('plays');
  const locale = useLocale();
  const lines = [stepLine(t, locale, play, now), knownLine(t, locale, view)];
  if (folded) return <FoldedCard opening={textIn(play.play.opening, locale)} {...{ view, play, steps, now }} />;
  return (
    <Card title={t('card')}>
      <ul className={styles['facts']}>
        {lines
          .filter((line) => line !== null)
          .map((line) => (
            <li key={line} dir="auto">
              {line}
            </li>
          ))}
      </ul>
      <StepDone steps={steps} />
      <div>
        <p className={styles['label']}>{t('opening')}</p>
        <ClampText text={textIn(play.play.opening, locale)} lines={3} className={styles['say']} />
      </div>
      <Script play={play} />
    </Card>
  );
}

interface FoldedCardProps extends Omit<PlayCardProps, 'folded'> {
  readonly opening: string;
}

/** The opening in one line; Enter or a click shows the rest. */
function FoldedCard({ opening, ...card }: FoldedCardProps) {
  const t = useT('plays');
  const locale = useLocale();
  return (
    <Card aria-label={t('card')} className={styles['folded']}>
      <FoldLine title={t('opening')} text={opening}>
        <p className={styles['say']}>{opening}</p>
        <p>{knownLine(t, locale, card.view)}</p>
        <Script play={card.play} />
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

/** What was answered already: goals among it, and nothing to ask twice. */
function knownLine(t: TranslateIn<'plays'>, locale: Locale, { scorecard, answers }: LeadView): string | null {
  const known = scorecard.criteria.flatMap((criterion) => {
    const answer = answers[criterion.id];
    if (answer === undefined || answer.value.kind === 'cleared' || answer.value.kind === 'unknown') return [];
    const words =
      answer.note.trim() === ''
        ? textIn(criterion.name, locale)
        : `${textIn(criterion.name, locale)} (${answer.note.trim().slice(0, 60)})`;
    return [words];
  });
  return known.length === 0 ? null : t('known', { what: listFormat(locale).format(known) });
}
