import { z } from 'zod';
import { type AdapterCache, remember } from '../cache';
import { type OrgField, type OrgFields, orgField } from '../org-fields';
import { type CrmResult, done } from '../result';
import { type HubspotApi, version } from './api';
import { defaultDispositions, dispositionsOf, resultField } from './dispositions';
import { idProperty } from './id-property';
import { recordProperties } from './record';
import { type HubspotStatus, statusesOf, statusProperty } from './statuses';

const described = z.object({
  results: z.array(
    z.object({
      name: z.string(),
      label: z.string().catch(''),
      type: z.string(),
      fieldType: z.string().catch(''),
      hidden: z.boolean().nullish().catch(null),
      referencedObjectType: z.string().nullish().catch(null),
      calculated: z.boolean().nullish().catch(null),
      hubspotDefined: z.boolean().nullish().catch(null),
      options: z.array(z.object({ value: z.string(), label: z.string(), hidden: z.boolean().catch(false) })).catch([]),
      modificationMetadata: z
        .object({ readOnlyValue: z.boolean().catch(false) })
        .nullish()
        .catch(null),
    }),
  ),
});
type Described = z.infer<typeof described>['results'][number];

/**
 * The properties of contacts and deals that could mean something to Baton, its own lists of calls, what the portal requires of
 * them, and the call outcomes: six requests.
 * What a rule asks for only under a condition HubSpot tells only by refusing a call (changelog "CRM API Write Validation
 * Enforcement"; property validations tell of forms of values alone; both read 2026-11-26).
 */
export async function describePortal(
  api: HubspotApi,
  cache: AdapterCache,
  signal?: AbortSignal,
): Promise<CrmResult<OrgFields>> {
  const [contacts, deals, calls, demanded, stages, dispositions] = await Promise.all([
    api.getOptional(`/crm/properties/${version}/contacts`, described, signal),
    api.getOptional(`/crm/properties/${version}/deals`, described, signal),
    callFieldsOf(api, cache, signal),
    api.getOptional(callSchema, demands, signal),
    statusesOf(api, cache, 'deal', signal),
    dispositionsOf(api, cache, signal),
  ]);
  if (!contacts.ok) return contacts;
  const owners: OrgFields['owners'] = [{ owner: 'contact', fields: fieldsOf(contacts.value, 'contact') }];
  // A key that may not read deals can still be asked about contacts.
  if (deals.ok) {
    const stage = stageField(stages.ok ? stages.value : []);
    owners.push({ owner: 'deal', fields: [...stage, ...fieldsOf(deals.value, 'deal')] });
  }
  // A portal that does not tell its outcomes has HubSpot's own set, as far as anybody can know.
  const outcome = resultField(dispositions.ok ? dispositions.value : defaultDispositions);
  const { lists, others } = calls.ok ? calls.value : { lists: [], others: [] };
  // A portal that does not tell what it requires is known by its refusals.
  const names = new Set(demanded.ok ? demanded.value.requiredProperties : []);
  const required = others.filter(({ name }) => names.has(name));
  return done({ owners, required, outcome, callLists: lists, callFields: others });
}

/**
 * What must be there when a call is made, by the schema of calls (0-48) without everything else that it tells. The scope `oauth`,
 * which every key has, is enough. Source: HubSpot-public-api-spec-collection, CRM Schemas 2026-09, read 2026-11-26.
 */
const callSchema = `/crm-object-schemas/${version}/schemas/0-48?includePropertyDefinitions=false&includeAssociationDefinitions=false&includeAuditMetadata=false`;
const demands = z.object({ requiredProperties: z.array(z.string()).catch([]) });

const callFieldLists = z.object({ lists: z.array(orgField), others: z.array(orgField) });

/** Of calls: the lists that the portal's administrators made, and everything else the API may fill; kept for hours. */
export function callFieldsOf(
  api: HubspotApi,
  cache: AdapterCache,
  signal?: AbortSignal,
): Promise<CrmResult<z.infer<typeof callFieldLists>>> {
  return remember(cache, {
    key: 'callFields',
    schema: callFieldLists,
    ttlMs: keepMs,
    load: async () => {
      const answer = await api.getOptional(`/crm/properties/${version}/calls`, described, signal);
      if (!answer.ok) return answer;
      const shown = answer.value.results.filter(({ hidden }) => hidden !== true);
      const writable = (some: readonly Described[]) => some.flatMap(fieldOf).filter((field) => field.writable);
      const own = writable(shown.filter(({ hubspotDefined }) => hubspotDefined === false));
      const typed = writable(shown).filter(({ name, kind }) => !writtenByBaton.has(name) && kind !== 'date');
      return done({ lists: own.filter(({ kind }) => kind === 'choice'), others: typed });
    },
  });
}

/** What every call gets anyway. */
const writtenByBaton: ReadonlySet<string> = new Set([
  ...['hs_timestamp', 'hs_call_title', 'hs_call_body', 'hs_call_direction', 'hs_call_status', 'hs_call_duration'],
  ...['hs_call_to_number', 'hs_call_from_number', 'hs_call_disposition', 'hubspot_owner_id', idProperty],
]);

const keepMs = 8 * 3_600_000;

function fieldsOf({ results }: z.infer<typeof described>, object: 'contact' | 'deal'): OrgField[] {
  const own = new Set(recordProperties[object]);
  return results.filter(({ name, hidden }) => hidden !== true && !own.has(name)).flatMap(fieldOf);
}

/** The stages of deals in the order they are gone through, pipeline after pipeline. */
function stageField(stages: readonly HubspotStatus[]): OrgField[] {
  if (stages.length === 0) return [];
  const options = stages.map(({ value, label, pipeline }) => ({
    value,
    label,
    ...(pipeline === null ? {} : { group: pipeline }),
  }));
  return [{ name: statusProperty.deal, label: 'Deal stage', kind: 'stage', options, writable: false }];
}

function fieldOf(property: Described): OrgField[] {
  const { name, label, options, calculated, modificationMetadata } = property;
  const kind = kindOf(property);
  if (kind === null) return [];
  return [
    {
      ...{ name, label: label || name, kind },
      options:
        kind === 'choice'
          ? options.filter(({ hidden }) => !hidden).map(({ value, label: shown }) => ({ value, label: shown }))
          : [],
      writable: calculated !== true && modificationMetadata?.readOnlyValue !== true,
    },
  ];
}

function kindOf({ type, fieldType, referencedObjectType }: Described): OrgField['kind'] | null {
  if (referencedObjectType === 'OWNER') return 'person';
  if (type === 'bool' || fieldType === 'booleancheckbox') return 'flag';
  if (type === 'enumeration') return 'choice';
  if (type === 'number') return 'number';
  if (type === 'phone_number' || fieldType === 'phonenumber') return 'phone';
  if (type === 'date' || type === 'datetime') return 'date';
  return type === 'string' ? 'text' : null;
}
