/**
 * What identifies one record of one CRM org. Free of zod and of the browser,
 * because the content script imports it too.
 */
export type Crm = 'salesforce' | 'hubspot';

/** The kinds of record in Baton's words, whatever the CRM calls them (Account is `company`, Opportunity is `deal`). */
export const recordObjects = ['lead', 'contact', 'company', 'deal'] as const;
export type RecordObject = (typeof recordObjects)[number];

/** An org of a CRM: Salesforce's API host (`acme.my.salesforce.com`), HubSpot's portal id (`4711`). */
export interface OrgRef {
  readonly crm: Crm;
  readonly org: string;
}

/** One record: a Salesforce id is kept in its 18-character form, a HubSpot id is a decimal string. */
export interface RecordRef extends OrgRef {
  readonly object: RecordObject;
  readonly id: string;
}

declare const recordKeyBrand: unique symbol;
declare const orgKeyBrand: unique symbol;
/** The string form of a {@link RecordRef}: `crm:org:object:id`. */
export type RecordKey = string & { readonly [recordKeyBrand]: true };
/** The string form of an {@link OrgRef}: `crm:org`. */
export type OrgKey = string & { readonly [orgKeyBrand]: true };

const keyPattern = /^(salesforce|hubspot):([a-z0-9.-]+):(lead|contact|company|deal):([A-Za-z0-9]+)$/;

/** The key under which everything about a record is stored. */
export function recordKey(ref: RecordRef): RecordKey {
  return `${ref.crm}:${ref.org}:${ref.object}:${ref.id}` as RecordKey;
}

/** The key of the org a record or a connection belongs to. */
export function orgKey(ref: OrgRef): OrgKey {
  return `${ref.crm}:${ref.org}` as OrgKey;
}

/** True where `text` has the form {@link recordKey} writes. */
export function isRecordKey(text: string): text is RecordKey {
  return keyPattern.test(text);
}

/** The record a key names. Inverse of {@link recordKey}. @throws RangeError where the text is no record key. */
export function refOfKey(key: RecordKey): RecordRef {
  const [, crm, org, object, id] = keyPattern.exec(key) ?? [];
  if (crm === undefined || org === undefined || object === undefined || id === undefined) {
    throw new RangeError('Not a record key');
  }
  return { crm: crm as Crm, org, object: object as RecordObject, id };
}

/** The org of a record key. */
export function orgOfKey(key: RecordKey): OrgKey {
  return orgKey(refOfKey(key));
}
