import { Inbox } from 'lucide-react';
import type { HandoffToMe, LeadView } from '../../lib/messaging/views';
import { refOfKey } from '../../lib/model/record';
import { useFormats, useT } from '../i18n';
import { useWorkspaceStore } from '../sidebar/workspace';
import { Card } from '../ui/Card';
import { AnswerForm } from './AnswerForm';
import styles from './HandoffState.module.css';
import { reasonText } from './known-text';
import { TakeBack } from './TakeBack';

export interface HandoffToMeCardProps {
  readonly view: LeadView;
  readonly handoff: HandoffToMe;
}

/** A lead that was handed to whoever looks: the brief, and the answer to it. */
export function HandoffToMeCard({ view, handoff }: HandoffToMeCardProps) {
  const t = useT('handoff');
  const formats = useFormats();
  const store = useWorkspaceStore();
  const { answer, handoffId } = handoff;
  const reason =
    answer === null ? null : reasonText(t, { reason: answer.note, reasonId: answer.reasonId ?? undefined });
  const said = (text: string) => store.getState().say(text);
  return (
    <Card className={styles['card']} data-state={answer?.answer ?? 'submitted'} aria-label={t('toMe.region')}>
      <Inbox className={styles['icon']} aria-hidden="true" />
      <div className={styles['text']} role="status">
        <p className={styles['title']}>
          {answer === null
            ? t('toMe.title', { when: formats.moment(handoff.givenAt) })
            : answer.answer === 'accepted'
              ? t('toMe.accepted')
              : t('toMe.returned', { reason: reason ?? t('reason.other') })}
        </p>
        <p className={styles['facts']} dir="auto">
          {answer === null ? handoff.subject : t('toMe.told', { crm: t(`lead:crm.${refOfKey(view.key).crm}`) })}
        </p>
      </div>
      <div className={styles['more']}>
        <details className={styles['brief']}>
          <summary>{t('toMe.brief')}</summary>
          <p dir="auto">{handoff.brief}</p>
        </details>
        {answer === null ? (
          <AnswerForm
            key={handoffId}
            recordKey={view.key}
            handoffId={handoffId}
            words={{
              ...{ accepted: t('toMe.accept'), returned: t('toMe.return'), why: t('toMe.why') },
              ...{ note: t('toMe.note'), save: t('toMe.save') },
            }}
            onSaid={(given) => said(t(given === 'accepted' ? 'toMe.announceAccepted' : 'toMe.announceReturned'))}
          />
        ) : (
          <TakeBack recordKey={view.key} handoffId={handoffId} announcement={t('toMe.announceBack')} />
        )}
      </div>
    </Card>
  );
}
