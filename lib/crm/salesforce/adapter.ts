import type { OrgRef, RecordRef } from '../../model/record';
import { type Credentials, type CrmAdapter, type HandoffPlan, peopleMost } from '../adapter';
import { type AdapterCache, memoryCache } from '../cache';
import { statusForHandoff } from '../handoff-status';
import { createHttp, type HttpDeps } from '../http';
import type { LeadRecord } from '../lead-record';
import { isChange } from '../marker';
import type { FieldMap } from '../org-fields';
import { type CrmProblem, type CrmResult, done, failed } from '../result';
import { refuseForeign, sendOwn } from '../same-org';
import { collectionLimit, createSalesforceApi, forgetVersion, type SalesforceApi } from './api';
import { contextOf } from './context';
import { describeOrg } from './describe';
import { problemOfAnswer, restOf } from './errors';
import { fatesOf } from './fates';
import { settleTasks } from './find-written';
import { isSalesforceId } from './ids';
import { listOwned } from './list-owned';
import { listLists, membersOf, readMany } from './list-views';
import { createPerson, findPerson } from './named-person';
import { readHandedOver } from './read-handed-over';
import { readRecord } from './read-record';
import { apiNameOf, leadStatuses } from './statuses';
import { type Identity, identityOf, peopleBy } from './users';
import { applyWrites } from './writes';

export interface SalesforceDeps {
  /** `org` is the API host, e.g. `acme.my.salesforce.com`. */
  readonly org: OrgRef;
  readonly credentials: Credentials;
  /** The user's own id, left out of the list of AEs; null before it is known. */
  readonly userId: string | null;
  /** The SDR's IANA zone: the day a call is logged under. */
  readonly timeZone: () => string;
  /** What the org's fields mean, as chosen in settings; nothing is mapped where it is left out. */
  readonly fieldMap?: (() => Promise<FieldMap>) | undefined;
  readonly cache?: AdapterCache;
  readonly now?: () => number;
  readonly fetch?: HttpDeps['fetch'];
  readonly online?: HttpDeps['online'];
  readonly observe?: HttpDeps['observe'];
  readonly counted?: HttpDeps['counted'];
  readonly timeoutMs?: HttpDeps['timeoutMs'];
  readonly pause?: HttpDeps['pause'];
}

/** What Salesforce can tell beyond the contract. */
export interface SalesforceAdapter extends CrmAdapter {
  /** Whose session this is and the org's own id, to compare with the session's. */
  identity(signal?: AbortSignal): Promise<CrmResult<Identity>>;
}

/** The adapter of one Salesforce org over its REST API. */
export function createSalesforceAdapter(deps: SalesforceDeps): SalesforceAdapter {
  const now = deps.now ?? Date.now;
  const cache = deps.cache ?? memoryCache(now);
  const problemOf: HttpDeps['problemOf'] = (answer, ask) => {
    if (answer.status === 404 || answer.status === 410) void forgetVersion(cache);
    return problemOfAnswer(answer, ask);
  };
  const http = createHttp({ ...deps, now, problemOf, restOf });
  const api = createSalesforceApi(deps.org.org, http, cache);
  const parts = { api, cache, now, timeZone: deps.timeZone, fieldMap: deps.fieldMap ?? nothingMapped };
  const ownOf = (refs: readonly RecordRef[]) => refs.filter((ref) => problemOfRef(deps.org, ref) === null);
  const identity = (signal?: AbortSignal) => identityOf(api, signal);

  return {
    org: deps.org,
    batchLimit: collectionLimit,
    identity,
    whoAmI: async (signal) => {
      const found = await identity(signal);
      return found.ok ? done(found.value.user) : found;
    },
    readRecord: async (ref, signal) => {
      const wrong = problemOfRef(deps.org, ref);
      return wrong === null ? readRecord(parts, ref, signal) : failed(wrong);
    },
    listOwned: (user, signal) => listOwned({ ...parts, org: deps.org.org }, user, signal),
    listLists: (signal) => listLists(api, signal),
    membersOf: (listId, signal) => membersOf(api, deps.org.org, listId, signal),
    readMany: (refs, signal) => readMany({ ...parts, org: deps.org.org }, ownOf(refs), signal),
    findPerson: (person, signal) => findPerson({ ...parts, org: deps.org.org }, person, signal),
    createPerson: (person, _, signal) => createPerson({ ...parts, org: deps.org.org }, person, signal),
    fatesOf: (refs, signal) => fatesOf(parts, ownOf(refs), signal),
    readHandedOver: (asks, signal) =>
      readHandedOver(
        parts,
        asks.filter(({ ref }) => problemOfRef(deps.org, ref) === null),
        signal,
      ),
    describe: (signal) => describeOrg(api, signal),
    listAes: async (signal) => {
      const found = await peopleBy(api, { me: deps.userId, name: '', limit: peopleMost }, signal);
      return found.ok ? done({ people: found.value, complete: found.value.length < peopleMost - 1 }) : found;
    },
    findAes: (text, signal) => peopleBy(api, { me: deps.userId, name: text, limit: 50 }, signal),
    planHandoff: (record, ae, signal) => planHandoff(api, cache, { record, to: ae.name, signal }),
    write: (writes, signal) =>
      sendOwn(
        writes,
        (ref) => problemOfRef(deps.org, ref),
        (own) => applyWrites(parts, own, signal),
      ),
    findWritten: async (writes, signal) => {
      const making = writes.filter((one) => !isChange(one) && problemOfRef(deps.org, one.ref) === null);
      if (making.length === 0) return done(new Map());
      const context = await contextOf(parts, signal);
      return context.ok ? settleTasks(api, context.value.rights, making, signal) : context;
    },
  };
}

async function nothingMapped(): Promise<FieldMap> {
  return [];
}

function problemOfRef(org: OrgRef, ref: RecordRef): CrmProblem | null {
  return refuseForeign(org, ref) ?? (isSalesforceId(ref.id) ? null : { kind: 'gone', message: '' });
}

interface PlanAsk {
  readonly record: LeadRecord;
  readonly to: string;
  readonly signal: AbortSignal | undefined;
}

/** Only leads have a status that a handoff moves; contacts, accounts and opportunities change their owner alone. */
async function planHandoff(
  api: SalesforceApi,
  cache: AdapterCache,
  { record, to, signal }: PlanAsk,
): Promise<CrmResult<HandoffPlan>> {
  const owner = { from: record.owner?.name ?? null, to };
  if (record.ref.object !== 'lead') {
    return done({ owner, status: { from: record.status, to: record.status }, statusValue: null });
  }
  const all = await leadStatuses(api, cache, signal);
  if (!all.ok) return all;
  const choices = all.value.map((status) => ({
    value: apiNameOf(status),
    label: status.MasterLabel,
    ends: status.IsConverted,
  }));
  const choice = statusForHandoff(choices, record.status);
  const from = choices.find(({ value }) => value === record.status)?.label ?? record.status;
  return done({ owner, status: { from, to: choice?.label ?? from }, statusValue: choice?.value ?? null });
}
