import clsx from 'clsx';
import { CircleCheck, CircleX, CloudUpload, HardDrive, Pencil } from 'lucide-react';
import { useState } from 'react';
import { referralText } from '../../lib/calls/referral';
import { useOutcomeName } from '../call/use-outcome-name';
import { useCommand } from '../data/command';
import { ErrorNote } from '../data/ErrorNote';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { Button, IconButton } from '../ui/Button';
import { Chip, type Tone } from '../ui/Chip';
import styles from './CallRow.module.css';
import type { ListedCall } from './history-rows';

export interface CallRowProps {
  readonly call: ListedCall;
  readonly onUndo: (call: ListedCall) => void;
  readonly onEdit: (call: ListedCall) => void;
}

const syncIcons = { local: HardDrive, waiting: CloudUpload, synced: CircleCheck, failed: CircleX };
const syncTones: Record<ListedCall['sync'], Tone> = {
  local: 'neutral',
  waiting: 'neutral',
  synced: 'good',
  failed: 'stop',
};

/** One call: when, with whom, what came of it, what was noted, and whether the CRM knows. */
export function CallRow({ call, onUndo, onEdit }: CallRowProps) {
  const t = useT('history');
  const formats = useFormats();
  const outcomeName = useOutcomeName();
  const open = useCommand('openRecord');
  const undone = call.undoneAt !== null;
  const name = call.leadName || t('common:someone');
  const SyncIcon = syncIcons[call.sync];
  const { referral } = call;
  const said = [
    referral === undefined ? '' : t('lead:past.referredTo', { who: referralText(referral) }),
    call.note.trim() === '' ? '' : call.note,
  ]
    .filter(Boolean)
    .join('\n');
  return (
    <article className={clsx(styles['row'], undone && styles['undone'])}>
      <time className={styles['time']} dateTime={new Date(call.startedAt).toISOString()}>
        {formats.time(call.startedAt)}
      </time>
      <div className={styles['who']}>
        <Button
          variant="quiet"
          size="s"
          className={styles['name']}
          title={t('openLead', { name })}
          onClick={() => void open.run({ recordKey: call.recordKey, newTab: true })}
        >
          <span dir="auto">{name}</span>
        </Button>
        {call.company !== null && call.company !== '' && (
          <span className={styles['company']} dir="auto" title={call.company}>
            {call.company}
          </span>
        )}
      </div>
      <span className={styles['outcome']}>
        <Chip>{outcomeName(call.outcomeId)}</Chip>
        <span className={styles['duration']}>
          {[
            call.durationMs === null ? t('noTimer') : formats.duration(call.durationMs),
            call.direction === 'in' ? t('call:fields.in') : null,
            call.edits === undefined ? null : t('edited'),
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
      </span>
      <span className={styles['sync']}>
        <Chip tone={syncTones[call.sync]} icon={<SyncIcon aria-hidden="true" />}>
          {t(`sync.${call.sync}`)}
        </Chip>
      </span>
      <span className={styles['undo']}>
        {undone ? (
          <Chip>{t('undone')}</Chip>
        ) : (
          <>
            <IconButton label={t('editOf', { name, time: formats.time(call.startedAt) })} onClick={() => onEdit(call)}>
              <Pencil aria-hidden="true" />
            </IconButton>
            <Button
              variant="quiet"
              size="s"
              aria-label={t('undoOf', { name, time: formats.time(call.startedAt) })}
              onClick={() => onUndo(call)}
            >
              {t('undo')}
            </Button>
          </>
        )}
      </span>
      {said !== '' && <Note text={said} />}
      {open.error !== null && <ErrorNote error={open.error} />}
    </article>
  );
}

/** From this many characters (or lines) on a note is folded. */
const foldFrom = { characters: 180, lines: 3 };

function Note({ text }: { readonly text: string }) {
  const t = useT('history');
  const [whole, setWhole] = useState(false);
  const long = text.length > foldFrom.characters || text.split('\n').length > foldFrom.lines;
  return (
    <div className={styles['note']}>
      <p className={clsx(long && !whole && styles['folded'])} dir="auto">
        {text}
      </p>
      {long && (
        <Button variant="quiet" size="s" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? t('showLess') : t('showWholeNote')}
        </Button>
      )}
    </div>
  );
}
