import type { RecordObject, RecordRef } from '../../model/record';
import type { AdapterCache } from '../cache';
import type { LeadRecord } from '../lead-record';
import { type FieldMap, readNames } from '../org-fields';
import { type CrmProblem, type CrmResult, done, failed } from '../result';
import { type CompositeStep, queryStep, rowsOf, type SalesforceApi } from './api';
import { problemOfAnswer } from './errors';
import { forgetRights, keptRights, readable, rightsOf } from './fields';
import { openOpportunityFields, readFields, recordQueries, rolesQuery, type SObject } from './queries';
import { recordOfRows } from './record';

interface ReadDeps {
  readonly api: SalesforceApi;
  readonly cache: AdapterCache;
  readonly now: () => number;
  readonly fieldMap: () => Promise<FieldMap>;
}

/** Of the opportunities that name a contact so many of the newest are known: as many as a view lists. */
const namingMost = 50;

/**
 * One record view as one composite request of at most five queries, which Salesforce counts as one API call. Where a field
 * is missing in this org (INVALID_FIELD), the object's description is read once and the request repeated without it.
 */
export async function readRecord(deps: ReadDeps, ref: RecordRef, signal?: AbortSignal): Promise<CrmResult<LeadRecord>> {
  const map = await deps.fieldMap();
  const first = await sendQueries(deps, map, ref, signal);
  if (!first.ok) return first;
  const unknown = objectsWithUnknownFields(ref, first.value);
  if (unknown.length === 0) return recordOfSteps(deps, map, ref, first.value);
  for (const sObject of unknown) {
    await forgetRights(deps.cache, sObject);
    const known = await rightsOf(deps.api, deps.cache, sObject, signal);
    if (!known.ok && sObject !== 'Task' && sObject !== 'Event') return known;
  }
  const second = await sendQueries(deps, map, ref, signal);
  return second.ok ? recordOfSteps(deps, map, ref, second.value) : second;
}

async function sendQueries(deps: ReadDeps, map: FieldMap, ref: RecordRef, signal?: AbortSignal) {
  // Most orgs lack some of the fields of accounts: their description, asked for once in hours, is cheaper than a refusal.
  const account = ref.object === 'company' ? await rightsOf(deps.api, deps.cache, 'Account', signal) : null;
  const hasPeople = account?.ok === true && Object.hasOwn(account.value, 'IsPersonAccount');
  const asks = recordQueries(ref.object, ref.id, hasPeople).map(async ({ ref: referenceId, sObject, soql }) => {
    const known = await keptRights(deps.cache, sObject);
    const wanted = wantedOf(referenceId, sObject, ref.object, map);
    const fields = known === null ? wanted : readable(wanted, known);
    return { method: 'GET', path: `/query?q=${encodeURIComponent(soql(fields))}`, referenceId } as const;
  });
  const roles = ref.object === 'contact' ? [queryStep('roles', rolesQuery([ref.id], namingMost))] : [];
  return deps.api.composite([...(await Promise.all(asks)), ...roles], { effect: 'read', together: false }, signal);
}

/** Each field once: Salesforce refuses a query that names one twice. */
function wantedOf(referenceId: string, sObject: SObject, object: RecordObject, map: FieldMap): readonly string[] {
  if (referenceId === 'record') return [...new Set([...readFields[sObject], ...readNames(map, object)])];
  if (referenceId === 'opportunities') return [...new Set([...openOpportunityFields, ...readNames(map, 'deal')])];
  return readFields[sObject];
}

function objectsWithUnknownFields(ref: RecordRef, steps: readonly CompositeStep[]): SObject[] {
  const failing = steps.filter((step) =>
    /INVALID_FIELD/.test(JSON.stringify(step.httpStatusCode < 400 ? '' : step.body)),
  );
  const refs = new Set(failing.map(({ referenceId }) => referenceId));
  return recordQueries(ref.object, ref.id).flatMap((query) => (refs.has(query.ref) ? [query.sObject] : []));
}

function recordOfSteps(
  deps: ReadDeps,
  map: FieldMap,
  ref: RecordRef,
  steps: readonly CompositeStep[],
): CrmResult<LeadRecord> {
  const byRef = new Map(steps.map((step) => [step.referenceId, step]));
  const rows = (referenceId: string) => {
    const step = byRef.get(referenceId);
    return step === undefined ? null : rowsOf(step);
  };
  const step = byRef.get('record');
  const found = rows('record');
  if (step === undefined || found === null) return failed(problemOfStep(step));
  const [record] = found;
  if (record === undefined) return failed({ kind: 'gone', message: '' });
  const related = {
    ...{ tasks: rows('tasks'), events: rows('events'), opportunities: rows('opportunities') },
    roles: rows('roles'),
  };
  return done(recordOfRows(ref, { record, ...related }, map, deps.now()));
}

/** A failed step of a read, judged like an answer of its own. */
function problemOfStep(step: CompositeStep | undefined): CrmProblem {
  if (step === undefined || step.httpStatusCode < 400) {
    return { kind: 'retryAfter', afterMs: 0, because: 'server', message: 'incomplete answer' };
  }
  const answer = {
    status: step.httpStatusCode,
    headers: new Headers(),
    body: { kind: 'json', value: step.body },
  } as const;
  return problemOfAnswer(answer, { effect: 'read' });
}
