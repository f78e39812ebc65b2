import { type RecordRef, recordKey } from '../../model/record';
import type { CrmUser } from '../adapter';
import { type FoundPerson, foundMost, type NamedPerson, namesOf, writingsOf } from '../named-person';
import { type CrmResult, done, failed } from '../result';
import { primaryType } from './associations';
import { problemOfRow } from './errors';
import type { ListDeps } from './list-owned';

const eq = (propertyName: string, value: string) => ({ propertyName, operator: 'EQ', value });

/** Contacts of this number, this address, or this name at the company: by one search. */
export async function findPerson(
  deps: ListDeps,
  person: NamedPerson,
  signal?: AbortSignal,
): Promise<CrmResult<readonly FoundPerson[]>> {
  const { phone, email, company } = person;
  const { first, last } = namesOf(person);
  const numbers = phone === null ? [] : writingsOf(phone);
  const named = [eq('lastname', last), ...(first === null ? [] : [eq('firstname', first)])];
  const groups = [
    ...(email === null ? [] : [[eq('email', email.toLowerCase())]]),
    ...(numbers.length === 0
      ? []
      : ['phone', 'mobilephone'].map((propertyName) => [{ propertyName, operator: 'IN', values: numbers }])),
    ...(company === null ? [] : [[...named, eq('company', company)]]),
  ];
  if (groups.length === 0) return done([]);
  const found = await deps.api.searchContacts(
    { groups, properties: ['firstname', 'lastname', 'email', 'jobtitle', 'company'], limit: foundMost },
    signal,
  );
  if (!found.ok) return found;
  return done(
    found.value.map(({ id, properties }) => ({
      recordKey: recordKey({ crm: 'hubspot', org: deps.org, object: 'contact', id }),
      name: [properties['firstname'], properties['lastname']].filter(Boolean).join(' ') || (properties['email'] ?? ''),
      title: properties['jobtitle'] ?? null,
      company: properties['company'] ?? null,
    })),
  );
}

/** A new contact of this owner's, at the company of whoever named them. HubSpot itself refuses a second one of the same address. */
export async function createPerson(
  deps: ListDeps,
  person: NamedPerson,
  { owner, writeId }: { readonly owner: CrmUser; readonly writeId: string },
  signal?: AbortSignal,
): Promise<CrmResult<RecordRef>> {
  const { first, last } = namesOf(person);
  const { phone, email, company, namedBy } = person;
  const properties = {
    lastname: last,
    ...(first === null ? {} : { firstname: first }),
    ...(company === null ? {} : { company }),
    ...(phone === null ? {} : { phone: phone.e164 }),
    ...(email === null ? {} : { email }),
    hubspot_owner_id: owner.id,
  };
  const companyId = namedBy.object === 'contact' ? await companyOf(deps, namedBy.id, signal) : null;
  const link = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: primaryType.contactToCompany };
  const associations = companyId === null ? [] : [{ to: { id: companyId }, types: [link] }];
  const answer = await deps.api.batchCreate(
    'contacts',
    [{ properties, associations, objectWriteTraceId: writeId }],
    signal,
  );
  if (!answer.ok) return answer;
  const [made] = answer.value.results;
  if (made !== undefined) return done({ crm: 'hubspot', org: deps.org, object: 'contact', id: made.id });
  const [error] = answer.value.errors;
  return failed(error === undefined ? { kind: 'unsure', message: 'incomplete answer' } : problemOfRow(error));
}

/** The primary company of a contact. A courtesy: without it the new contact stands alone. */
async function companyOf({ api }: ListDeps, contactId: string, signal?: AbortSignal): Promise<string | null> {
  const linked = await api.linked('contacts', 'companies', [contactId], signal);
  const links = linked.ok ? (linked.value.get(contactId) ?? []) : [];
  const primary = links.find(({ typeIds }) => typeIds.includes(primaryType.contactToCompany));
  return (primary ?? links[0])?.id ?? null;
}
