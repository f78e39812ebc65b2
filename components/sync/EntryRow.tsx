import { editableOf } from '../../lib/crm/edit';
import type { ConnectionView, OutboxView } from '../../lib/messaging/views';
import { useCommand } from '../data/command';
import { ErrorNote } from '../data/ErrorNote';
import { useNow, useOnline } from '../data/live-values';
import { useFormats, useLocale } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { Button } from '../ui/Button';
import { Chip, type Tone } from '../ui/Chip';
import { useToasts } from '../ui/Toast';
import styles from './EntryRow.module.css';
import { named, orgName } from './org-name';
import { type Reason, whyWaiting } from './why-waiting';
import { writeWords } from './write-words';

export interface EntryRowProps {
  readonly entry: OutboxView;
  /** Undefined while not known. */
  readonly connections: readonly ConnectionView[] | undefined;
  readonly onDiscard: (entry: OutboxView) => void;
  readonly onEdit: (entry: OutboxView) => void;
}

const tones: Record<OutboxView['state'], Tone> = {
  waiting: 'neutral',
  sending: 'accent',
  unsure: 'warn',
  failed: 'stop',
};

/** One thing a CRM has yet to be told: what, for whom, why not yet, and what to do. */
export function EntryRow({ entry, connections, onDiscard, onEdit }: EntryRowProps) {
  const t = useT('sync');
  const formats = useFormats();
  const locale = useLocale();
  const online = useOnline();
  const open = useCommand('openRecord');
  const what = writeWords(t, formats, locale, entry.write);
  const name = entry.leadName || t('common:someone');
  const reason = whyWaiting(t, entry, connections, online);
  const connection = connections?.find((each) => each.org === entry.org);
  return (
    <article className={styles['row']}>
      <div className={styles['head']}>
        <h3 className={styles['what']} dir="auto">
          {what}
        </h3>
        <Chip tone={tones[entry.state]} dot>
          {t(`state.${entry.state}`)}
        </Chip>
      </div>
      <p className={styles['who']}>
        <Button
          variant="quiet"
          size="s"
          className={styles['name']}
          title={t('common:openRecord', { name })}
          onClick={() => void open.run({ recordKey: entry.recordKey, newTab: true })}
        >
          <span dir="auto">{name}</span>
        </Button>
        <span className={styles['org']}>{connection === undefined ? orgName(t, entry.org) : named(t, connection)}</span>
      </p>
      <Why reason={reason} />
      <EntryFacts entry={entry} />
      <EntryActions
        entry={entry}
        connect={reason.connect}
        retryLabel={t('retryOf', { what, name })}
        discardLabel={t('discardOf', { what, name })}
        retriedText={t('retried', { name })}
        editLabel={t('editOf', { what, name })}
        onDiscard={onDiscard}
        onEdit={onEdit}
      />
    </article>
  );
}

function Why({ reason }: { readonly reason: Reason }) {
  return (
    <div className={styles['why']}>
      <p>
        <span className={styles['reason']}>{reason.title}</span>
        {reason.cure !== null && <> {reason.cure}</>}
      </p>
      {reason.theirWords !== undefined && (
        <p className={styles['theirs']} dir="auto">
          {reason.theirWords}
        </p>
      )}
    </div>
  );
}

function EntryFacts({ entry }: { readonly entry: OutboxView }) {
  const t = useT('sync');
  const formats = useFormats();
  const now = useNow(15_000);
  const next = entry.state === 'failed' || entry.nextAttemptAt === null || entry.nextAttemptAt <= now;
  const facts = [
    t('since', { when: formats.moment(entry.createdAt) }),
    entry.attempts > 0 ? t('attempts', { count: entry.attempts }) : null,
    next || entry.nextAttemptAt === null ? null : t('nextTry', { when: formats.relative(entry.nextAttemptAt, now) }),
  ].filter((fact) => fact !== null);
  return <p className={styles['facts']}>{facts.join(' · ')}</p>;
}

interface EntryActionsProps {
  readonly entry: OutboxView;
  readonly connect: boolean;
  readonly retryLabel: string;
  readonly discardLabel: string;
  readonly editLabel: string;
  readonly retriedText: string;
  readonly onDiscard: (entry: OutboxView) => void;
  readonly onEdit: (entry: OutboxView) => void;
}

function EntryActions({
  entry,
  connect,
  retryLabel,
  discardLabel,
  editLabel,
  retriedText,
  onDiscard,
  onEdit,
}: EntryActionsProps) {
  const t = useT('sync');
  const retry = useCommand('retryEntry');
  const run = async () => {
    const reply = await retry.run({ entryId: entry.id });
    if (reply.ok) useToasts.getState().show({ tone: 'neutral', text: retriedText, staysMs: 4000 });
  };
  return (
    <>
      <div className={styles['actions']}>
        {connect && (
          <Button
            size="s"
            onClick={() => {
              window.location.hash = `#/connections?org=${encodeURIComponent(entry.org)}`;
            }}
          >
            {t('connect')}
          </Button>
        )}
        <Button
          size="s"
          aria-label={retryLabel}
          busy={entry.state === 'sending' || retry.pending}
          onClick={() => void run()}
        >
          {t('retry')}
        </Button>
        {entry.state === 'failed' && editableOf(entry.write) !== null && (
          <Button size="s" aria-label={editLabel} onClick={() => onEdit(entry)}>
            {t('edit')}
          </Button>
        )}
        <Button size="s" variant="quiet" aria-label={discardLabel} onClick={() => onDiscard(entry)}>
          {t('discard')}
        </Button>
      </div>
      {retry.error !== null && <ErrorNote error={retry.error} onRetry={() => void run()} />}
    </>
  );
}
