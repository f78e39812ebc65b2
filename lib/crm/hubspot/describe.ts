import { z } from 'zod';
import { type AdapterCache, remember } from '../cache';
import { type OrgField, type OrgFields, orgField } from '../org-fields';
import { type CrmResult, done } from '../result';
import { type HubspotApi, version } from './api';
import { defaultDispositions, dispositionsOf, resultField } from './dispositions';
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
 * The properties of contacts and deals that could mean something to Baton, its own lists of calls, and the call
 * outcomes: five requests.
 * HubSpot asks for no field with a call that its API is given.
 */
export async function describePortal(
  api: HubspotApi,
  cache: AdapterCache,
  signal?: AbortSignal,
): Promise<CrmResult<OrgFields>> {
  const [contacts, deals, calls, stages, dispositions] = await Promise.all([
    api.getOptional(`/crm/properties/${version}/contacts`, described, signal),
    api.getOptional(`/crm/properties/${version}/deals`, described, signal),
    callListsOf(api, cache, signal),
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
  return done({ owners, required: [], outcome, callLists: calls.ok ? [...calls.value] : [] });
}

/** Lists that the portal's administrators made for calls, and the API may fill; kept for hours. */
export function callListsOf(
  api: HubspotApi,
  cache: AdapterCache,
  signal?: AbortSignal,
): Promise<CrmResult<readonly OrgField[]>> {
  return remember(cache, {
    key: 'callLists',
    schema: z.array(orgField),
    ttlMs: keepMs,
    load: async () => {
      const answer = await api.getOptional(`/crm/properties/${version}/calls`, described, signal);
      if (!answer.ok) return answer;
      const own = answer.value.results.filter(
        ({ hubspotDefined, hidden }) => hubspotDefined === false && hidden !== true,
      );
      return done(own.flatMap(fieldOf).filter(({ kind, writable }) => kind === 'choice' && writable));
    },
  });
}

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
