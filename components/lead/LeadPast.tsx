import { CalendarClock, Check, Mail, MessageSquareText, Pencil, Phone, StickyNote, Undo2, Users } from 'lucide-react';
import { useState } from 'react';
import type { FollowUp } from '../../lib/calls/call';
import { referralText } from '../../lib/calls/referral';
import type { CrmActivity } from '../../lib/crm/lead-record';
import type { CallView, LeadView } from '../../lib/messaging/views';
import type { RecordKey } from '../../lib/model/record';
import { ownTimeZone } from '../../lib/model/time';
import { useOutcomeName } from '../call/use-outcome-name';
import { type TranslateIn, useFormats, useT } from '../i18n';
import { zoneCity } from '../i18n/formats';
import { focusIds } from '../sidebar/focus';
import { Button, IconButton } from '../ui/Button';
import { ClampText } from '../ui/ClampText';
import styles from './LeadPast.module.css';
import { NotifyButton } from './NotifyButton';
import { callsSoFar, type PastItem, pastOf, undoableCall } from './past';

export interface LeadPastProps {
  readonly view: LeadView;
  readonly now: number;
  readonly onUndo: (call: CallView) => void;
  readonly onEdit: (call: CallView) => void;
  readonly onFollowUpDone: (followUp: FollowUp) => void;
}

/** How many are shown before the rest is asked for. */
const shownAtFirst = 2;

/** What is promised next and what happened before, newest first. */
export function LeadPast({ view, now, onUndo, onEdit, onFollowUpDone }: LeadPastProps) {
  const t = useT('lead');
  const [allOf, setAllOf] = useState<RecordKey | null>(null);
  const all = allOf === view.key;
  const items = pastOf(view, now);
  const undoable = undoableCall(view, now);
  // What may be taken back is in sight, also below a mail that came later.
  const first = items.filter(
    (item, index) => index < shownAtFirst || (item.kind === 'call' && item.call.id === undoable?.id),
  );
  const shown = all ? items : first;
  const more = items.length - first.length;
  return (
    <div className={styles['past']}>
      {view.nextFollowUp !== null && (
        <NextFollowUp
          followUp={view.nextFollowUp}
          isOfCall={view.calls.some(({ followUpId }) => followUpId === view.nextFollowUp?.id)}
          now={now}
          onDone={onFollowUpDone}
        />
      )}
      <div className={styles['head']}>
        <h2 className={styles['title']}>{t('past.title')}</h2>
        <p className={styles['count']}>{callsText(t, view, now)}</p>
      </div>
      {items.length === 0 && (
        <p className={styles['nothing']}>{t(view.record?.from === 'crm' ? 'past.nothing' : 'past.nothingHere')}</p>
      )}
      <ul className={styles['items']}>
        {shown.map((item) =>
          item.kind === 'call' ? (
            <CallRow
              key={item.call.id}
              call={item.call}
              connected={view.connection !== null}
              onEdit={() => onEdit(item.call)}
              {...(item.call.id === undoable?.id ? { onUndo: () => onUndo(item.call) } : {})}
            />
          ) : (
            <ActivityRow key={item.activity.id} item={item} />
          ),
        )}
      </ul>
      {shown.length === items.length && view.record?.olderActivities === true && (
        <p className={styles['older']}>{t('past.older')}</p>
      )}
      {more > 0 && (
        <Button
          variant="quiet"
          size="s"
          className={styles['more']}
          aria-expanded={all}
          onClick={() => setAllOf(all ? null : view.key)}
        >
          {all ? t('past.showLess') : t('past.showAll', { count: more })}
        </Button>
      )}
    </div>
  );
}

/** That nobody called yet can only be said where the CRM was asked. */
function callsText(t: TranslateIn<'lead'>, view: LeadView, now: number): string {
  const count = callsSoFar(view, now);
  if (count === 0 && view.record?.from !== 'crm') return t('noCallKnown');
  return t(count > 0 && view.record?.olderActivities === true ? 'attemptsAtLeast' : 'attempts', { count });
}

interface NextFollowUpProps {
  readonly followUp: FollowUp;
  /** A call below promised it, with its note. */
  readonly isOfCall: boolean;
  readonly now: number;
  readonly onDone: (followUp: FollowUp) => void;
}

function NextFollowUp({ followUp, isOfCall, now, onDone }: NextFollowUpProps) {
  const t = useT('lead');
  const formats = useFormats();
  const { dueAt, timeZone } = followUp;
  const moment = formats.moment(dueAt, timeZone);
  const own = ownTimeZone();
  const when = timeZone === own ? moment : t('time.followUp', { when: moment, place: zoneCity(timeZone) });
  const overdue = dueAt < now;
  return (
    <div className={overdue ? styles['overdue'] : styles['next']}>
      <CalendarClock aria-hidden="true" />
      <span className={styles['when']}>
        {overdue ? t('past.followUpOverdue', { when }) : t('past.followUp', { when })}
        {followUp.person !== undefined && (
          <>
            {' · '}
            <bdi>{followUp.person.name}</bdi>
          </>
        )}
        {!isOfCall && followUp.note !== '' && <ClampText text={followUp.note} lines={3} className={styles['why']} />}
      </span>
      <NotifyButton />
      <IconButton label={t('past.followUpDoneLabel', { when })} onClick={() => onDone(followUp)}>
        <Check aria-hidden="true" />
      </IconButton>
    </div>
  );
}

interface CallRowProps {
  readonly call: CallView;
  readonly connected: boolean;
  readonly onEdit: () => void;
  readonly onUndo?: () => void;
}

function CallRow({ call, connected, onEdit, onUndo }: CallRowProps) {
  const t = useT('lead');
  const formats = useFormats();
  const outcomeName = useOutcomeName();
  const undone = call.undoneAt !== null;
  // Without a connection nothing is on its way yet.
  const sync = call.sync === 'waiting' && !connected ? 'local' : call.sync;
  return (
    <li className={styles['item']}>
      <Phone className={styles['icon']} aria-hidden="true" />
      <div className={styles['body']}>
        <p className={styles['line']}>
          <b className={undone ? styles['undone'] : undefined}>{outcomeName(call.outcomeId)}</b>
          <span className={styles['meta']}>
            {[
              formats.moment(call.startedAt),
              call.durationMs === null ? null : formats.duration(call.durationMs),
              undone ? t('past.undone') : t(call.direction === 'in' ? 'past.theyCalled' : 'past.you'),
              call.edits === undefined || undone ? null : t('past.edited'),
              sync === 'synced' || undone ? null : t(`sync.${sync}`),
            ]
              .filter((part) => part !== null)
              .join(' · ')}
          </span>
        </p>
        {call.referral !== undefined && (
          <p className={styles['note']} dir="auto">
            {t('past.referredTo', { who: referralText(call.referral) })}
          </p>
        )}
        {call.note !== '' && <ClampText text={call.note} lines={2} className={styles['note']} />}
      </div>
      {!undone && (
        <IconButton label={t('past.editCall', { when: formats.moment(call.startedAt) })} onClick={onEdit}>
          <Pencil aria-hidden="true" />
        </IconButton>
      )}
      {onUndo !== undefined && (
        <IconButton id={focusIds.undoCall} label={t('past.undoCall')} onClick={onUndo}>
          <Undo2 aria-hidden="true" />
        </IconButton>
      )}
    </li>
  );
}

/** Mails keep their greeting on a line of its own, which would be all one sees of them. */
function inOneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' ');
}

const icons = {
  call: Phone,
  email: Mail,
  task: Check,
  meeting: Users,
  note: StickyNote,
  other: MessageSquareText,
} satisfies Record<CrmActivity['kind'], unknown>;

function ActivityRow({ item }: { readonly item: Extract<PastItem, { kind: 'activity' }> }) {
  const t = useT('lead');
  const formats = useFormats();
  const { activity } = item;
  const Icon = icons[activity.kind];
  const subject = activity.subject.trim() === '' ? t(`past.kind.${activity.kind}`) : activity.subject;
  // A subject often ends in the result: "Call: left voicemail".
  const result = subject.toLowerCase().includes((activity.result ?? '').toLowerCase()) ? null : activity.result;
  const meta = [formats.moment(activity.at), activity.by, result].filter(
    (part): part is string => part !== null && part !== '',
  );
  return (
    <li className={styles['item']}>
      <Icon className={styles['icon']} role="img" aria-label={t(`past.kind.${activity.kind}`)} />
      <div className={styles['body']}>
        <p className={styles['line']}>
          <b dir="auto">{subject}</b>
          <span className={styles['meta']} dir="auto">
            {meta.join(' · ')}
          </span>
        </p>
        {activity.body !== '' && activity.body !== subject && (
          <ClampText text={inOneLine(activity.body)} lines={2} className={styles['note']} />
        )}
      </div>
    </li>
  );
}
