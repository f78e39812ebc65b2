import { BellPlus } from 'lucide-react';
import { useState } from 'react';
import { useNotifications } from '../data';
import { useT } from '../i18n';
import { IconButton } from '../ui/Button';

/** Beside a promise: asks the browser for notifications, where the SDR has not allowed them yet. */
export function NotifyButton() {
  const t = useT('call');
  const notifications = useNotifications();
  const [refused, setRefused] = useState(false);
  if (notifications.allowed !== false || refused) return null;
  const allow = async () => setRefused(!(await notifications.allow()));
  return (
    <IconButton label={t('reminder.allow')} onClick={() => void allow()}>
      <BellPlus aria-hidden="true" />
    </IconButton>
  );
}
