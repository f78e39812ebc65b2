import { useState } from 'react';
import { browser } from '../../lib/browser';
import type { OrgKey } from '../../lib/model/record';
import { useCommand } from '../data/command';
import { ErrorNote } from '../data/ErrorNote';
import { isSignInNeeded } from '../data/failure';
import { useConnectWays } from '../data/queries';
import { useT } from '../i18n/translate';
import { orgName } from '../sync/org-name';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { useToasts } from '../ui/Toast';
import styles from './ConnectionsPage.module.css';
import { SalesforceSignIn } from './SalesforceSignIn';

export interface SalesforceConnectProps {
  readonly org: OrgKey;
  /** The org was connected by signing in: that way comes first. */
  readonly bySignIn: boolean;
  /** The org takes no session of a page for its API. */
  readonly sessionIsNoGood: boolean;
  /** Who is signed in on the page, where that is somebody else than the connection's user. */
  readonly pageUser: string | null;
  /** That the administrator does not allow it stands above already. */
  readonly isSaid: boolean;
}

/** Connects a Salesforce org: with the session this browser already has, or by signing in through the org's own app. */
export function SalesforceConnect({ org, bySignIn, sessionIsNoGood, pageUser, isSaid }: SalesforceConnectProps) {
  const t = useT('settings');
  const ways = useConnectWays(org).data;
  const mayUseSession = (ways?.salesforceSession ?? true) && !sessionIsNoGood;
  return (
    <>
      {mayUseSession && !bySignIn && <SessionConnect org={org} pageUser={pageUser} />}
      {ways !== undefined && ways.callbackUrl !== null && (
        <details className={styles['help']} open={bySignIn || !mayUseSession || ways.isPrescribed}>
          <summary>{t('connections.oauth.title')}</summary>
          <SalesforceSignIn org={org} ways={ways} isOnlyWay={!mayUseSession} />
        </details>
      )}
      {mayUseSession && bySignIn && <SessionConnect org={org} pageUser={pageUser} />}
      {ways !== undefined && !mayUseSession && ways.callbackUrl === null && !isSaid && (
        <ErrorNote error={{ kind: 'notAllowed' }} withAction={false} />
      )}
    </>
  );
}

function SessionConnect({ org, pageUser }: Pick<SalesforceConnectProps, 'org' | 'pageUser'>) {
  const t = useT('settings');
  const connect = useCommand('connectSalesforce');
  const [asking, setAsking] = useState(false);
  const [denied, setDenied] = useState(false);

  const finish = async (permission: Promise<boolean>) => {
    setDenied(false);
    setAsking(true);
    // A browser that cannot ask (a policy forbids it) has not granted either.
    const granted = await permission.catch(() => false);
    setAsking(false);
    if (!granted) return setDenied(true);
    const reply = await connect.run({ org });
    if (!reply.ok) return;
    const { label, user } = reply.value;
    const text = t('connections.connected', { org: label || orgName(t, org), name: user.name });
    useToasts.getState().show({ tone: 'good', text });
  };
  // Asked for in the click itself: after any `await` the browser no longer takes it for the SDR's wish.
  const onClick = () => void finish(browser.permissions.request({ permissions: ['cookies'] }));

  return (
    <div className={styles['connect']}>
      <p className={styles['how']}>{t('connections.salesforceHow')}</p>
      {denied && (
        <Banner tone="warn" role="alert">
          {t('connections.permissionDenied')}
        </Banner>
      )}
      {connect.error !== null &&
        (isSignInNeeded(connect.error) ? (
          <Banner tone="warn" role="alert">
            {t('connections.salesforceSignIn')}
          </Banner>
        ) : (
          <ErrorNote error={connect.error} withAction={false} />
        ))}
      <Button variant="primary" busy={asking || connect.pending} onClick={onClick}>
        {pageUser === null ? t('connections.salesforceUse') : t('connections.connectAs', { name: pageUser })}
      </Button>
    </div>
  );
}
