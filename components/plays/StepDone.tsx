import { Check } from 'lucide-react';
import { ErrorNote } from '../data/ErrorNote';
import { useFormats, useT } from '../i18n';
import { hintOf } from '../sidebar/keymap';
import { Button } from '../ui/Button';
import styles from './PlayCard.module.css';
import type { Steps } from './use-steps';

/** Ticks the step off that is due, where it is no call, and takes the last tick back. */
export function StepDone({ steps }: { readonly steps: Steps }) {
  const t = useT('plays');
  const formats = useFormats();
  const { open, justDone, pending, error } = steps;
  if (open === null && justDone === null) return null;
  return (
    <div className={styles['step']}>
      {open !== null && (
        <Button
          size="s"
          icon={<Check aria-hidden="true" />}
          kbd={hintOf('stepDone')}
          aria-keyshortcuts={hintOf('stepDone')}
          busy={pending}
          onClick={() => steps.tick()}
        >
          {t('tick', { what: t(`channel.${open}`) })}
        </Button>
      )}
      {justDone !== null && (
        <>
          <span className={styles['ticked']}>
            {t('tickedAt', { what: t(`channel.${justDone.channel}`), time: formats.time(justDone.at) })}
          </span>
          <Button size="s" variant="quiet" busy={pending} onClick={steps.takeBack}>
            {t('untick')}
          </Button>
        </>
      )}
      {error !== null && <ErrorNote error={error} />}
    </div>
  );
}
