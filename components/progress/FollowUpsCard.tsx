import { CalendarClock, Check } from 'lucide-react';
import type { Answer } from '../../lib/messaging/protocol';
import { useCommand } from '../data/command';
import { ErrorNote } from '../data/ErrorNote';
import { useFollowUps } from '../data/queries';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { Chip } from '../ui/Chip';
import { EmptyState } from '../ui/EmptyState';
import { Skeleton } from '../ui/Skeleton';
import { useToasts } from '../ui/Toast';
import styles from './FollowUpsCard.module.css';
import { followUpTime } from './follow-up-time';

export interface FollowUpsCardProps {
  readonly now: number;
  /** The SDR's IANA zone. */
  readonly ownZone: string;
}

/** Every follow-up promised and not kept yet, the next due first. */
export function FollowUpsCard({ now, ownZone }: FollowUpsCardProps) {
  const t = useT('progress');
  const formats = useFormats();
  const followUps = useFollowUps();
  return (
    <Card
      title={t('followUps.title')}
      aside={followUps.data?.length ? formats.number(followUps.data.length) : undefined}
    >
      {followUps.error !== null && <ErrorNote error={followUps.error} onRetry={followUps.refetch} />}
      {followUps.pending && (
        <div role="status" aria-label={t('common:loading')}>
          <Skeleton heightPx={48} />
        </div>
      )}
      {followUps.data?.length === 0 && (
        <EmptyState icon={<CalendarClock />} title={t('followUps.none')}>
          {t('followUps.noneText')}
        </EmptyState>
      )}
      {followUps.data !== undefined && followUps.data.length > 0 && (
        <ul className={styles['list']}>
          {followUps.data.map((followUp) => (
            <li key={followUp.id}>
              <FollowUpRow followUp={followUp} now={now} ownZone={ownZone} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

interface FollowUpRowProps extends FollowUpsCardProps {
  readonly followUp: Answer<'followUps'>[number];
}

function FollowUpRow({ followUp, now, ownZone }: FollowUpRowProps) {
  const t = useT('progress');
  const formats = useFormats();
  const open = useCommand('openRecord');
  const complete = useCommand('completeFollowUp');
  const error = open.error ?? complete.error;
  const lead = followUp.leadName || t('common:someone');
  const name = followUp.person?.name ?? lead;
  const via = followUp.person === undefined ? null : t('followUps.namedBy', { lead });
  const time = followUpTime(t, formats, followUp, now, ownZone);
  const details = [via, followUp.person?.contact ?? null, followUp.company, time.theirs].filter(
    (detail) => detail !== null && detail !== '',
  );
  const markDone = async () => {
    const reply = await complete.run({ followUpId: followUp.id, at: Date.now() });
    if (reply.ok) useToasts.getState().show({ tone: 'good', text: t('followUps.completed', { name }) });
  };
  return (
    <div className={styles['row']}>
      <span className={styles['when']}>
        <Chip tone={time.tone} title={time.full}>
          {time.label}
        </Chip>
        {time.label !== time.full && <span className={styles['full']}>{time.full}</span>}
      </span>
      <div className={styles['who']}>
        <Button
          variant="quiet"
          size="s"
          className={styles['name']}
          title={t('followUps.openNewTab', { name })}
          onClick={() => void open.run({ recordKey: followUp.recordKey, newTab: true })}
        >
          <span dir="auto">{name}</span>
        </Button>
        {details.length > 0 && (
          <p className={styles['details']} dir="auto" title={details.join(' · ')}>
            {details.join(' · ')}
          </p>
        )}
        {followUp.note.trim() !== '' && (
          <p className={styles['note']} dir="auto" title={followUp.note}>
            {followUp.note}
          </p>
        )}
      </div>
      <Button
        size="s"
        icon={<Check aria-hidden="true" />}
        busy={complete.pending}
        aria-label={t('followUps.completeFor', { name })}
        onClick={() => void markDone()}
      >
        {t('followUps.complete')}
      </Button>
      {error !== null && (
        <div className={styles['error']}>
          <ErrorNote error={error} />
        </div>
      )}
    </div>
  );
}
