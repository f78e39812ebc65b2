import type { LeadFate } from '../../learning/lead-fate';
import { type RecordObject, type RecordRef, recordObjects } from '../../model/record';
import { type FieldMap, mappedFields } from '../org-fields';
import { type CrmResult, done } from '../result';
import { batchLimit, type HubspotApi, type HubspotObject } from './api';
import { typeOf } from './associations';
import { valueIn } from './record';

interface FateDeps {
  readonly api: HubspotApi;
  readonly now: () => number;
  readonly fieldMap: () => Promise<FieldMap>;
}

/** How many records one request may ask the links of. Source: HubSpot API guides, associations batch read. */
const linksPerRequest = 1000;

type IdsOf = ReadonlyMap<string, readonly string[]>;

/**
 * What became of these records, by their ids; those the portal no longer shows are left out. Of a contact or company count the
 * deals linked to it, of a lead those of its contacts. When a stage was reached stands in HubSpot's own `hs_v2_date_entered_…`
 * of the stage.
 */
export async function fatesOf(
  deps: FateDeps,
  refs: readonly RecordRef[],
  signal?: AbortSignal,
): Promise<CrmResult<ReadonlyMap<string, LeadFate>>> {
  const { api, now } = deps;
  const seenAt = now();
  const dealsOf = new Map<string, readonly string[]>();
  for (const object of recordObjects) {
    const own = await dealsOfKind(api, object, refs, signal);
    if (!own.ok) return own;
    for (const [id, deals] of own.value) dealsOf.set(`${object}:${id}`, deals);
  }
  const [stage2] = mappedFields(await deps.fieldMap(), 'deal', 'stage2');
  const dated = (stage2?.values ?? []).map(enteredOf);
  const ids = [...new Set([...dealsOf.values()].flat())];
  const deals = await readAll(api, 'deal', ids, [...dealProperties, ...dated], signal);
  if (!deals.ok) return deals;
  const stages = countingStages(stage2?.values ?? [], [...deals.value.values()]);
  const fates = new Map<string, LeadFate>();
  for (const { object, id } of refs) {
    const own = dealsOf.get(`${object}:${id}`);
    if (own === undefined) continue;
    const found = own.flatMap((deal) => deals.value.get(deal) ?? []);
    fates.set(id, {
      seenAt,
      // A stage it stands in without a date of entry: that it was reached is known, when is not.
      knowsStage2: stage2 !== undefined && found.every((deal) => isDated(deal, stages)),
      opportunities: found.flatMap((deal) => fateOf(deal, stages, object === 'deal')),
    });
  }
  return done(fates);
}

const dealProperties = ['dealstage', 'createdate', 'closedate', 'hs_is_closed', 'hs_is_closed_won'];

function enteredOf(stage: string): string {
  return `hs_v2_date_entered_${stage}`;
}

/** The deals of the records of one kind; records that are gone are left out. */
async function dealsOfKind(
  api: HubspotApi,
  object: RecordObject,
  refs: readonly RecordRef[],
  signal?: AbortSignal,
): Promise<CrmResult<IdsOf>> {
  const asked = refs.filter((ref) => ref.object === object).map(({ id }) => id);
  if (asked.length === 0) return done(new Map());
  const there = await readAll(api, object, asked, [], signal);
  if (!there.ok) return there;
  const ids = [...there.value.keys()];
  if (object === 'deal') return done(new Map(ids.map((id) => [id, [id]])));
  if (object !== 'lead') return linkedDeals(api, object, ids, signal);
  const contacts = await linksOf(api, 'lead', 'contact', ids, signal);
  if (!contacts.ok) return contacts;
  const deals = await linkedDeals(api, 'contact', [...new Set([...contacts.value.values()].flat())], signal);
  if (!deals.ok) return deals;
  return done(
    new Map(ids.map((id) => [id, (contacts.value.get(id) ?? []).flatMap((one) => deals.value.get(one) ?? [])])),
  );
}

function linkedDeals(api: HubspotApi, object: 'contact' | 'company', ids: readonly string[], signal?: AbortSignal) {
  return linksOf(api, object, 'deal', ids, signal);
}

async function linksOf(
  api: HubspotApi,
  from: RecordObject,
  to: RecordObject,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<CrmResult<IdsOf>> {
  const all = new Map<string, readonly string[]>(ids.map((id) => [id, []]));
  for (let at = 0; at < ids.length; at += linksPerRequest) {
    const links = await api.linked(typeOf[from], typeOf[to], ids.slice(at, at + linksPerRequest), signal);
    if (!links.ok) return links;
    for (const [id, targets] of links.value) all.set(id, [...new Set(targets.map((target) => target.id))]);
  }
  return done(all);
}

async function readAll(
  api: HubspotApi,
  object: RecordObject,
  ids: readonly string[],
  properties: readonly string[],
  signal?: AbortSignal,
): Promise<CrmResult<ReadonlyMap<string, HubspotObject>>> {
  const all = new Map<string, HubspotObject>();
  for (let at = 0; at < ids.length; at += batchLimit) {
    const of = { ids: ids.slice(at, at + batchLimit), properties, optional: true };
    const answer = await api.batchRead(typeOf[object], of, signal);
    if (!answer.ok) return answer;
    for (const one of answer.value) all.set(one.id, one);
  }
  return done(all);
}

/** Stages from stage 2 on; where deals lie that were lost is none, though it stands behind the others. */
function countingStages(stages: readonly string[], deals: readonly HubspotObject[]): readonly string[] {
  const lost = new Set(deals.filter(isLost).map((deal) => valueIn(deal, 'dealstage')));
  return stages.filter((stage) => !lost.has(stage));
}

function isLost(deal: HubspotObject): boolean {
  return valueIn(deal, 'hs_is_closed') === 'true' && valueIn(deal, 'hs_is_closed_won') !== 'true';
}

function isDated(deal: HubspotObject, stages: readonly string[]): boolean {
  const now = valueIn(deal, 'dealstage');
  const isWon = valueIn(deal, 'hs_is_closed_won') === 'true';
  return isWon || now === null || !stages.includes(now) || valueIn(deal, enteredOf(now)) !== null;
}

function fateOf(deal: HubspotObject, stages: readonly string[], isLead: boolean): LeadFate['opportunities'] {
  const openedAt = instantOf(valueIn(deal, 'createdate') ?? deal.createdAt ?? null);
  if (openedAt === null) return [];
  const entered = stages.flatMap((stage) => instantOf(valueIn(deal, enteredOf(stage))) ?? []);
  const isWon = valueIn(deal, 'hs_is_closed_won') === 'true';
  return [
    {
      openedAt,
      stage2At: entered.length === 0 ? null : Math.min(...entered),
      wonAt: isWon ? instantOf(valueIn(deal, 'closedate')) : null,
      ...(isLead ? { isLead } : {}),
    },
  ];
}

/** HubSpot writes instants as ISO texts; some older answers as epoch milliseconds. */
function instantOf(raw: string | null): number | null {
  if (raw === null) return null;
  const at = /^\d{11,14}$/.test(raw) ? Number(raw) : Date.parse(raw);
  return Number.isNaN(at) || at < 0 ? null : at;
}
