import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { neededScopes } from '../../lib/crm/hubspot-scopes';
import type { AppError } from '../../lib/messaging/app-error';
import { orgKey } from '../../lib/model/record';
import { useCommand } from '../data/command';
import { ErrorNote } from '../data/ErrorNote';
import { isSignInNeeded } from '../data/failure';
import { useConnectWays } from '../data/queries';
import { useT } from '../i18n/translate';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { Field, TextInput } from '../ui/Field';
import { useToasts } from '../ui/Toast';
import styles from './ConnectionsPage.module.css';
import { type HubspotForm, type HubspotProblem, hubspotForm } from './hubspot-form';

export interface HubspotConnectProps {
  /** The portal the key must belong to; null takes any. */
  readonly expectPortal: string | null;
  /** A key is there already and is replaced. */
  readonly renew: boolean;
  /** That the administrator does not allow it stands above already. */
  readonly isSaid?: boolean;
}

const empty: HubspotForm = { key: '', ownerEmail: '' };

/** Connects a HubSpot portal with a service key the SDR (or their admin) pastes. */
export function HubspotConnect({ expectPortal, renew, isSaid = false }: HubspotConnectProps) {
  const ways = useConnectWays(expectPortal === null ? null : orgKey({ crm: 'hubspot', org: expectPortal })).data;
  if (ways?.hubspotKey !== false) return <KeyForm expectPortal={expectPortal} renew={renew} />;
  return isSaid ? null : <ErrorNote error={{ kind: 'notAllowed' }} withAction={false} />;
}

function KeyForm({ expectPortal, renew }: Omit<HubspotConnectProps, 'isSaid'>) {
  const t = useT('settings');
  const connect = useCommand('connectHubspot');
  const form = useForm<HubspotForm, unknown, z.output<typeof hubspotForm>>({
    resolver: zodResolver(hubspotForm),
    defaultValues: empty,
  });
  const { errors } = form.formState;
  const submit = form.handleSubmit(async ({ key, ownerEmail }) => {
    const reply = await connect.run({ key, ownerEmail, expectPortal });
    if (!reply.ok) return;
    // The key is known to the background now and has no business in this page any more.
    form.reset(empty);
    const { label, user } = reply.value;
    useToasts.getState().show({ tone: 'good', text: t('connections.connected', { org: label, name: user.name }) });
  });
  return (
    <form className={styles['form']} noValidate onSubmit={(event) => void submit(event)}>
      <Field
        label={t('connections.hubspotKey')}
        hint={t('connections.hubspotKeyHint')}
        {...messageOf(t, errors.key?.message)}
      >
        {(control) => (
          <TextInput
            {...control}
            {...form.register('key')}
            type="password"
            dir="ltr"
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
      <Field
        label={t('connections.hubspotEmail')}
        hint={t('connections.hubspotEmailHint')}
        {...messageOf(t, errors.ownerEmail?.message)}
      >
        {(control) => (
          <TextInput {...control} {...form.register('ownerEmail')} type="email" dir="ltr" autoComplete="email" />
        )}
      </Field>
      {connect.error !== null && <ConnectError error={connect.error} onRetry={() => void submit()} />}
      <div className={styles['actions']}>
        <Button type="submit" variant="primary" busy={connect.pending}>
          {renew ? t('connections.hubspotRenew') : t('connections.hubspotConnect')}
        </Button>
      </div>
      <KeyHelp />
    </form>
  );
}

function ConnectError({ error, onRetry }: { readonly error: AppError; readonly onRetry: () => void }) {
  const t = useT('settings');
  if (error.kind === 'wrongOrg') {
    const portals = { actual: portalOf(error.actual), expected: portalOf(error.expected) };
    return (
      <Banner tone="stop" role="alert">
        {t('connections.wrongPortal', portals)}
      </Banner>
    );
  }
  if (error.kind === 'crm' && error.problem.kind === 'forbidden' && error.problem.cause === 'missingScopes') {
    return (
      <Banner tone="stop" role="alert">
        {t('connections.tooNarrow', { scopes: error.problem.message })}
      </Banner>
    );
  }
  // There is nothing to sign in to with a key: it is the key just pasted that HubSpot does not know.
  if (isSignInNeeded(error)) {
    return (
      <Banner tone="stop" role="alert">
        {t('connections.hubspotKeyUnknown')}
      </Banner>
    );
  }
  return <ErrorNote error={error} onRetry={onRetry} />;
}

/** The portal id, whether the error names the portal or the whole org. */
function portalOf(name: string): string {
  return name.replace(/^hubspot:/, '');
}

function KeyHelp() {
  const t = useT('settings');
  return (
    <details className={styles['help']}>
      <summary>{t('connections.hubspotWhere')}</summary>
      <ol className={styles['steps']}>
        <li>{t('connections.hubspotSteps.one')}</li>
        <li>
          {t('connections.hubspotSteps.two')}
          <div className={styles['scopes']}>
            {neededScopes.map((scope) => (
              <code key={scope}>{scope}</code>
            ))}
          </div>
        </li>
        <li>{t('connections.hubspotSteps.three')}</li>
      </ol>
    </details>
  );
}

function messageOf(t: ReturnType<typeof useT<'settings'>>, message: string | undefined): { error?: string } {
  return isProblem(message) ? { error: t(`connections.errors.${message}`) } : {};
}

const problems: readonly HubspotProblem[] = ['keyEmpty', 'keyForm', 'email'];
function isProblem(message: string | undefined): message is HubspotProblem {
  return problems.some((each) => each === message);
}
