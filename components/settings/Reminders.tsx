import { useNotifications } from '../data/notifications';
import { useT } from '../i18n/translate';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import styles from './SettingsPage.module.css';

/** Whether a promised call that is due may speak up outside of Baton's own pages. */
export function Reminders() {
  const t = useT('settings');
  const { allowed, allow, forbid } = useNotifications();
  return (
    <Card title={t('reminders.title')}>
      <p>{t('reminders.text')}</p>
      {allowed !== undefined && (
        <div className={styles['reminders']} role="status">
          {allowed ? (
            <Button onClick={() => void forbid()}>{t('reminders.forbid')}</Button>
          ) : (
            <Button onClick={() => void allow()}>{t('reminders.allow')}</Button>
          )}
          <span>{t(allowed ? 'reminders.allowed' : 'reminders.notAllowed')}</span>
        </div>
      )}
    </Card>
  );
}
