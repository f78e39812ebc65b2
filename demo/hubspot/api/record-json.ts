import { objectCatalog } from '../catalog/index.ts';
import type { AssociationType } from '../store/association-types.ts';
import { type ObjectName, objectType } from '../store/object-types.ts';
import type { Portal } from '../store/portal.ts';
import type { HubspotRecord, Values } from '../store/record-store.ts';
import { portalId } from '../store/settings.ts';

export interface Shown {
  /** Beside the type's default properties. */
  readonly properties: readonly string[];
  readonly propertiesWithHistory?: readonly string[];
  readonly associations?: readonly ObjectName[];
}

/** A record as the API gives it: asked-for properties that were never set are null, unknown ones are left out. */
export function recordJson(portal: Portal, record: HubspotRecord, shown: Shown): Record<string, unknown> {
  const known = portal.definitions(record.type);
  const history = shown.propertiesWithHistory ?? [];
  const names = [...objectCatalog[record.type].defaults, ...shown.properties, ...history].filter((name) =>
    known.has(name),
  );
  const picked = Object.fromEntries(names.toSorted().map((name) => [name, record.values[name] ?? null]));
  return {
    ...bareJson(record, picked),
    ...(history.length > 0 ? { propertiesWithHistory: historyJson(record, history) } : {}),
    ...associationsJson(portal, record, shown.associations ?? []),
  };
}

/** A record right after a write: what was set, not the whole record. */
export function writtenJson(record: HubspotRecord, names: readonly string[] | null): Record<string, unknown> {
  if (names === null) return bareJson(record, record.values);
  const shown = [...names, 'hs_object_id', 'hs_lastmodifieddate'];
  return bareJson(record, Object.fromEntries(shown.map((name) => [name, record.values[name] ?? null])));
}

function bareJson(record: HubspotRecord, properties: Values): Record<string, unknown> {
  return {
    id: record.id,
    properties,
    createdAt: new Date(record.createdAt).toISOString(),
    updatedAt: new Date(record.updatedAt).toISOString(),
    archived: record.archived,
    url: `https://app.hubspot.com/contacts/${portalId}/record/${objectType(record.type).id}/${record.id}`,
  };
}

function historyJson(record: HubspotRecord, names: readonly string[]): Record<string, unknown> {
  const entries = names.map((name) => [
    name,
    (record.history[name] ?? []).map((entry) => ({ ...entry, timestamp: new Date(entry.timestamp).toISOString() })),
  ]);
  return Object.fromEntries(entries);
}

function associationsJson(
  portal: Portal,
  record: HubspotRecord,
  names: readonly ObjectName[],
): Record<string, unknown> {
  const entries = names.flatMap((name) => {
    const links = portal.associations.of({ type: record.type, id: record.id }, name);
    const results = links.flatMap((link) =>
      link.types.map((type) => ({ id: link.id, type: associationName(type, link.types) })),
    );
    return results.length === 0 ? [] : [[name, { results }] as const];
  });
  return entries.length === 0 ? {} : { associations: Object.fromEntries(entries) };
}

/** The v3 name of a link: the plain twin of a primary one is called unlabeled. */
export function associationName(type: AssociationType, all: readonly AssociationType[]): string {
  const name = `${objectType(type.from).singular}_to_${objectType(type.to).singular}`;
  return type.label === null && all.some((other) => other.label !== null) ? `${name}_unlabeled` : name;
}
