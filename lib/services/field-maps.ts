import { browser } from '../browser';
import { type FieldMap, fieldMap } from '../crm/org-fields';
import type { OrgKey } from '../model/record';

const keyOf = (org: OrgKey) => `fields:${org}`;

/** What settings say the fields of an org mean; empty where nothing was said, or it cannot be read. In `storage.local`, because adapters know no database. */
export async function readFieldMap(org: OrgKey): Promise<FieldMap> {
  const { [keyOf(org)]: raw } = await browser.storage.local.get(keyOf(org));
  return fieldMap.safeParse(raw).data ?? [];
}

/** Keeps what the fields of an org mean. What stood there and cannot be read is kept beside. */
export async function writeFieldMap(org: OrgKey, map: FieldMap, now: number): Promise<void> {
  const { [keyOf(org)]: raw } = await browser.storage.local.get(keyOf(org));
  const isCorrupt = raw !== undefined && !fieldMap.safeParse(raw).success;
  await browser.storage.local.set({
    [keyOf(org)]: map,
    ...(isCorrupt ? { [`corrupt:${keyOf(org)}:${now}`]: raw } : {}),
  });
}
