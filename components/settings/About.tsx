import { useQuery } from '@tanstack/react-query';
import { browser } from '../../lib/browser';
import { useT } from '../i18n/translate';
import { Card } from '../ui/Card';
import styles from './SettingsPage.module.css';

/** Which version this is, what it does with data, and the keys the browser keeps for it. */
export function About() {
  const t = useT('settings');
  const commands = useQuery({ queryKey: ['browserCommands'], queryFn: () => browser.commands.getAll() });
  const shortcutOf = (name: string) => commands.data?.find((command) => command.name === name)?.shortcut;
  const shortcuts = [
    { shortcut: shortcutOf('focus-sidebar'), text: t('about.focusShortcut') },
    { shortcut: shortcutOf('toggle-sidebar'), text: t('about.toggleShortcut') },
  ].filter(({ shortcut }) => shortcut !== undefined && shortcut !== '');
  return (
    <Card title={t('about.title')}>
      <div className={styles['about']}>
        <div className={styles['brand']}>
          <img src="/icon/48.png" alt="" />
          <div>
            <b>{t('common:appName')}</b>
            <p className={styles['version']}>
              {t('about.version', { version: browser.runtime.getManifest().version })}
            </p>
          </div>
        </div>
        <p>{t('about.privacy')}</p>
        <p>{t('about.licence')}</p>
        {shortcuts.length > 0 && (
          <dl className={styles['shortcuts']} aria-label={t('about.shortcuts')}>
            {shortcuts.map(({ shortcut, text }) => (
              <div key={text} style={{ display: 'contents' }}>
                <dt>
                  <kbd>{shortcut}</kbd>
                </dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </Card>
  );
}
