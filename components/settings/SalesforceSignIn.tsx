import { useState } from 'react';
import type { ConnectWays } from '../../lib/messaging/views';
import type { OrgKey } from '../../lib/model/record';
import { useCommand } from '../data/command';
import { ErrorNote } from '../data/ErrorNote';
import { useT } from '../i18n/translate';
import { orgName } from '../sync/org-name';
import { Button } from '../ui/Button';
import { Field, TextInput } from '../ui/Field';
import { useToasts } from '../ui/Toast';
import styles from './ConnectionsPage.module.css';

export interface SalesforceSignInProps {
  readonly org: OrgKey;
  readonly ways: ConnectWays;
  /** The page's session may not be used. */
  readonly isOnlyWay: boolean;
}

/** Connects a Salesforce org by signing in through an app that the org's own administrator made. */
export function SalesforceSignIn({ org, ways, isOnlyWay }: SalesforceSignInProps) {
  const t = useT('settings');
  const signIn = useCommand('signInSalesforce');
  const [typed, setTyped] = useState('');
  const [missing, setMissing] = useState(false);
  const clientId = ways.isPrescribed ? (ways.clientId ?? '') : typed.trim() || (ways.clientId ?? '');
  const submit = async () => {
    setMissing(clientId === '');
    if (clientId === '') return;
    const reply = await signIn.run({ org, clientId });
    if (!reply.ok) return;
    const { label, user } = reply.value;
    const text = t('connections.connected', { org: label || orgName(t, org), name: user.name });
    useToasts.getState().show({ tone: 'good', text });
  };
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p className={styles['how']}>{t(ways.isPrescribed ? 'connections.oauth.prescribed' : 'connections.oauth.how')}</p>
      {!ways.isPrescribed && (
        <Field
          label={t('connections.oauth.clientId')}
          hint={t('connections.oauth.clientIdHint')}
          {...(missing ? { error: t('connections.oauth.clientIdEmpty') } : {})}
        >
          {(control) => (
            <TextInput
              {...control}
              dir="ltr"
              autoComplete="off"
              spellCheck={false}
              maxLength={400}
              value={typed === '' ? (ways.clientId ?? '') : typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
      )}
      {ways.callbackUrl !== null && !ways.isPrescribed && (
        <p className={styles['how']}>
          {t('connections.oauth.callback')}: <code className={styles['callback']}>{ways.callbackUrl}</code>
        </p>
      )}
      {signIn.error !== null && <ErrorNote error={signIn.error} withAction={false} />}
      <div className={styles['actions']}>
        <Button type="submit" variant={isOnlyWay ? 'primary' : 'default'} busy={signIn.pending}>
          {t('connections.oauth.signIn')}
        </Button>
      </div>
    </form>
  );
}
