import { BellRing } from 'lucide-react';
import type { Reminder } from '../../lib/messaging/views';
import { useFormats, useT } from '../i18n';
import { hintOf } from '../sidebar/keymap';
import { KeyLine } from '../ui/KeyLine';

export interface ReminderLineProps {
  /** The promised call that is due longest; null where none is. */
  readonly reminder: Reminder | null;
  readonly onOpen: () => void;
}

/** A promised call that is due and may be made now; opens its lead. */
export function ReminderLine({ reminder, onOpen }: ReminderLineProps) {
  const t = useT('call');
  const formats = useFormats();
  if (reminder === null) return null;
  const { leadName, person, company, dueAt } = reminder;
  const due = t('reminder.due', { time: dueTime(formats, dueAt) });
  return (
    <KeyLine
      icon={<BellRing aria-hidden="true" />}
      title={
        person === undefined
          ? t('reminder.call', { name: leadName || t('common:someone') })
          : t('reminder.callNamed', { name: person.name, lead: leadName || t('common:someone') })
      }
      detail={[due, company].filter(Boolean).join(' · ')}
      tone="warn"
      shortcut={hintOf('reminder')}
      onOpen={onOpen}
    />
  );
}

const dayMs = 24 * 3_600_000;

/** Of today the time is enough. */
function dueTime(formats: ReturnType<typeof useFormats>, dueAt: number): string {
  return Date.now() - dueAt < dayMs / 2 ? formats.time(dueAt) : formats.moment(dueAt);
}
