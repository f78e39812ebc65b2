import { z } from 'zod';
import type { OrgField, OrgFields } from '../org-fields';
import { type CrmResult, done } from '../result';
import { type HubspotApi, version } from './api';
import { recordProperties } from './record';

const described = z.object({
  results: z.array(
    z.object({
      name: z.string(),
      label: z.string().catch(''),
      type: z.string(),
      fieldType: z.string().catch(''),
      hidden: z.boolean().nullish().catch(null),
      calculated: z.boolean().nullish().catch(null),
      options: z.array(z.object({ value: z.string(), label: z.string(), hidden: z.boolean().catch(false) })).catch([]),
      modificationMetadata: z
        .object({ readOnlyValue: z.boolean().catch(false) })
        .nullish()
        .catch(null),
    }),
  ),
});
type Described = z.infer<typeof described>['results'][number];

/** The properties of contacts that could mean something to Baton. HubSpot asks for none with a call that its API is given. */
export async function describePortal(api: HubspotApi, signal?: AbortSignal): Promise<CrmResult<OrgFields>> {
  const answer = await api.getOptional(`/crm/properties/${version}/contacts`, described, signal);
  if (!answer.ok) return answer;
  const own = new Set(recordProperties.contact);
  const open = answer.value.results.filter(({ name, hidden }) => hidden !== true && !own.has(name));
  return done({ owners: [{ owner: 'contact', fields: open.flatMap(fieldOf) }], required: [] });
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

function kindOf({ type, fieldType }: Described): OrgField['kind'] | null {
  if (type === 'bool' || fieldType === 'booleancheckbox') return 'flag';
  if (type === 'enumeration') return 'choice';
  if (type === 'number') return 'number';
  if (type === 'phone_number' || fieldType === 'phonenumber') return 'phone';
  return type === 'string' ? 'text' : null;
}
