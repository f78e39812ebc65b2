import type { AppError } from '../../lib/messaging/app-error';
import { ask } from '../../lib/messaging/client';
import { isRecordKey, type RecordKey } from '../../lib/model/record';
import { type ErrorAction, errorText } from '../i18n/error-text';
import { useT } from '../i18n/translate';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import styles from './ErrorNote.module.css';

export interface ErrorNoteProps {
  readonly error: AppError;
  /** What trying again does; without it no such button is shown. */
  readonly onRetry?: (() => void) | undefined;
  /** False where this is already the place its button leads to. */
  readonly withAction?: boolean;
  /** What to do, where the usual words would not be true here. */
  readonly cure?: string | undefined;
}

/** An error in words with its cure, and one button where something can be done about it from here. */
export function ErrorNote({ error, onRetry, withAction = true, cure }: ErrorNoteProps) {
  const t = useT('error');
  const text = errorText(t, error);
  const act = text.action === undefined || !withAction ? undefined : actionOf(text.action.kind, error, onRetry);
  return (
    <Banner
      tone={error.kind === 'crm' && error.problem.kind === 'retryAfter' ? 'warn' : 'stop'}
      role="alert"
      action={
        text.action !== undefined && act !== undefined ? (
          <Button size="s" onClick={act}>
            {text.action.label}
          </Button>
        ) : undefined
      }
    >
      <strong className={styles['title']}>{text.title}</strong> <span>{cure ?? text.cure}</span>
      {text.theirWords !== undefined && (
        <q className={styles['theirs']} dir="auto">
          {text.theirWords}
        </q>
      )}
    </Banner>
  );
}

function actionOf(kind: ErrorAction, error: AppError, onRetry: (() => void) | undefined): (() => void) | undefined {
  switch (kind) {
    case 'retry':
      return onRetry;
    case 'reload':
      return () => window.location.reload();
    case 'connect':
      return () => void ask('openDashboard', { page: 'connections' });
    case 'openRunningCall':
      return error.kind === 'callRunning' && isRecordKey(error.recordKey) ? openRecord(error.recordKey) : undefined;
  }
}

function openRecord(recordKey: RecordKey): () => void {
  return () => void ask('openRecord', { recordKey, newTab: true });
}
