import clsx from 'clsx';
import { Phone, PhoneOff, Trash2 } from 'lucide-react';
import { isToHandOver, isWithAe } from '../handoff/standing';
import { useT } from '../i18n';
import { firstNumber, isDoNotCall } from '../lead/phones';
import { focusIds } from '../sidebar/focus';
import { hintOf } from '../sidebar/keymap';
import type { ShownLead } from '../sidebar/use-shown-lead';
import type { Panel } from '../sidebar/workspace';
import { Button, IconButton } from '../ui/Button';
import styles from './CallBar.module.css';
import { CallTimer } from './CallTimer';
import type { CallControls } from './use-call-controls';
import type { CallTarget } from './use-target';

export interface CallBarProps {
  readonly shown: ShownLead | null | undefined;
  readonly target: CallTarget | null;
  readonly controls: CallControls;
  readonly panel: Panel;
  readonly onOutcome: () => void;
}

/** The call controls, always in the same place. */
export function CallBar({ shown, target, controls, panel, onOutcome }: CallBarProps) {
  const t = useT('call');
  const running = target?.running ?? null;
  // While a call without timer is being logged there is nothing to start.
  if (target === null || (panel === 'outcome' && running === null)) return null;
  return (
    <section className={clsx(styles['bar'], running !== null && styles['running'])} aria-label={t('bar')}>
      {running === null ? (
        <StartButton shown={shown} controls={controls} main={panel === 'lead'} />
      ) : (
        <>
          <CallTimer startedAt={running.startedAt} endedAt={running.endedAt} />
          <IconButton label={t('discardHint')} onClick={controls.discard}>
            <Trash2 aria-hidden="true" />
          </IconButton>
          <span className={styles['gap']} />
          {running.endedAt === null && (
            <Button
              className={styles['end']}
              kbd={hintOf('endCall')}
              icon={<PhoneOff aria-hidden="true" />}
              aria-keyshortcuts="E"
              onClick={controls.end}
            >
              {t('end')}
            </Button>
          )}
        </>
      )}
      {panel !== 'outcome' && (
        <Button
          id={focusIds.outcomeButton}
          variant={running === null ? 'default' : 'primary'}
          kbd={hintOf('outcomePanel')}
          aria-keyshortcuts="O"
          onClick={onOutcome}
        >
          {t('outcome')}
        </Button>
      )}
    </section>
  );
}

interface StartButtonProps extends Pick<CallBarProps, 'shown' | 'controls'> {
  /** It is the main thing to do now. */
  readonly main: boolean;
}

function StartButton({ shown, controls, main }: StartButtonProps) {
  const t = useT('call');
  const view = shown?.view;
  if (view === undefined || isDoNotCall(view)) return <span className={styles['gap']} />;
  const hasNumber = firstNumber(view) !== null;
  // What is ready, given away or gone is not called next.
  const isMain = main && !isToHandOver(view) && !isWithAe(view) && view.recordProblem?.kind !== 'gone';
  return (
    <Button
      variant={isMain ? 'primary' : 'default'}
      className={styles['start']}
      kbd={hintOf('startCall')}
      icon={<Phone aria-hidden="true" />}
      aria-keyshortcuts="C"
      busy={controls.pending}
      onClick={() => controls.start()}
    >
      {hasNumber ? t('start') : t('startTimer')}
    </Button>
  );
}
