import { type RecordObject, recordObjects } from '../../model/record';
import type { HandedOver, HandedOverAsk } from '../adapter';
import type { AdapterCache } from '../cache';
import { type FieldMap, mappedFields } from '../org-fields';
import { type CrmResult, done } from '../result';
import { type CompositeStep, queryStep, type Row, rowsOf, type SalesforceApi } from './api';
import { keptRights, readable } from './fields';
import { long } from './ids';
import { activityLink, handedOverFields, openOpportunityFields, readFields, rolesQuery, sObjectOf } from './queries';
import { recordOfRows } from './record';
import { soqlId, soqlInstant } from './soql';

interface ReadDeps {
  readonly api: SalesforceApi;
  readonly cache: AdapterCache;
  readonly now: () => number;
  readonly fieldMap: () => Promise<FieldMap>;
}

/** Records of one request; what hangs on them is not more than one answer of a query holds. */
const recordsPerRequest = 100;
const rowsPerQuery = 2000;

/**
 * What became of handed-over records: one composite of two to four queries (one API call) for up to 100 records of a kind. A
 * query that this user may not make tells nothing, and the others still count.
 */
export async function readHandedOver(
  deps: ReadDeps,
  asks: readonly HandedOverAsk[],
  signal?: AbortSignal,
): Promise<CrmResult<ReadonlyMap<string, HandedOver>>> {
  const map = await deps.fieldMap();
  const all = new Map<string, HandedOver>();
  for (const object of recordObjects) {
    const own = asks.filter(({ ref }) => ref.object === object);
    for (let at = 0; at < own.length; at += recordsPerRequest) {
      const part = own.slice(at, at + recordsPerRequest);
      const steps = await deps.api.composite(
        await queriesOf(deps, map, object, part),
        { effect: 'read', together: false },
        signal,
      );
      if (!steps.ok) return steps;
      for (const [id, found] of handedOverIn(steps.value, part, map, deps.now())) all.set(id, found);
    }
  }
  return done(all);
}

async function queriesOf(deps: ReadDeps, map: FieldMap, object: RecordObject, asks: readonly HandedOverAsk[]) {
  const sObject = sObjectOf[object];
  const ids = asks.map(({ ref }) => soqlId(ref.id)).join(', ');
  const since = soqlInstant(Math.min(...asks.map((ask) => ask.since)));
  const link = activityLink(object);
  const fieldsOf = async (of: keyof typeof readFields, wanted: readonly string[]) => {
    const known = await keptRights(deps.cache, of);
    const fields = [...new Set(wanted)];
    return (known === null ? fields : readable(fields, known)).join(', ');
  };
  const mapped = mappedFields(map, object, 'handoff').map(({ field }) => field);
  const recent = `CreatedDate >= ${since} ORDER BY CreatedDate DESC LIMIT ${rowsPerQuery}`;
  const queries = [
    queryStep(
      'record',
      `SELECT ${await fieldsOf(sObject, [...handedOverFields[object], ...mapped])} FROM ${sObject} WHERE Id IN (${ids})`,
    ),
    queryStep(
      'tasks',
      `SELECT ${await fieldsOf('Task', [...readFields.Task, link])} FROM Task WHERE ${link} IN (${ids}) AND ${recent}`,
    ),
  ];
  if (object !== 'company' && object !== 'contact') return queries;
  const fields = await fieldsOf('Opportunity', [...openOpportunityFields, 'AccountId']);
  const opened = (of: string) =>
    queryStep('opportunities', `SELECT ${fields} FROM Opportunity WHERE ${of} AND ${recent}`);
  if (object === 'company') return [...queries, opened(`AccountId IN (${ids})`)];
  const contacts = asks.map(({ ref }) => ref.id);
  return [
    ...queries,
    opened(`Id IN (SELECT OpportunityId FROM OpportunityContactRole WHERE ContactId IN (${ids}))`),
    queryStep('roles', rolesQuery(contacts, rowsPerQuery)),
  ];
}

function handedOverIn(
  steps: readonly CompositeStep[],
  asks: readonly HandedOverAsk[],
  map: FieldMap,
  now: number,
): readonly (readonly [string, HandedOver])[] {
  const rows = (referenceId: string) => {
    const step = steps.find((one) => one.referenceId === referenceId);
    return step === undefined ? null : rowsOf(step);
  };
  const [records, tasks] = [rows('record'), rows('tasks')];
  const [opportunities, roles] = [rows('opportunities'), rows('roles')];
  return asks.flatMap(({ ref }) => {
    const record = records?.find((row) => isId(row['Id'], ref.id));
    if (record === undefined) return [];
    const of = (list: readonly Row[] | null, field: string, id: string) =>
      list?.filter((row) => isId(row[field], id)) ?? null;
    const named = of(roles, 'ContactId', ref.id);
    const own = {
      record,
      tasks: of(tasks, activityLink(ref.object), ref.id),
      events: null,
      opportunities:
        ref.object === 'contact'
          ? (opportunities?.filter(({ Id }) => named?.some((role) => role['OpportunityId'] === Id)) ?? null)
          : of(opportunities, 'AccountId', ref.id),
      roles: named,
    };
    return [[ref.id, recordOfRows(ref, own, map, now)] as const];
  });
}

function isId(value: unknown, id: string): boolean {
  return typeof value === 'string' && long(value) === long(id);
}
