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
  /** That the administrator does not allow it stands above already. */
  readonly isSaid: boolean;
}

/** Connects a Salesforce org: with the session this browser already has, or by signing in through the org's own app. */
export function SalesforceConnect({ org, bySignIn, isSaid }: SalesforceConnectProps) {
  const t = useT('settings');
  const ways = useConnectWays(org).data;
  const mayUseSession = ways?.salesforceSession ?? true;
  return (
    <>
      {mayUseSession && !bySignIn && <SessionConnect org={org} />}
      {ways !== undefined && ways.callbackUrl !== null && (
        <details className={styles['help']} open={bySignIn || !mayUseSession || ways.isPrescribed}>
          <summary>{t('connections.oauth.title')}</summary>
          <SalesforceSignIn org={org} ways={ways} isOnlyWay={!mayUseSession} />
        </details>
      )}
      {mayUseSession && bySignIn && <SessionConnect org={org} />}
      {ways !== undefined && !mayUseSession && ways.callbackUrl === null && !isSaid && (
        <ErrorNote error={{ kind: 'notAllowed' }} withAction={false} />
      )}
    </>
  );
}

function SessionConnect({ org }: { readonly org: OrgKey }) {
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
        {t('connections.salesforceUse')}
      </Button>
    </div>
  );
}
