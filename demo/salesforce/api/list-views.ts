import { ApiError, notFound } from '../errors.ts';
import { canonicalId, makeId } from '../ids.ts';
import { findField, type ObjectDef } from '../schema/objects.ts';
import { runQuery } from '../soql/evaluate.ts';
import { type ApiAnswer, type ApiCall, baseOf, type Org } from './call.ts';

interface ListView {
  readonly id: string;
  readonly developerName: string;
  readonly label: string;
  /** Whose leads: everybody's, or those of whoever asks. */
  readonly scope: 'everything' | 'mine';
  /** After `WHERE`; null shows all. */
  readonly where: string | null;
}

/** The org's list views of leads; the page of the list (`ui/list-view.js`) shows the same ones. */
export const leadViews: readonly ListView[] = [
  { developerName: 'MyLeads', label: 'My Open Leads', scope: 'mine', where: 'IsConverted = false' },
  { developerName: 'AllOpenLeads', label: 'All Open Leads', scope: 'everything', where: 'IsConverted = false' },
  { developerName: 'TodaysLeads', label: "Today's Leads", scope: 'everything', where: 'CreatedDate = TODAY' },
  {
    developerName: 'Webinar_Leads',
    label: 'Webinar Leads',
    scope: 'everything',
    where: "LeadSource = 'Webinar' AND IsConverted = false",
  },
  { developerName: 'All', label: 'All', scope: 'everything', where: null },
].map((view, index) => ({ ...view, id: makeId('00B', index + 1) }) as ListView);

const columns = ['Name', 'Company', 'State', 'Email', 'Status', 'CreatedDate'];
/** In every answer although the view does not show them. Source: REST API Developer Guide, "List View Results" example. */
const hidden = ['Id', 'CreatedDate', 'LastModifiedDate', 'SystemModstamp'];
/** Source: REST API Developer Guide, "List View Results". */
const limits = { usual: 25, most: 2000 };

/** `/sobjects/X/listviews…`: which there are, one of them, how it is made, and what it shows. */
export function listViews(org: Org, call: ApiCall, def: ObjectDef): ApiAnswer {
  const [, , , given, what, ...more] = call.steps;
  if (call.method !== 'GET' || more.length > 0) throw notFound();
  const base = `${baseOf(call)}/sobjects/${def.name}/listviews`;
  const views = def.name === 'Lead' ? leadViews : [];
  if (given === undefined) {
    const listviews = views.map((view) => basics(view, base));
    return {
      status: 200,
      body: { done: true, listviews, nextRecordsUrl: null, size: views.length, sobjectType: def.name },
    };
  }
  const id = canonicalId(given);
  const view = views.find((one) => one.id === id);
  if (view === undefined) throw notFound();
  if (what === undefined) return { status: 200, body: basics(view, base) };
  if (what === 'describe') return { status: 200, body: description(view, def, call.userId) };
  if (what === 'results') return { status: 200, body: results(org, call, def, view) };
  throw notFound();
}

function basics({ id, developerName, label }: ListView, base: string) {
  const url = `${base}/${id}`;
  return {
    describeUrl: `${url}/describe`,
    developerName,
    id,
    label,
    resultsUrl: `${url}/results`,
    soqlCompatible: true,
    url,
  };
}

function description(view: ListView, def: ObjectDef, userId: string) {
  return {
    columns: columnsOf(def),
    id: view.id,
    orderBy: [{ fieldNameOrPath: 'Name', nullsPosition: 'first', sortDirection: 'ascending' }],
    query: queryOf(view, def, userId),
    scope: view.scope,
    sobjectType: def.name,
    whereCondition: null,
  };
}

function columnsOf(def: ObjectDef) {
  return [...columns, ...hidden.filter((name) => !columns.includes(name))].map((name) => ({
    fieldNameOrPath: name,
    hidden: hidden.includes(name),
    label: findField(def, name)?.label ?? name,
    selectListItem: name,
    sortDirection: name === 'Name' ? 'ascending' : null,
    sortIndex: name === 'Name' ? 0 : null,
    sortable: true,
    type: findField(def, name)?.type ?? 'string',
  }));
}

function queryOf({ scope, where }: ListView, def: ObjectDef, userId: string): string {
  const fields = columnsOf(def).map(({ fieldNameOrPath }) => fieldNameOrPath);
  const conditions = [...(where === null ? [] : [where]), ...(scope === 'mine' ? [`OwnerId = '${userId}'`] : [])];
  const filter = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  return `SELECT ${fields.join(', ')} FROM ${def.name}${filter} ORDER BY Name ASC NULLS FIRST, Id ASC NULLS FIRST`;
}

function results(org: Org, call: ApiCall, def: ObjectDef, view: ListView) {
  const limit = numberIn(call, 'limit', { usual: limits.usual, least: 1, most: limits.most });
  const offset = numberIn(call, 'offset', { usual: 0, least: 0, most: 2000 });
  const scope = {
    values: org.store,
    now: org.now(),
    base: baseOf(call),
    rows: (object: string) => org.store.rows(object),
  };
  const { records } = runQuery(queryOf(view, def, call.userId), scope);
  const page = records.slice(offset, offset + limit);
  return {
    columns: columnsOf(def),
    developerName: view.developerName,
    done: offset + page.length >= records.length,
    id: view.id,
    label: view.label,
    records: page.map((record) => ({
      columns: columnsOf(def).map(({ fieldNameOrPath }) => ({
        fieldNameOrPath,
        value: textOf(record[fieldNameOrPath]),
      })),
    })),
    size: page.length,
  };
}

/** The values of a list view are texts. */
function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}

function numberIn(call: ApiCall, name: string, of: { usual: number; least: number; most: number }): number {
  const given = call.query.get(name);
  if (given === null) return of.usual;
  const number = Number(given);
  if (Number.isInteger(number) && number >= of.least && number <= of.most) return number;
  throw new ApiError(400, 'INVALID_QUERY_SCOPE', `The ${name} must be between ${of.least} and ${of.most}`);
}
