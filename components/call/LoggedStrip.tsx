import { CircleCheck, TriangleAlert, Undo2, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { refOfKey } from '../../lib/model/record';
import { useLeadView } from '../data';
import { ErrorNote } from '../data/ErrorNote';
import { useT } from '../i18n';
import { nameInSentence } from '../lead/name-in-sentence';
import { hintOf } from '../sidebar/keymap';
import type { LoggedCall } from '../sidebar/workspace';
import { Button, IconButton } from '../ui/Button';
import styles from './LoggedStrip.module.css';
import type { Logging } from './use-logging';
import { useOutcomeName } from './use-outcome-name';

export interface LoggedStripProps {
  readonly logged: LoggedCall;
  readonly logging: Logging;
  /** The call was for another lead than the one shown. */
  readonly elsewhere: boolean;
  readonly onDismiss: () => void;
}

/** How long the confirmation, and Undo with it, stays. Hovering or focusing it stops the clock. */
const staysMs = 30_000;

/** The call is safe here; whether the CRM knows it yet is the second, quieter fact. */
export function LoggedStrip({ logged, logging, elsewhere, onDismiss }: LoggedStripProps) {
  const t = useT('call');
  const { call, undone, before } = logged;
  const { undoFailed } = logging;
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(onDismiss, staysMs);
    return () => clearTimeout(timer);
  }, [held, onDismiss]);
  const view = useLeadView(call.recordKey).data;
  const sync = view?.calls.find((each) => each.id === call.id)?.sync ?? call.sync;
  const label = useOutcomeName()(call.outcomeId);
  const crm = t(`lead:crm.${refOfKey(call.recordKey).crm}`);
  // Without a connection nothing is on its way yet.
  const stands = sync === 'waiting' && view?.connection === null ? 'unconnected' : sync;
  const Icon = undone ? Undo2 : sync === 'failed' ? TriangleAlert : CircleCheck;
  return (
    <section
      className={styles['strip']}
      aria-label={t('logged.region')}
      data-undone={undone || undefined}
      data-failed={(!undone && sync === 'failed') || undefined}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon className={styles['icon']} aria-hidden="true" />
      <div className={styles['text']}>
        <p className={styles['title']} dir="auto">
          {undone ? t('logged.undone', { outcome: label }) : t('logged.title', { outcome: label })}
          {elsewhere && (
            <span className={styles['for']}>
              {' '}
              {t('logged.for', { lead: nameInSentence(call.leadName) || t('common:someone') })}
            </span>
          )}
        </p>
        {before && <p className={styles['where']}>{t('logged.before')}</p>}
        <p className={styles['where']}>
          {undone ? t(call.note === '' ? 'logged.undoneNoNote' : 'logged.undoneText') : t(`logged.${stands}`, { crm })}
        </p>
      </div>
      {!undone && (
        <Button variant="quiet" size="s" kbd={hintOf('undo')} aria-keyshortcuts="Z" onClick={() => logging.undo(call)}>
          {t('logged.undo')}
        </Button>
      )}
      <IconButton label={t('logged.dismiss')} onClick={onDismiss}>
        <X aria-hidden="true" />
      </IconButton>
      {undoFailed?.call.id === call.id && (
        <div className={styles['error']}>
          <ErrorNote error={undoFailed.error} onRetry={() => logging.undo(call)} />
        </div>
      )}
    </section>
  );
}
