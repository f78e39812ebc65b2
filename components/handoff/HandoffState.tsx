import { CircleCheck, Hourglass, Undo2 } from 'lucide-react';
import { workedBetween } from '../../lib/handoff/answer-figures';
import type { Handoff } from '../../lib/handoff/handoff';
import { ask } from '../../lib/messaging/client';
import { refOfKey } from '../../lib/model/record';
import { useEntryState, useProgress, useReadAfter } from '../data';
import { useFormats, useT } from '../i18n';
import { hintOf } from '../sidebar/keymap';
import { useWorkspaceStore } from '../sidebar/workspace';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { AnswerForm } from './AnswerForm';
import styles from './HandoffState.module.css';
import { knownText, reasonText } from './known-text';
import { TakeBack } from './TakeBack';

export interface HandoffStateProps {
  readonly handoff: Handoff;
  readonly connected: boolean;
  readonly now: number;
  /** Shows the handoff whole; absent where it is on screen. */
  readonly onShow?: () => void;
}

const icons = { submitted: Hourglass, accepted: CircleCheck, returned: Undo2, withdrawn: Undo2 };

/** Where a handoff stands: with whom, since when, what is due, how Baton knows, and what the SDR may say of it. */
export function HandoffState({ handoff, connected, now, onShow }: HandoffStateProps) {
  const t = useT('handoff');
  const formats = useFormats();
  const clock = useAnswerClock(handoff, now);
  const Icon = icons[handoff.state];
  const latest = handoff.history.at(-1);
  const sync = useHandoffSync(handoff, connected);
  const due = formats.moment(handoff.dueAt);
  const crm = t(`lead:crm.${refOfKey(handoff.recordKey).crm}`);
  const isOpen = handoff.state === 'submitted';
  const facts = [
    t('state.on', { when: formats.moment(isOpen ? handoff.submittedAt : (latest?.at ?? handoff.submittedAt)) }),
    isOpen ? t(handoff.dueAt < now ? 'state.overdue' : 'state.due', { when: due }) : null,
    isOpen ? clock : null,
    isOpen ? t(`state.${sync}`, { crm }) : null,
  ].filter((fact) => fact !== null);
  const known = latest === undefined ? null : knownText(t, latest, handoff.ae);
  const reason = latest === undefined ? null : reasonText(t, latest);
  return (
    <Card
      className={styles['card']}
      data-state={handoff.state}
      data-late={(isOpen && handoff.dueAt < now) || undefined}
      aria-label={t('teaser.region')}
    >
      <Icon className={styles['icon']} aria-hidden="true" />
      <div className={styles['text']} role="status">
        <p className={styles['title']} dir="auto">
          {t(`state.${handoff.state}`, { ae: handoff.ae.name })}
        </p>
        <p className={styles['facts']}>{facts.join(' · ')}</p>
        {known !== null && (
          <p className={styles['facts']} dir="auto">
            {known}
          </p>
        )}
        {reason !== null && <p dir="auto">{t('state.reason', { reason })}</p>}
      </div>
      {sync === 'failed' && (
        <Button size="s" onClick={() => void ask('openDashboard', { page: 'sync' })}>
          {t('state.showSync')}
        </Button>
      )}
      {sync !== 'failed' && onShow !== undefined && (
        <Button size="s" kbd={hintOf('handoffPanel')} aria-keyshortcuts="H" onClick={onShow}>
          {t('state.show')}
        </Button>
      )}
      <div className={styles['more']}>
        <Saying handoff={handoff} />
      </div>
    </Card>
  );
}

/** What the SDR heard from the AE; or a way back from what was said. */
function Saying({ handoff }: Pick<HandoffStateProps, 'handoff'>) {
  const t = useT('handoff');
  const store = useWorkspaceStore();
  const { id: handoffId, recordKey, state, ae } = handoff;
  if (state === 'withdrawn') return null;
  if (state === 'submitted') {
    return (
      <>
        <p className={styles['ask']} dir="auto">
          {t('answer.ask', { ae: ae.name })}
        </p>
        <AnswerForm
          key={handoffId}
          recordKey={recordKey}
          handoffId={handoffId}
          words={{
            ...{ accepted: t('answer.accepted'), returned: t('answer.returned'), why: t('answer.why') },
            ...{ note: t('answer.note'), save: t('answer.save') },
          }}
          onSaid={(answer) =>
            store.getState().say(t(answer === 'accepted' ? 'answer.announceAccepted' : 'answer.announceReturned'))
          }
        />
      </>
    );
  }
  return <TakeBack recordKey={recordKey} handoffId={handoffId} announcement={t('answer.announceBack')} />;
}

/** How much working time is left for the answer, or over; null while nobody knows the working time. */
function useAnswerClock({ dueAt }: Handoff, now: number): string | null {
  const t = useT('handoff');
  const formats = useFormats();
  const snapshot = useProgress();
  if (snapshot == null) return null;
  const isLate = dueAt < now;
  const worked = isLate ? workedBetween(dueAt, now, snapshot) : workedBetween(now, dueAt, snapshot);
  return t(isLate ? 'state.late' : 'state.left', { time: formats.span(worked) });
}

/** Whether the CRM has the handoff: it has, once nothing of it waits any more. Its entry goes by its own id. */
function useHandoffSync({ id, recordKey }: Handoff, connected: boolean): 'waiting' | 'done' | 'failed' {
  const { data: state } = useEntryState(id);
  useReadAfter(state != null && state !== 'failed', recordKey);
  if (state === 'failed') return 'failed';
  return state !== null || !connected ? 'waiting' : 'done';
}
