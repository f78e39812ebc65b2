import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { RunningCall } from '../../lib/calls/call';
import type { Outcome } from '../../lib/calls/outcome';
import type { AppError } from '../../lib/messaging/app-error';
import { useNow } from '../data';
import { ErrorNote } from '../data/ErrorNote';
import { useFormats, useT } from '../i18n';
import { nameInSentence } from '../lead/name-in-sentence';
import { hintOf } from '../sidebar/keymap';
import { useWorkspaceStore } from '../sidebar/workspace';
import { Button, IconButton } from '../ui/Button';
import { Card } from '../ui/Card';
import { VisuallyHidden } from '../ui/VisuallyHidden';
import { CallNote } from './CallNote';
import { FollowUpChips } from './FollowUpChips';
import { MadeDetails } from './MadeDetails';
import { OutcomeGrid } from './OutcomeGrid';
import styles from './OutcomePanel.module.css';
import { ReferralFields } from './ReferralFields';
import type { Logging, NextLead } from './use-logging';
import type { OutcomeDraft } from './use-outcome';
import type { CallTarget } from './use-target';

export interface OutcomePanelProps {
  readonly target: CallTarget;
  readonly draft: OutcomeDraft;
  readonly logging: Logging;
  readonly next: NextLead | null;
  readonly now: number;
  readonly onClose: () => void;
}

/** What came of the call, when to call again, and a note: letter, Enter, done. */
export function OutcomePanel({ target, draft, logging, next, now, onClose }: OutcomePanelProps) {
  const t = useT('call');
  const { name: lead, running } = target;
  const outcomeId = draft.outcome?.id;
  const details = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What the outcome proposes is read before it is confirmed.
    if (outcomeId !== undefined) details.current?.scrollIntoView({ block: 'nearest' });
  }, [outcomeId]);
  useCallAtHand(target);
  const titleOf = (name: string) => t(running === null ? 'panel.titleNoTimer' : 'panel.title', { lead: name });
  return (
    <Card aria-label={titleOf(lead)} className={styles['panel']}>
      <div className={styles['head']}>
        <IconButton label={t('panel.close')} onClick={onClose}>
          <ArrowLeft aria-hidden="true" />
        </IconButton>
        <h1 className={styles['title']} title={lead} dir="auto">
          {titleOf(nameInSentence(lead))}
        </h1>
        <CallSpan running={running} />
      </div>
      <OutcomeGrid outcomeId={draft.work.outcomeId} onChoose={draft.choose} />
      {draft.outcome !== undefined && (
        <div ref={details} className={styles['details']}>
          <Consequence outcome={draft.outcome} number={draft.number} />
          {draft.outcome.followUp.kind === 'referral' && (
            <ReferralFields shortcut={draft.outcome.key} referral={draft.work.referral} onChange={draft.setReferral} />
          )}
          <FollowUpChips draft={draft} now={now} zoneKnown={target.zones.zones.length > 0} />
        </div>
      )}
      {running === null && draft.work.callId === null && <MadeDetails target={target} draft={draft} now={now} />}
      {running === null && draft.work.callId !== null && <ClosedElsewhere />}
      <CallNote note={draft.work.note} onChange={draft.setNote} />
      <div className={styles['foot']}>
        {logging.error !== null && <LogError error={logging.error} onRetry={() => logging.log(false)} />}
        <LogButtons chosen={draft.outcome !== undefined} logging={logging} next={next} />
      </div>
    </Card>
  );
}

/** The panel is about the call that is on the line while it is open, also after another window has closed that call. */
function useCallAtHand({ key, running }: CallTarget): void {
  const store = useWorkspaceStore();
  const callId = running?.callId ?? null;
  useEffect(() => {
    if (callId !== null) store.getState().change(key, () => ({ callId }));
  }, [store, key, callId]);
  useEffect(() => () => store.getState().change(key, () => ({ callId: null })), [store, key]);
}

function ClosedElsewhere() {
  const t = useT('call');
  return (
    <p className={styles['consequence']} role="status">
      {t('panel.closedElsewhere')}
    </p>
  );
}

function CallSpan({ running }: { readonly running: RunningCall | null }) {
  const t = useT('call');
  const formats = useFormats();
  const now = useNow(1000);
  if (running === null) return <span className={styles['span']}>{t('panel.noTimer')}</span>;
  const end = running.endedAt ?? Math.max(now, running.startedAt);
  return (
    <span className={styles['span']}>
      {formats.duration(end - running.startedAt)} ·{' '}
      {t('panel.span', { from: formats.time(running.startedAt), to: formats.time(end) })}
    </span>
  );
}

/** What else logging this does, said before it is done. */
function Consequence({ outcome, number }: { readonly outcome: Outcome; readonly number: string | null }) {
  const t = useT('call');
  const texts = [
    outcome.ends === 'nothing' ? null : t(`panel.ends.${outcome.ends}`),
    outcome.removesNumber && number !== null ? t('panel.removesNumber', { number }) : null,
  ].filter((text) => text !== null);
  return texts.length === 0 ? null : (
    <p className={styles['consequence']} data-stop={outcome.doNotCall || undefined} role="status">
      {texts.join(' ')}
    </p>
  );
}

interface LogButtonsProps {
  readonly chosen: boolean;
  readonly logging: Logging;
  readonly next: NextLead | null;
}

function LogButtons({ chosen, logging, next }: LogButtonsProps) {
  const t = useT('call');
  return (
    <div className={styles['actions']}>
      <Button
        variant="primary"
        wide
        disabled={!chosen}
        busy={logging.pending}
        kbd={hintOf('confirm')}
        title={chosen ? undefined : t('panel.choose')}
        onClick={() => logging.log(false)}
      >
        {logging.pending ? t('saving') : t('log')}
      </Button>
      {next !== null && (
        <Button
          disabled={!chosen}
          busy={logging.pending}
          kbd={hintOf('confirmAndNext')}
          title={t('logAndNextLead', { name: next.name })}
          onClick={() => logging.log(true)}
        >
          {t('logAndNext')}
          <VisuallyHidden> {next.name}</VisuallyHidden>
        </Button>
      )}
    </div>
  );
}

function LogError({ error, onRetry }: { readonly error: AppError; readonly onRetry: () => void }) {
  return <ErrorNote error={error} onRetry={onRetry} />;
}
