import { PlugZap } from 'lucide-react';
import { useMemo } from 'react';
import { type ConnectionView, connectionsSetAside } from '../../lib/messaging/views';
import type { OrgKey } from '../../lib/model/record';
import { orgKey } from '../../lib/model/schemas';
import { ErrorNote } from '../data/ErrorNote';
import { useLive } from '../data/live';
import { useConnections, useConnectWays, useSeenOrgs } from '../data/queries';
import { useT } from '../i18n/translate';
import { partsOfOrg } from '../sync/org-name';
import { Banner } from '../ui/Banner';
import { Card } from '../ui/Card';
import { EmptyState } from '../ui/EmptyState';
import { PageIntro } from '../ui/PageIntro';
import { Skeleton } from '../ui/Skeleton';
import { ConnectionCard } from './ConnectionCard';
import styles from './ConnectionsPage.module.css';
import { HubspotConnect } from './HubspotConnect';

export interface ConnectionsPageProps {
  /** The org the SDR came here for, as the URL has it; null where none. */
  readonly focus: string | null;
}

/** Every org seen or connected: how the connection stands, what Baton does with it, and how to connect. */
export function ConnectionsPage({ focus }: ConnectionsPageProps) {
  const t = useT('settings');
  const connections = useConnections();
  const seen = useSeenOrgs();
  const setAside = useLive('connectionsSetAside', connectionsSetAside);
  const wanted = useMemo(() => orgKey.safeParse(focus).data ?? null, [focus]);
  const known = connections.data !== undefined || connections.error !== null;
  const cards = orgsToShow(connections.data ?? [], seen.data ?? [], wanted);
  return (
    <div className={styles['page']}>
      <PageIntro>{t('connections.intro')}</PageIntro>
      {setAside !== undefined && setAside !== null && <Banner tone="warn">{t('connections.corrupt')}</Banner>}
      {connections.error !== null && <ErrorNote error={connections.error} onRetry={connections.refetch} />}
      {connections.pending && (
        <div role="status" aria-label={t('common:loading')}>
          <Skeleton heightPx={150} />
        </div>
      )}
      {known &&
        cards.map(({ org, connection }) => (
          <ConnectionCard key={org} org={org} connection={connection} focused={org === wanted} />
        ))}
      {known && !seen.pending && cards.length === 0 && (
        <Card aria-label={t('connections.title')}>
          <EmptyState icon={<PlugZap />} title={t('connections.none.title')}>
            {t('connections.none.text')}
          </EmptyState>
        </Card>
      )}
      {known && !cards.some(({ org }) => partsOfOrg(org).crm === 'hubspot') && <OtherPortal />}
    </div>
  );
}

/** A portal none of whose pages was seen, where the administrator allows one. */
function OtherPortal() {
  const t = useT('settings');
  const ways = useConnectWays(null).data;
  if (ways?.hubspotKey === false) return null;
  return (
    <Card title={t('connections.otherPortal')}>
      <HubspotConnect expectPortal={null} renew={false} />
    </Card>
  );
}

interface OrgCard {
  readonly org: OrgKey;
  readonly connection: ConnectionView | null;
}

/** The wanted org first, then those with trouble, then the connected ones, then those only seen. */
function orgsToShow(
  connections: readonly ConnectionView[],
  seen: readonly OrgKey[],
  wanted: OrgKey | null,
): readonly OrgCard[] {
  const orgs = new Set([...connections.map(({ org }) => org), ...seen, ...(wanted === null ? [] : [wanted])]);
  const rank = ({ org, connection }: OrgCard) => {
    if (org === wanted) return 0;
    if (connection === null) return 3;
    return connection.state === 'ok' ? 2 : 1;
  };
  return [...orgs]
    .map((org) => ({ org, connection: connections.find((each) => each.org === org) ?? null }))
    .toSorted((a, b) => rank(a) - rank(b));
}
