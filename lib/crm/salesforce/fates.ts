import { z } from 'zod';
import type { LeadFate } from '../../learning/lead-fate';
import type { RecordObject, RecordRef } from '../../model/record';
import { isFinal } from '../in-order';
import { type FieldMap, mappedFields } from '../org-fields';
import { type CrmResult, done } from '../result';
import type { Row, SalesforceApi } from './api';
import { long } from './ids';
import { soqlId } from './soql';

interface FateDeps {
  readonly api: SalesforceApi;
  readonly now: () => number;
  readonly fieldMap: () => Promise<FieldMap>;
}

/** Ids in one query; the address of a query must stay below 16,000 characters. */
const idsPerQuery = 200;

const text = z.string().nullish().catch(null);
const leadRow = z.object({ Id: z.string(), ConvertedDate: text, ConvertedOpportunityId: text });
const contactRow = z.object({ Id: z.string(), AccountId: text });
const opportunityRow = z.object({
  Id: z.string(),
  AccountId: text,
  StageName: text,
  IsClosed: z.boolean().catch(false),
  IsWon: z.boolean().catch(false),
  CloseDate: text,
  CreatedDate: z.string(),
});
type OpportunityRow = z.infer<typeof opportunityRow>;
const roleRow = z.object({ ContactId: z.string(), OpportunityId: z.string() });
type RoleRow = z.infer<typeof roleRow>;
const historyRow = z.object({ OpportunityId: z.string(), StageName: text, CreatedDate: z.string() });
type HistoryRow = z.infer<typeof historyRow>;

/** Which opportunities are a record's own: by their ids, or those of an account. */
interface Belonging {
  readonly ids: readonly string[];
  readonly accountId: string | null;
  /** Of the account's, those alone that name no contact: who is named in one has it by its id. */
  readonly onlyUnnamed: boolean;
  /** A lead converted into an opportunity that was there before has one from that day on. */
  readonly notBefore: number;
}

/**
 * What became of these records, by their ids; those the org no longer shows are left out. Of a lead counts the opportunity it
 * was converted into, of an account every one of its own. Of a contact count those it has a role in, of whatever account, and
 * those of its account that name nobody; where roles may not be read, all of its account. When a stage was reached stands in the org's
 * own OpportunityHistory; where that may not be read, stage 2 is not known.
 */
export async function fatesOf(
  deps: FateDeps,
  refs: readonly RecordRef[],
  signal?: AbortSignal,
): Promise<CrmResult<ReadonlyMap<string, LeadFate>>> {
  const { api, now } = deps;
  const seenAt = now();
  const contacts = refs.filter(({ object }) => object === 'contact').map(({ id }) => id);
  const roles = await rolesBy(api, 'ContactId', contacts, signal);
  if (!roles.ok) return roles;
  const belongings = await belongingsOf(api, refs, roles.value, signal);
  if (!belongings.ok) return belongings;
  const all = [...belongings.value.values()];
  const ids = all.flatMap((one) => one.ids);
  const accounts = all.flatMap(({ accountId }) => accountId ?? []);
  const found = await rowsIn(api, opportunityRow, [...wanted('Id', ids), ...wanted('AccountId', accounts)], signal);
  if (!found.ok) return found;
  const opportunities = [...new Map(found.value.map((row) => [long(row.Id), row])).values()];
  const ofContacts = new Set(
    all.flatMap(({ accountId, onlyUnnamed }) => (onlyUnnamed && accountId ? [accountId] : [])),
  );
  const unclear = opportunities.filter(
    ({ AccountId }) => typeof AccountId === 'string' && ofContacts.has(long(AccountId)),
  );
  const others = await rolesBy(
    api,
    'OpportunityId',
    unclear.map(({ Id }) => Id),
    signal,
  );
  if (!others.ok) return others;
  const naming = new Set(others.value.map(({ OpportunityId }) => long(OpportunityId)));
  const history = await historyOf(api, opportunities, signal);
  const [stage2] = mappedFields(await deps.fieldMap(), 'deal', 'stage2');
  const facts = { history, stages: countingStages(stage2?.values ?? [], opportunities) };
  const fates = new Map<string, LeadFate>();
  for (const ref of refs) {
    const own = belongings.value.get(ref.id);
    if (own === undefined) continue;
    const of = opportunities.filter(
      ({ Id, AccountId }) =>
        own.ids.includes(long(Id)) || (isOf(own, AccountId) && !(own.onlyUnnamed && naming.has(long(Id)))),
    );
    fates.set(ref.id, {
      seenAt,
      knowsStage2: stage2 !== undefined && history !== null,
      opportunities: of.flatMap((row) => fateOf(row, own, facts, ref.object === 'deal')),
    });
  }
  return done(fates);
}

function isOf({ accountId }: Belonging, account: string | null | undefined): boolean {
  return accountId !== null && typeof account === 'string' && long(account) === accountId;
}

/**
 * Who has a role in which opportunity; nobody where this user may not read that.
 * Source: Object Reference, OpportunityContactRole (read 2026-11-26).
 */
async function rolesBy(
  api: SalesforceApi,
  field: 'ContactId' | 'OpportunityId',
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<CrmResult<readonly RoleRow[]>> {
  const queries = chunksOf(ids).map(
    (list) => `SELECT ContactId, OpportunityId FROM OpportunityContactRole WHERE ${field} IN (${list})`,
  );
  const rows = await rowsIn(api, roleRow, queries, signal);
  return !rows.ok && (isFinal(rows.problem) || rows.problem.kind === 'forbidden') ? done([]) : rows;
}

async function belongingsOf(
  api: SalesforceApi,
  refs: readonly RecordRef[],
  roles: readonly RoleRow[],
  signal?: AbortSignal,
): Promise<CrmResult<ReadonlyMap<string, Belonging>>> {
  const idsOf = (object: RecordObject) => refs.filter((ref) => ref.object === object).map(({ id }) => id);
  const leads = await rowsIn(
    api,
    leadRow,
    chunksOf(idsOf('lead')).map(
      (list) => `SELECT Id, ConvertedDate, ConvertedOpportunityId FROM Lead WHERE Id IN (${list})`,
    ),
    signal,
  );
  if (!leads.ok) return leads;
  const contacts = await rowsIn(
    api,
    contactRow,
    chunksOf(idsOf('contact')).map((list) => `SELECT Id, AccountId FROM Contact WHERE Id IN (${list})`),
    signal,
  );
  if (!contacts.ok) return contacts;
  const none = { ids: [], accountId: null, onlyUnnamed: false, notBefore: 0 };
  const inRoles = Map.groupBy(roles, ({ ContactId }) => long(ContactId));
  return done(
    new Map<string, Belonging>([
      ...leads.value.map(({ Id, ConvertedDate, ConvertedOpportunityId: became }): [string, Belonging] => [
        long(Id),
        { ...none, ids: typeof became === 'string' ? [long(became)] : [], notBefore: instantOf(ConvertedDate) ?? 0 },
      ]),
      ...contacts.value.map(({ Id, AccountId }): [string, Belonging] => [
        long(Id),
        {
          ...none,
          ids: (inRoles.get(long(Id)) ?? []).map(({ OpportunityId }) => long(OpportunityId)),
          accountId: typeof AccountId === 'string' ? long(AccountId) : null,
          onlyUnnamed: true,
        },
      ]),
      ...idsOf('company').map((id): [string, Belonging] => [id, { ...none, accountId: id }]),
      ...idsOf('deal').map((id): [string, Belonging] => [id, { ...none, ids: [id] }]),
    ]),
  );
}

const opportunityFields = 'Id, AccountId, StageName, IsClosed, IsWon, CloseDate, CreatedDate';

function wanted(field: 'Id' | 'AccountId', ids: readonly string[]): readonly string[] {
  return chunksOf(ids).map((list) => `SELECT ${opportunityFields} FROM Opportunity WHERE ${field} IN (${list})`);
}

/** By opportunity, the oldest first; null where this user may not read it. */
async function historyOf(
  api: SalesforceApi,
  opportunities: readonly OpportunityRow[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, readonly HistoryRow[]> | null> {
  const queries = chunksOf(opportunities.map(({ Id }) => Id)).map(
    (list) =>
      `SELECT OpportunityId, StageName, CreatedDate FROM OpportunityHistory WHERE OpportunityId IN (${list}) ORDER BY CreatedDate`,
  );
  const rows = await rowsIn(api, historyRow, queries, signal);
  return rows.ok ? Map.groupBy(rows.value, ({ OpportunityId }) => long(OpportunityId)) : null;
}

/** Stages from stage 2 on; where opportunities lie that were lost is none, though it stands behind the others. */
function countingStages(stages: readonly string[], opportunities: readonly OpportunityRow[]): ReadonlySet<string> {
  const lost = new Set(
    opportunities.flatMap(({ StageName, IsClosed, IsWon }) => (IsClosed && !IsWon ? [StageName] : [])),
  );
  return new Set(stages.filter((stage) => !lost.has(stage)));
}

interface StageFacts {
  readonly history: ReadonlyMap<string, readonly HistoryRow[]> | null;
  readonly stages: ReadonlySet<string>;
}

function fateOf(
  row: OpportunityRow,
  { notBefore }: Belonging,
  { history, stages }: StageFacts,
  isLead: boolean,
): LeadFate['opportunities'] {
  const created = instantOf(row.CreatedDate);
  if (created === null) return [];
  const past = history?.get(long(row.Id)) ?? [];
  const since = (holds: (stage: string) => boolean) =>
    instantOf(past.find(({ StageName }) => typeof StageName === 'string' && holds(StageName))?.CreatedDate ?? null);
  return [
    {
      openedAt: Math.max(created, notBefore),
      stage2At: since((stage) => stages.has(stage)),
      wonAt: row.IsWon ? (since((stage) => stage === row.StageName) ?? instantOf(row.CloseDate)) : null,
      ...(isLead ? { isLead } : {}),
    },
  ];
}

async function rowsIn<T>(
  api: SalesforceApi,
  form: z.ZodType<T>,
  queries: readonly string[],
  signal?: AbortSignal,
): Promise<CrmResult<readonly T[]>> {
  const rows: Row[] = [];
  for (const query of queries) {
    const answer = await api.query(query, signal);
    if (!answer.ok) return answer;
    rows.push(...answer.value);
  }
  return done(rows.flatMap((row) => form.safeParse(row).data ?? []));
}

function chunksOf(ids: readonly string[]): readonly string[] {
  const all = [...new Set(ids)].map(soqlId);
  return Array.from({ length: Math.ceil(all.length / idsPerQuery) }, (_, index) =>
    all.slice(index * idsPerQuery, (index + 1) * idsPerQuery).join(', '),
  );
}

/** Salesforce writes `+0000` without a colon, which not every engine parses; a day alone is its beginning. */
function instantOf(raw: string | null | undefined): number | null {
  const at = raw === null || raw === undefined ? Number.NaN : Date.parse(raw.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(at) || at < 0 ? null : at;
}
