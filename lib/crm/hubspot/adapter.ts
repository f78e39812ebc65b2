import { z } from 'zod';
import type { OrgRef, RecordRef } from '../../model/record';
import type { Credentials, CrmAdapter, CrmUser, HandoffPlan } from '../adapter';
import { type AdapterCache, memoryCache } from '../cache';
import { statusForHandoff } from '../handoff-status';
import { createHttp, type HttpDeps, pauseFor } from '../http';
import { isFinal } from '../in-order';
import type { LeadRecord } from '../lead-record';
import { isChange } from '../marker';
import type { FieldMap } from '../org-fields';
import { waitingOutPauses } from '../patient';
import { type CrmProblem, type CrmResult, done, failed } from '../result';
import { refuseForeign, sendOwn } from '../same-org';
import { batchLimit, createHubspotApi, type HubspotApi, version } from './api';
import { contextOf } from './context';
import { describePortal } from './describe';
import { problemOfAnswer, restOf } from './errors';
import { fatesOf } from './fates';
import { settleActivities } from './find-written';
import { listOwned } from './list-owned';
import { createPerson, findPerson } from './named-person';
import { ownerByEmail, ownersOf, peopleAmong } from './owners';
import { readHandedOver } from './read-handed-over';
import { readRecord } from './read-record';
import { type KeyScopes, portalOfKey, scopesOf } from './scopes';
import { listLists, membersOf, readMany } from './segments';
import { type HubspotStatus, statusesOf } from './statuses';
import { applyWrites } from './writes';

export interface HubspotDeps {
  /** `org` is the portal id. */
  readonly org: OrgRef;
  readonly credentials: Credentials;
  /** Whom the key acts for: a key belongs to the portal, the rep is named by e-mail. */
  readonly ownerEmail: string;
  /** The rep's owner id; null before it is known. */
  readonly ownerId: string | null;
  /** What the portal's properties mean, as chosen in settings; nothing is mapped where it is left out. */
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

/** What HubSpot can tell beyond the contract. */
export interface HubspotAdapter extends CrmAdapter {
  /** The id of the portal the key belongs to. */
  portal(signal?: AbortSignal): Promise<CrmResult<string>>;
  /** The owner whom the rep's e-mail address names. */
  owner(signal?: AbortSignal): Promise<CrmResult<CrmUser>>;
  /** What the key may do of what Baton needs; `key` is the one the adapter uses. */
  scopes(key: string, signal?: AbortSignal): Promise<KeyScopes>;
}

const accountInfo = z.object({ portalId: z.coerce.string() });

/** The adapter of one HubSpot portal over its public API. */
export function createHubspotAdapter(deps: HubspotDeps): HubspotAdapter {
  const now = deps.now ?? Date.now;
  const cache = deps.cache ?? memoryCache(now);
  const http = createHttp({ ...deps, now, problemOf: problemOfAnswer, restOf });
  const api = createHubspotApi(http);
  // What is written is read around: nobody waits for it, and a window that the team uses up must not begin it all anew.
  const patientApi = createHubspotApi(waitingOutPauses(http, deps.pause ?? pauseFor));
  const parts = { api, cache, now, ownerId: deps.ownerId, fieldMap: deps.fieldMap ?? nothingMapped };

  const ownOf = (refs: readonly RecordRef[]) => refs.filter((ref) => problemOfRef(deps.org, ref) === null);

  const portal = async (signal?: AbortSignal) => {
    const answer = await api.getOptional(`/account-info/${version}/details`, accountInfo, signal);
    if (answer.ok) return done(answer.value.portalId);
    if (!isFinal(answer.problem) && answer.problem.kind !== 'forbidden') return answer;
    // That a service key may ask for the account is published nowhere; the token of a private app tells its portal itself.
    const key = await deps.credentials.token();
    const told = key === null ? null : await portalOfKey(api, key, signal);
    return told === null ? answer : done(told);
  };
  const owner = async (signal?: AbortSignal): Promise<CrmResult<CrmUser>> => {
    const found = await ownerByEmail(api, deps.ownerEmail, signal);
    if (!found.ok) return found;
    if (found.value !== null) return done({ id: found.value.id, name: found.value.name, email: found.value.email });
    return failed({ kind: 'rejected', code: 'OWNER_NOT_FOUND', message: deps.ownerEmail, fields: ['ownerEmail'] });
  };

  return {
    org: deps.org,
    batchLimit,
    portal,
    owner,
    scopes: (key, signal) => scopesOf(api, key, signal),
    whoAmI: async (signal) => {
      const actual = await portal(signal);
      if (!actual.ok) return actual;
      return actual.value === deps.org.org ? owner(signal) : failed(wrongPortal(deps.org.org, actual.value));
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
    createPerson: (person, by, signal) => createPerson({ ...parts, org: deps.org.org }, person, by, signal),
    fatesOf: (refs, signal) => fatesOf(parts, ownOf(refs), signal),
    readHandedOver: (asks, signal) =>
      readHandedOver(
        parts,
        asks.filter(({ ref }) => problemOfRef(deps.org, ref) === null),
        signal,
      ),
    describe: (signal) => describePortal(api, cache, signal),
    listAes: async (signal) => {
      const owners = await ownersOf(api, cache, signal);
      if (!owners.ok) return owners;
      return done({ people: peopleAmong(owners.value.items, deps.ownerId), complete: owners.value.complete });
    },
    findAes: async (text, signal) => {
      if (!/^\S+@\S+$/.test(text.trim())) return done([]);
      const found = await ownerByEmail(api, text, signal);
      return found.ok ? done(peopleAmong(found.value === null ? [] : [found.value], deps.ownerId)) : found;
    },
    planHandoff: (record, ae, signal) => planHandoff(api, cache, { record, to: ae.name, signal }),
    write: (writes, signal, soon = []) =>
      sendOwn(
        writes,
        (ref) => problemOfRef(deps.org, ref),
        (own) =>
          applyWrites({ ...parts, api: patientApi }, own, {
            signal,
            soon: soon.filter(({ ref }) => problemOfRef(deps.org, ref) === null),
          }),
      ),
    findWritten: async (writes, signal) => {
      const making = writes.filter((one) => !isChange(one) && problemOfRef(deps.org, one.ref) === null);
      if (making.length === 0) return done(new Map());
      const context = await contextOf({ ...parts, api: patientApi }, making, signal);
      return context.ok ? settleActivities(patientApi, context.value, making, signal) : context;
    },
  };
}

async function nothingMapped(): Promise<FieldMap> {
  return [];
}

function problemOfRef(org: OrgRef, ref: RecordRef): CrmProblem | null {
  return refuseForeign(org, ref) ?? (/^\d{1,20}$/.test(ref.id) ? null : { kind: 'gone', message: '' });
}

function wrongPortal(expected: string, actual: string): CrmProblem {
  return { kind: 'rejected', code: 'WRONG_ORG', message: `${actual} ≠ ${expected}`, fields: [] };
}

interface PlanAsk {
  readonly record: LeadRecord;
  readonly to: string;
  readonly signal: AbortSignal | undefined;
}

/** The status of contacts and companies is `hs_lead_status`, of leads a stage of their pipeline; deals keep their stage. */
async function planHandoff(
  api: HubspotApi,
  cache: AdapterCache,
  { record, to, signal }: PlanAsk,
): Promise<CrmResult<HandoffPlan>> {
  const owner = { from: record.owner?.name ?? null, to };
  const { object } = record.ref;
  if (object === 'deal') {
    return done({ owner, status: { from: record.status, to: record.status }, statusValue: null });
  }
  const all = await statusesOf(api, cache, object, signal);
  if (!all.ok) return all;
  const choices = object === 'lead' ? await ofPipeline(api, all.value, record, signal) : all.value;
  const choice = statusForHandoff(choices, record.status);
  return done({
    owner,
    status: { from: record.status, to: choice?.label ?? record.status },
    statusValue: choice?.value ?? null,
  });
}

/** A stage belongs to one pipeline, and a lead cannot take one of another. */
async function ofPipeline(
  api: HubspotApi,
  all: readonly HubspotStatus[],
  record: LeadRecord,
  signal?: AbortSignal,
): Promise<readonly HubspotStatus[]> {
  const pipelines = new Set(all.map(({ pipeline }) => pipeline));
  if (pipelines.size < 2) return all;
  const of = { type: 'leads', id: record.ref.id, properties: ['hs_pipeline'], associations: [] } as const;
  const lead = await api.readObject(of, signal);
  const own = lead.ok ? lead.value.properties['hs_pipeline'] : null;
  return all.filter(({ pipeline }) => pipeline === own);
}
