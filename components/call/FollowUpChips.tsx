import clsx from 'clsx';
import { type ReactNode, useState } from 'react';
import { type FollowUpSuggestion, latestFollowUp } from '../../lib/calls/follow-up';
import { useLocale, useT, zoneCity } from '../i18n';
import { focusIds, focusOn } from '../sidebar/focus';
import { callNoteAttribute, hintOf } from '../sidebar/keymap';
import { Kbd } from '../ui/Kbd';
import styles from './FollowUpChips.module.css';
import { followUpLabel } from './follow-up-label';
import { MomentInput } from './MomentInput';
import { promiseIssue } from './promise-issue';
import type { OutcomeDraft } from './use-outcome';

export interface FollowUpChipsProps {
  readonly draft: OutcomeDraft;
  readonly now: number;
  /** The zone is the lead's own, not only assumed. */
  readonly zoneKnown: boolean;
}

/** When to call again: proposals in the lead's working hours on digit keys, none, or a time of one's own. */
export function FollowUpChips({ draft, now, zoneKnown }: FollowUpChipsProps) {
  const t = useT('call');
  const locale = useLocale();
  const { suggestions, followUp, timeZone, setFollowUp } = draft;
  const place = zoneCity(timeZone);
  const isSuggested = suggestions.some((suggestion) => suggestion.dueAt === followUp?.dueAt);
  const [picking, setPicking] = useState(false);
  const own = followUp !== null && !isSuggested;
  const issue = promiseIssue(t, followUp?.dueAt, now);
  const ownTime = followUp === null || !zoneKnown ? null : followUpLabel(locale, followUp.dueAt, undefined, now);
  return (
    <fieldset className={styles['set']}>
      <legend className={styles['title']}>
        {zoneKnown ? t('panel.followUp', { place }) : t('panel.followUpPlain')}
      </legend>
      <div className={styles['chips']}>
        {suggestions.map((suggestion, index) => (
          <ChipButton
            key={suggestion.dueAt}
            kbd={String(index + 1)}
            pressed={suggestion.dueAt === followUp?.dueAt}
            onClick={() => draft.chooseSuggestion(index + 1)}
          >
            {followUpLabel(locale, suggestion.dueAt, suggestion.timeZone, now)}
            <Why suggestion={suggestion} stepNumber={draft.stepNumber} />
          </ChipButton>
        ))}
        <ChipButton kbd="0" pressed={followUp === null} onClick={() => setFollowUp({ kind: 'none' })}>
          {t('panel.noFollowUp')}
        </ChipButton>
        {!picking && !own && (
          <ChipButton
            kbd={hintOf('followUpTime')}
            onClick={() => {
              setPicking(true);
              focusOn(focusIds.followUpTime);
            }}
          >
            {t('panel.pick')}
          </ChipButton>
        )}
        <Picker shown={picking || own} draft={draft} now={now} isWrong={issue !== null} />
      </div>
      {issue !== null && (
        <p id={issueId} className={styles['issue']} role="alert">
          {issue}
        </p>
      )}
      {ownTime !== null && issue === null && <p className={styles['own']}>{t('panel.yourTime', { time: ownTime })}</p>}
    </fieldset>
  );
}

interface WhyProps {
  readonly suggestion: FollowUpSuggestion;
  readonly stepNumber: number | null;
}

/** Where a proposal comes from, where that is more than habit. */
function Why({ suggestion: { why }, stepNumber }: WhyProps) {
  const t = useT('call');
  if (why === 'heard') return <span className={styles['why']}>{t('panel.whyHeard')}</span>;
  if (why !== 'step' || stepNumber === null) return null;
  return <span className={styles['why']}>{t('panel.whyStep', { number: stepNumber })}</span>;
}

interface PickerProps {
  readonly shown: boolean;
  readonly draft: OutcomeDraft;
  readonly now: number;
  /** Nobody can be called at the time chosen. */
  readonly isWrong: boolean;
}

const issueId = 'follow-up-issue';

/** Always on the page, so that the key T can focus it; only visible where it is wanted. Enter logs, as in the note. */
function Picker({ shown, draft, now, isWrong }: PickerProps) {
  const t = useT('call');
  const { followUp, timeZone, setFollowUp } = draft;
  return (
    <MomentInput
      id={focusIds.followUpTime}
      {...{ [callNoteAttribute]: '' }}
      className={clsx(styles['picker'], !shown && styles['waiting'])}
      tabIndex={shown ? 0 : -1}
      aria-label={t('panel.pickLabel', { place: zoneCity(timeZone) })}
      {...(isWrong ? { 'aria-invalid': true, 'aria-describedby': issueId } : {})}
      at={followUp?.dueAt ?? null}
      timeZone={timeZone}
      earliest={now}
      latest={latestFollowUp(now)}
      onMoment={(dueAt) => setFollowUp({ kind: 'at', dueAt, timeZone })}
      onEmptied={() => setFollowUp({ kind: 'none' })}
    />
  );
}

interface ChipButtonProps {
  readonly kbd: string;
  readonly pressed?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function ChipButton({ kbd, pressed, onClick, children }: ChipButtonProps) {
  return (
    <button
      type="button"
      className={styles['chip']}
      aria-keyshortcuts={kbd}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      onClick={onClick}
    >
      <Kbd>{kbd}</Kbd>
      {children}
    </button>
  );
}
