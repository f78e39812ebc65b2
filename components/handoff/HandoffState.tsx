import { CircleCheck, Hourglass, Undo2 } from 'lucide-react';
import type { Handoff } from '../../lib/handoff/handoff';
import { ask } from '../../lib/messaging/client';
import { refOfKey } from '../../lib/model/record';
import { useSync } from '../data';
import { useFormats, useT } from '../i18n';
import { hintOf } from '../sidebar/keymap';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import styles from './HandoffState.module.css';

export interface HandoffStateProps {
  readonly handoff: Handoff;
  readonly connected: boolean;
  readonly now: number;
  /** Shows the handoff whole; absent where it is on screen. */
  readonly onShow?: () => void;
}

const icons = { submitted: Hourglass, accepted: CircleCheck, returned: Undo2, withdrawn: Undo2 };

/** Where a handoff stands: with whom, since when, what is due, and whether the CRM has it. */
export function HandoffState({ handoff, connected, now, onShow }: HandoffStateProps) {
  const t = useT('handoff');
  const formats = useFormats();
  const Icon = icons[handoff.state];
  const latest = handoff.history.at(-1);
  const sync = useHandoffSync(handoff, connected);
  const due = formats.moment(handoff.dueAt);
  const crm = t(`lead:crm.${refOfKey(handoff.recordKey).crm}`);
  const facts = [
    t('state.on', { when: formats.moment(latest?.at ?? handoff.submittedAt) }),
    handoff.state !== 'submitted' ? null : t(handoff.dueAt < now ? 'state.overdue' : 'state.due', { when: due }),
    handoff.state !== 'submitted' ? null : t(`state.${sync}`, { crm }),
  ].filter((fact) => fact !== null);
  return (
    <Card className={styles['card']} data-state={handoff.state} aria-label={t('teaser.region')}>
      <Icon className={styles['icon']} aria-hidden="true" />
      <div className={styles['text']} role="status">
        <p className={styles['title']} dir="auto">
          {t(`state.${handoff.state}`, { ae: handoff.ae.name })}
        </p>
        <p className={styles['facts']}>{facts.join(' · ')}</p>
        {latest?.reason != null && latest.reason !== '' && (
          <p dir="auto">{t('state.reason', { reason: latest.reason })}</p>
        )}
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
    </Card>
  );
}

/** Whether the CRM has the handoff: it has, once nothing of it waits any more. */
function useHandoffSync({ recordKey }: Handoff, connected: boolean): 'waiting' | 'done' | 'failed' {
  const sync = useSync();
  const entry = sync.data?.entries.find((each) => each.recordKey === recordKey && each.write.kind === 'handoff');
  if (entry?.state === 'failed') return 'failed';
  return entry !== undefined || sync.data === undefined || !connected ? 'waiting' : 'done';
}
