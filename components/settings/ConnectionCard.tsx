import { useEffect, useRef, useState } from 'react';
import type { ConnectionView } from '../../lib/messaging/views';
import type { OrgKey } from '../../lib/model/record';
import { useCommand } from '../data/command';
import { ErrorNote } from '../data/ErrorNote';
import { useSyncReasons } from '../data/sync-queries';
import { errorText } from '../i18n/error-text';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { orgName, partsOfOrg } from '../sync/org-name';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { Card } from '../ui/Card';
import { Chip, type Tone } from '../ui/Chip';
import { Dialog } from '../ui/Dialog';
import { useToasts } from '../ui/Toast';
import styles from './ConnectionsPage.module.css';
import { HubspotConnect } from './HubspotConnect';
import { OrgFields } from './OrgFields';
import { PageUser } from './PageUser';
import { Receivers } from './Receivers';
import { RequestCounts } from './RequestCounts';
import { SalesforceConnect } from './SalesforceConnect';

export interface ConnectionCardProps {
  readonly org: OrgKey;
  /** Null where the org was only seen. */
  readonly connection: ConnectionView | null;
  /** The SDR came here for this org: it is shown and takes the focus. */
  readonly focused: boolean;
}

/** How a connection stands. `waiting`: the CRM gave no usable answer just now, and is asked again by itself. */
type Stand = ConnectionView['state'] | 'waiting';
const tones: Record<Stand, Tone> = { ok: 'good', signInNeeded: 'warn', waiting: 'warn', failing: 'stop' };

function standOf({ state, problem }: ConnectionView): Stand {
  const passes = problem?.kind === 'retryAfter' || problem?.kind === 'unsure';
  return state === 'failing' && passes ? 'waiting' : state;
}

/** One org: how it stands, for whom Baton works there, what it may do, and connecting or disconnecting. */
export function ConnectionCard({ org, connection, focused }: ConnectionCardProps) {
  const t = useT('settings');
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!focused) return;
    card.current?.focus();
    card.current?.scrollIntoView({ block: 'nearest' });
  }, [focused]);
  const { crm, id } = partsOfOrg(org);
  const name = connection?.label || orgName(t, org);
  const stand = connection === null ? 'notConnected' : standOf(connection);
  const works = stand === 'ok' || stand === 'waiting';
  const needsConnecting = connection === null || connection.state === 'signInNeeded' || isCuredByConnecting(connection);
  return (
    <Card
      ref={card}
      tabIndex={-1}
      className={styles['connection']}
      tone={focused ? 'accent' : 'plain'}
      title={
        <span className={styles['org']}>
          {name} <span className={styles['crm']}>{t(`common:${crm}`)}</span>
        </span>
      }
      aside={
        stand === 'notConnected' ? (
          <Chip>{t('connections.state.notConnected')}</Chip>
        ) : (
          <Chip tone={tones[stand]} dot>
            {t(`connections.state.${stand}`)}
          </Chip>
        )
      }
    >
      {connection !== null && <Standing connection={connection} />}
      {!works && <Waits org={org} />}
      {needsConnecting && crm === 'salesforce' && (
        <SalesforceConnect
          org={org}
          bySignIn={connection?.auth === 'salesforceOauth'}
          sessionIsNoGood={isOfSession(connection?.problem ?? null)}
          pageUser={pageUserOf(connection)}
          isSaid={isByPolicy(connection)}
        />
      )}
      {works && <Lacks org={org} scopes={connection?.lacks ?? []} />}
      {works && connection?.auth === 'salesforceOauth' && <PageUser org={org} name={connection.user.name} />}
      {crm === 'hubspot' && !works && (
        <HubspotConnect expectPortal={id} renew={connection !== null} isSaid={isByPolicy(connection)} />
      )}
      <Access host={crm === 'hubspot' ? 'api.hubapi.com' : id} />
      {connection !== null && <Choices org={org} name={name} works={works} />}
      {connection !== null && <RequestCounts org={org} />}
      {connection !== null && <Disconnect org={org} name={name} />}
    </Card>
  );
}

interface ChoicesProps {
  readonly org: OrgKey;
  readonly name: string;
  readonly works: boolean;
}

/** What is agreed for an org whose connection works. What is being chosen stays while it does not: it can be saved all the same. */
function Choices({ org, name, works }: ChoicesProps) {
  const [hasWorked, setHasWorked] = useState(works);
  if (works && !hasWorked) setHasWorked(true);
  if (!hasWorked) return null;
  return (
    <>
      <OrgFields org={org} name={name} />
      <Receivers org={org} />
    </>
  );
}

/** Whoever may not use the API at all is helped by no other way of connecting. */
function isCuredByConnecting({ state, problem }: ConnectionView): boolean {
  return state === 'failing' && problem?.kind === 'forbidden' && problem.cause !== 'apiDisabled';
}

/** The session of the page is no good for the API: signing in through an app is the cure. */
function isOfSession(problem: ConnectionView['problem']): boolean {
  return problem?.kind === 'forbidden' && problem.cause === 'apiAccessControl';
}

/** Who is signed in on the page, where that is somebody else than the connection's user. */
function pageUserOf(connection: ConnectionView | null): string | null {
  const problem = connection?.problem;
  return problem?.kind === 'signInNeeded' ? (problem.otherUser?.page ?? null) : null;
}

function Standing({ connection }: { readonly connection: ConnectionView }) {
  const t = useT('settings');
  const formats = useFormats();
  const { user, connectedAt, problem, state, auth } = connection;
  return (
    <div className={styles['facts']}>
      <p className={styles['user']}>
        <span dir="auto">{t('connections.actsFor', { name: user.name })}</span>
        {user.email !== null && <> · {user.email}</>} · {t('connections.since', { day: formats.day(connectedAt) })}
      </p>
      {state === 'signInNeeded' && <SignInNote problem={problem} auth={auth} />}
      {state === 'failing' && problem !== null && (
        <ErrorNote
          error={{ kind: 'crm', problem }}
          withAction={false}
          button={isByPolicy(connection) ? undefined : <CheckAgain org={connection.org} />}
        />
      )}
    </div>
  );
}

/** How much waits for the org, and in whose name it goes out: whoever connects may be another than who logged it. */
function Waits({ org }: { readonly org: OrgKey }) {
  const t = useT('settings');
  const formats = useFormats();
  const { data } = useSyncReasons();
  const count = (data ?? []).reduce((sum, reason) => (reason.org === org ? sum + reason.count : sum), 0);
  if (count === 0) return null;
  return <p className={styles['how']}>{t('connections.waits', { count, number: formats.number(count) })}</p>;
}

/** What a key may not do: said when it is connected, not when it is missed. */
function Lacks({ org, scopes }: { readonly org: OrgKey; readonly scopes: readonly string[] }) {
  const t = useT('settings');
  if (scopes.length === 0) return null;
  return (
    <Banner tone="neutral" action={<CheckAgain org={org} />}>
      {t('connections.lacks', { scopes: scopes.join(', ') })}
    </Banner>
  );
}

/** Asks the org again: what its administrator granted meanwhile holds at once. */
function CheckAgain({ org }: { readonly org: OrgKey }) {
  const t = useT('settings');
  const check = useCommand('checkConnection');
  const again = async () => {
    const reply = await check.run({ org });
    // Whoever ended the connection meanwhile asks no more.
    if (!reply.ok && reply.error.kind !== 'overtaken')
      useToasts.getState().show({ tone: 'stop', text: errorText(t, reply.error).title });
  };
  return (
    <Button size="s" busy={check.pending} onClick={() => void again()}>
      {t('connections.checkAgain')}
    </Button>
  );
}

/** An administrator forbade the connection after it was made. */
function isByPolicy(connection: ConnectionView | null): boolean {
  return connection?.problem?.kind === 'forbidden' && connection.problem.cause === 'policy';
}

function SignInNote({ problem, auth }: Pick<ConnectionView, 'problem' | 'auth'>) {
  const t = useT('settings');
  if (problem?.kind !== 'signInNeeded' || problem.otherUser === undefined) {
    return <Banner tone="warn">{signInText(t, auth)}</Banner>;
  }
  return <ErrorNote error={{ kind: 'crm', problem }} withAction={false} />;
}

function signInText(t: ReturnType<typeof useT<'settings'>>, auth: ConnectionView['auth']): string {
  if (auth === 'hubspotKey') return t('connections.hubspotKeyRefused');
  return auth === 'salesforceOauth' ? t('connections.oauth.again') : t('connections.salesforceSignIn');
}

function Access({ host }: { readonly host: string }) {
  const t = useT('settings');
  return (
    <>
      <dl className={styles['access']}>
        <dt>{t('connections.reads.title')}</dt>
        <dd>{t('connections.reads.text')}</dd>
        <dt>{t('connections.writes.title')}</dt>
        <dd>{t('connections.writes.text')}</dd>
      </dl>
      <p className={styles['never']}>{t('connections.never', { host })}</p>
    </>
  );
}

function Disconnect({ org, name }: { readonly org: OrgKey; readonly name: string }) {
  const t = useT('settings');
  const [asking, setAsking] = useState(false);
  const disconnect = useCommand('disconnect');
  const confirm = async () => {
    const reply = await disconnect.run({ org });
    if (!reply.ok) return;
    setAsking(false);
    useToasts.getState().show({ tone: 'neutral', text: t('connections.disconnected', { org: name }) });
  };
  return (
    <div className={styles['actions']}>
      <Button
        size="s"
        variant="quiet"
        aria-label={t('connections.disconnectOf', { org: name })}
        onClick={() => setAsking(true)}
      >
        {t('connections.disconnect')}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('connections.disconnectDialog.title', { org: name })}
        description={t('connections.disconnectDialog.text')}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t('connections.disconnectDialog.keep')}</Button>
            <Button variant="stop" busy={disconnect.pending} onClick={() => void confirm()}>
              {t('connections.disconnectDialog.confirm')}
            </Button>
          </>
        }
      >
        {disconnect.error !== null && <ErrorNote error={disconnect.error} onRetry={() => void confirm()} />}
      </Dialog>
    </div>
  );
}
