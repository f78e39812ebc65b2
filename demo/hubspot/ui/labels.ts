import { objectCatalog } from '../catalog/index.ts';
import { objectType } from '../store/object-types.ts';
import type { Portal } from '../store/portal.ts';
import type { HubspotRecord } from '../store/record-store.ts';

/** The record's name as the pages show it. */
export function nameOf(record: HubspotRecord): string {
  return objectCatalog[record.type].displayName(record.values);
}

/** Who owns a record, or null. */
export function ownerName(portal: Portal, record: HubspotRecord): string | null {
  const owner = portal.owners.find((known) => known.id === record.values['hubspot_owner_id']);
  return owner === undefined ? null : `${owner.firstName} ${owner.lastName}`;
}

/** A value as people read it: an option's label, else the value. */
export function labelOf(portal: Portal, record: HubspotRecord, property: string): string | null {
  const value = record.values[property];
  if (!value) return null;
  if (property === 'hs_call_disposition')
    return portal.dispositions.find((known) => known.id === value)?.label ?? 'Unknown outcome';
  const options = portal.definitions(record.type).get(property)?.options ?? [];
  return options.find((option) => option.value === value)?.label ?? value;
}

/** What a link to a record needs. */
export function linkTo(record: HubspotRecord) {
  return { typeId: objectType(record.type).id, id: record.id, name: nameOf(record) };
}
