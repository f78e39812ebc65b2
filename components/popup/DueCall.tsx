import { useEffect } from 'react';
import { ask } from '../../lib/messaging/client';
import { ReminderLine } from '../call/ReminderLine';
import { useReminders } from '../data/live-values';
import styles from './DueCall.module.css';

/** The promised call that is due now, before everything else; a click or S opens its lead. */
export function DueCall({ now }: { readonly now: number }) {
  const reminder = useReminders(now)[0] ?? null;
  const open = () => {
    if (reminder === null) return;
    void ask('openRecord', { recordKey: reminder.recordKey, newTab: true }).then((reply) => {
      if (reply.ok) window.close();
    });
  };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isPlain = !(event.isComposing || event.repeat || event.ctrlKey || event.altKey || event.metaKey);
      if (isPlain && event.key.toUpperCase() === 'S') open();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  });
  if (reminder === null) return null;
  return (
    <div className={styles['due']}>
      <ReminderLine reminder={reminder} onOpen={open} />
    </div>
  );
}
