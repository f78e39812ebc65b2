import { useState } from 'react';
import { browser } from '../../lib/browser';
import type { OrgKey } from '../../lib/model/record';
import { useConnectWays } from '../data/queries';
import { useT } from '../i18n/translate';
import { Button } from '../ui/Button';
import styles from './ConnectionsPage.module.css';

export interface PageUserProps {
  readonly org: OrgKey;
  /** Whom Baton works for there. */
  readonly name: string;
}

/** Whether Baton sees who is signed in on the pages of an org that was connected by signing in, and the button that lets it. */
export function PageUser({ org, name }: PageUserProps) {
  const t = useT('settings');
  const ways = useConnectWays(org);
  const [denied, setDenied] = useState(false);
  if (ways.data === undefined) return null;
  const { comparesPageUser, salesforceSession } = ways.data;
  if (comparesPageUser) return <p className={styles['how']}>{t('connections.pageUser.compared')}</p>;
  if (!salesforceSession) return <p className={styles['how']}>{t('connections.pageUser.forbidden', { name })}</p>;
  const finish = async (permission: Promise<boolean>) => {
    setDenied(!(await permission.catch(() => false)));
    await ways.refetch();
  };
  return (
    <div className={styles['connect']}>
      <p className={styles['how']}>{t('connections.pageUser.unknown', { name })}</p>
      {denied && (
        <p className={styles['how']} role="alert">
          {t('connections.pageUser.denied')}
        </p>
      )}
      {/* Asked for in the click itself: after any `await` the browser no longer takes it for the SDR's wish. */}
      <Button size="s" onClick={() => void finish(browser.permissions.request({ permissions: ['cookies'] }))}>
        {t('connections.pageUser.compare')}
      </Button>
    </div>
  );
}
