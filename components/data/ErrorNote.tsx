import type { ReactNode } from 'react';
import type { CrmProblem } from '../../lib/crm/result';
import type { AppError } from '../../lib/messaging/app-error';
import { ask } from '../../lib/messaging/client';
import { isRecordKey, type OrgKey, type RecordKey } from '../../lib/model/record';
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
  /** A button of this place, instead of the error's own. */
  readonly button?: ReactNode;
  /** The org it is about, whose card "Open connections" shows. */
  readonly org?: OrgKey | undefined;
  /** What to do, where the usual words would not be true here. */
  readonly cure?: string | undefined;
  /** What else is to be known here, after what to do. */
  readonly note?: string | undefined;
  /** Trying again is under way. */
  readonly busy?: boolean;
}

/** An error in words with its cure, and one button where something can be done about it from here. */
export function ErrorNote({
  error,
  onRetry,
  withAction = true,
  button,
  org,
  cure,
  note,
  busy = false,
}: ErrorNoteProps) {
  const t = useT('error');
  const text = errorText(t, error);
  const act =
    text.action === undefined || !withAction ? undefined : actionOf(text.action.kind, error, { onRetry, org });
  return (
    <Banner
      tone={error.kind === 'crm' && isPassing(error.problem) ? 'warn' : 'stop'}
      role="alert"
      isLong
      action={
        text.action !== undefined && act !== undefined ? (
          <Button size="s" busy={busy} onClick={act}>
            {text.action.label}
          </Button>
        ) : (
          button
        )
      }
    >
      <strong className={styles['title']}>{text.title}</strong>{' '}
      <span>{[cure ?? text.cure, note].filter(Boolean).join(' ')}</span>
      {text.theirWords !== undefined && (
        <q className={styles['theirs']} dir="auto">
          {text.theirWords}
        </q>
      )}
    </Banner>
  );
}

/** Nothing is refused: it goes on by itself, or once somebody has signed in. */
function isPassing({ kind }: CrmProblem): boolean {
  return kind === 'retryAfter' || kind === 'signInNeeded';
}

function actionOf(
  kind: ErrorAction,
  error: AppError,
  { onRetry, org }: Pick<ErrorNoteProps, 'onRetry' | 'org'>,
): (() => void) | undefined {
  switch (kind) {
    case 'retry':
      return onRetry;
    case 'reload':
      return () => window.location.reload();
    case 'connect':
      return () => void ask('openDashboard', { page: org === undefined ? 'connections' : `connections?org=${org}` });
    case 'openRunningCall':
      return error.kind === 'callRunning' && isRecordKey(error.recordKey) ? openRecord(error.recordKey) : undefined;
  }
}

function openRecord(recordKey: RecordKey): () => void {
  return () => void ask('openRecord', { recordKey, newTab: true });
}
