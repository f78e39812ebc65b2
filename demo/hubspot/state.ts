import type { Json } from '../core/app.ts';
import { objectCatalog } from './catalog/index.ts';
import { type ObjectName, objectTypes } from './store/object-types.ts';
import type { Portal } from './store/portal.ts';
import type { HubspotRecord } from './store/record-store.ts';
import { portalId } from './store/settings.ts';

/** What `GET /__demo/state` tells of this CRM: who owns whom in which status, and what was written since the start. Owners by e-mail address. */
export function portalState(portal: Portal): Json {
  const counts = Object.fromEntries(objectTypes.map(({ name }) => [name, portal.records.all(name).length]));
  return {
    portalId,
    contacts: portal.records.all('contacts').map((contact) => personOf(portal, contact, 'hs_lead_status')),
    leads: portal.records.all('leads').map((lead) => personOf(portal, lead, 'hs_pipeline_stage')),
    activities: [...written(portal, 'calls'), ...written(portal, 'notes')],
    tasks: written(portal, 'tasks'),
    counts,
  };
}

function personOf(portal: Portal, record: HubspotRecord, statusProperty: string): Json {
  return {
    id: record.id,
    name: objectCatalog[record.type].displayName(record.values),
    company: record.values['company'] ?? null,
    status: record.values[statusProperty] ?? null,
    owner: ownerEmail(portal, record),
  };
}

function written(portal: Portal, type: ObjectName): Json[] {
  const made = portal.records.all(type).filter((record) => record.values['hs_object_source'] !== 'IMPORT');
  return made.map((record) => ({
    id: record.id,
    type,
    createdAt: record.createdAt,
    owner: ownerEmail(portal, record),
    properties: record.values,
    associations: Object.fromEntries(linked(portal, record)),
  }));
}

function linked(portal: Portal, record: HubspotRecord): [string, string[]][] {
  const self = { type: record.type, id: record.id };
  const targets: readonly ObjectName[] = ['contacts', 'companies', 'deals', 'leads'];
  return targets.map((name) => [name, portal.associations.of(self, name).map((link) => link.id)]);
}

function ownerEmail(portal: Portal, record: HubspotRecord): string | null {
  const id = record.values['hubspot_owner_id'];
  return portal.owners.find((owner) => owner.id === id)?.email ?? null;
}
