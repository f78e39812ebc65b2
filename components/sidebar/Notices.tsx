import type { ReactElement } from 'react';
import type { CrmProblem } from '../../lib/crm/result';
import { ask } from '../../lib/messaging/client';
import { isBlocked, type LeadView } from '../../lib/messaging/views';
import { listFormat } from '../../lib/model/formatters';
import { type OrgKey, orgKey } from '../../lib/model/record';
import { useOutcomeName } from '../call/use-outcome-name';
import { useCommand, useOnline } from '../data';
import { ErrorNote } from '../data/ErrorNote';
import { useFormats, useLocale, useT } from '../i18n';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import type { ShownLead } from './use-shown-lead';

/** How the record on screen stands with its CRM, in one line; nothing where all is well. */
export function Notices({ lead }: { readonly lead: ShownLead }) {
  const { view, loaded } = lead;
  const obstacle = useObstacle(lead);
  if (loaded.error?.kind === 'noAnswer' && loaded.error.updated) return <UpdatedNotice />;
  if (view === undefined) {
    return loaded.error === null ? null : <ErrorNote error={loaded.error} onRetry={loaded.refetch} />;
  }
  if (obstacle !== null) return obstacle;
  if (loaded.error !== null) return <ErrorNote error={loaded.error} onRetry={loaded.refetch} />;
  return <Needs lead={lead} view={view} />;
}

/** What stands between a lead and its CRM, wherever the lead is worked on; nothing where nothing does. */
export function Obstacle({ lead }: { readonly lead: ShownLead }) {
  return useObstacle(lead);
}

function useObstacle(lead: ShownLead): ReactElement | null {
  const t = useT('lead');
  const online = useOnline();
  const { view } = lead;
  if (view === undefined) return null;
  if (!online) return <Banner tone="neutral">{t('notice.offline')}</Banner>;
  if (view.connection === null) return <NotConnected crm={t(`crm.${lead.ref.crm}`)} org={orgKey(lead.ref)} />;
  const problem = problemOf(view);
  if (problem === null) return null;
  return problem === view.recordProblem ? <RecordProblem lead={lead} /> : <Barred lead={lead} problem={problem} />;
}

/** What keeps a lead from its CRM, as the CRM told; null where nothing does. */
export function problemOf({ connection, recordProblem }: LeadView): CrmProblem | null {
  if (connection === null) return recordProblem;
  if (connection.problem !== null && isBlocked(connection)) return connection.problem;
  // The record was read before a sign-in was needed: what is written since waits for it.
  return recordProblem ?? (connection.state === 'signInNeeded' ? connection.problem : null);
}

/** What the org will refuse for what it was not told about its fields. */
function Needs({ lead, view }: { readonly lead: ShownLead; readonly view: LeadView }) {
  const t = useT('lead');
  return (
    <>
      <CallNeeds crm={t(`crm.${lead.ref.crm}`)} org={orgKey(lead.ref)} needs={view.callNeeds ?? []} />
      <OutcomeNeeds crm={t(`crm.${lead.ref.crm}`)} org={orgKey(lead.ref)} needs={view.outcomesWithout ?? []} />
      <OutcomeNeeds
        {...{ crm: t(`crm.${lead.ref.crm}`), org: orgKey(lead.ref) }}
        needs={view.ownOutcomes?.without ?? []}
        field={view.ownOutcomes?.field}
      />
    </>
  );
}

interface NeedsProps {
  readonly crm: string;
  readonly org: OrgKey;
  readonly needs: readonly string[];
}

/** What the org would refuse a call for, said before the call. */
function CallNeeds({ crm, org, needs }: NeedsProps) {
  const t = useT('lead');
  if (needs.length === 0) return null;
  return (
    <Banner
      tone="warn"
      action={
        <Button size="s" onClick={() => void ask('openDashboard', { page: `connections?org=${org}` })}>
          {t('notice.chooseFields')}
        </Button>
      }
    >
      {t('notice.callNeeds', { crm, fields: needs.join(', ') })}
    </Banner>
  );
}

/** Named one by one; of more, how many there are. */
const namedMost = 3;

/** The outcomes that the org, or `field` of its own, has no value for, said before a call ends with one of them. */
function OutcomeNeeds({ crm, org, needs, field }: NeedsProps & { readonly field?: string | undefined }) {
  const t = useT('lead');
  const locale = useLocale();
  const outcomeName = useOutcomeName();
  if (needs.length === 0) return null;
  const named = needs.slice(0, namedMost).map(outcomeName);
  const more = needs.length - named.length;
  const outcomes = listFormat(locale).format(more > 0 ? [...named, t('notice.moreOutcomes', { count: more })] : named);
  return (
    <Banner
      tone="neutral"
      action={
        <Button size="s" onClick={() => void ask('openDashboard', { page: `connections?org=${org}` })}>
          {t('notice.chooseFields')}
        </Button>
      }
    >
      {field === undefined
        ? t('notice.outcomesWithout', { crm, outcomes })
        : t('notice.ownOutcomesWithout', { crm, field, outcomes })}
    </Banner>
  );
}

/** Baton was replaced by a newer version under this page. */
export function UpdatedNotice() {
  const t = useT('lead');
  return (
    <Banner
      tone="warn"
      role="alert"
      action={
        <Button size="s" onClick={() => window.location.reload()}>
          {t('error:action.reload')}
        </Button>
      }
    >
      {t('notice.updated')}
    </Banner>
  );
}

function NotConnected({ crm, org }: { readonly crm: string; readonly org: OrgKey }) {
  const t = useT('lead');
  return (
    <Banner
      tone="neutral"
      action={
        <Button size="s" onClick={() => void ask('openDashboard', { page: `connections?org=${org}` })}>
          {t('notice.connect')}
        </Button>
      }
    >
      {t('notice.notConnected', { crm })}
    </Banner>
  );
}

/** What the org lets Baton do nothing for, or not before somebody signs in: of its reading or its writing, or of both. */
function Barred({ lead, problem }: { readonly lead: ShownLead; readonly problem: CrmProblem }) {
  const org = orgKey(lead.ref);
  const check = useCommand('checkConnection', org);
  const again = async () => {
    await check.run({ org });
    lead.loaded.refresh();
  };
  return <ErrorNote error={{ kind: 'crm', problem }} org={org} onRetry={() => void again()} busy={check.pending} />;
}

function RecordProblem({ lead: { ref, view, loaded } }: { readonly lead: ShownLead }) {
  const t = useT('lead');
  const formats = useFormats();
  const problem = view?.recordProblem;
  if (problem == null) return null;
  // Of a lead known only from a list nothing was read yet.
  const readAt = view?.record?.fetchedAt ?? 0;
  const age = readAt === 0 ? undefined : t('notice.old', { when: formats.moment(readAt) });
  return (
    <ErrorNote
      error={{ kind: 'crm', problem }}
      org={orgKey(ref)}
      onRetry={loaded.refresh}
      busy={loaded.refreshing}
      note={age}
    />
  );
}
