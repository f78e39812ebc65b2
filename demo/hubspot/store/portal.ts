import { objectCatalog } from '../catalog/index.ts';
import { AssociationStore, type RecordId } from './association-store.ts';
import { type AssociationType, defaultAssociationType, findAssociationType } from './association-types.ts';
import { contactedValues, derivedValues } from './derived.ts';
import { notFound, validationError } from './errors.ts';
import { activityNames, type ObjectName, type ObjectType, objectType, objectTypes } from './object-types.ts';
import type { PropertyDefinition } from './property-definition.ts';
import { type HubspotRecord, RecordStore, type Values } from './record-store.ts';
import { defaultSettings, type PortalSettings } from './settings.ts';
import { checkedValues, checkRequired, duplicateValue } from './validation.ts';

export interface Owner {
  readonly id: string;
  readonly userId: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly title: string;
  readonly team: string;
  readonly createdAt: number;
}

export interface Disposition {
  readonly id: string;
  readonly label: string;
  readonly deleted: boolean;
}

/** A link asked for together with a record's creation. */
export interface AssociationInput {
  readonly to: RecordId;
  readonly type: AssociationType;
}

export interface NewRecord {
  readonly type: ObjectType;
  readonly values: Values;
  readonly associations: readonly AssociationInput[];
}

/** What the account holds besides records; made by the seed. */
export interface PortalParts {
  readonly owners: readonly Owner[];
  readonly dispositions: readonly Disposition[];
  readonly serviceKey: string;
  /** Epoch ms. */
  readonly clock: () => number;
}

export type WriteSource = 'INTEGRATION' | 'CRM_UI' | 'IMPORT';

/** The HubSpot account of the demo: every rule about records lives here, whether the API or the UI writes. */
export class Portal {
  readonly records: RecordStore;
  readonly associations: AssociationStore;
  owners: readonly Owner[];
  dispositions: readonly Disposition[];
  readonly serviceKey: string;
  readonly clock: () => number;
  settings: PortalSettings = defaultSettings;
  /** When this account was seeded, epoch ms. */
  readonly startedAt: number;
  readonly #definitions = new Map<ObjectName, Map<string, PropertyDefinition>>();

  /** Without records, or with those of another portal: what happens in one does not happen in the other. */
  constructor(parts: PortalParts, like?: Portal) {
    this.records = new RecordStore(like?.records);
    this.associations = new AssociationStore(like?.associations);
    this.owners = parts.owners;
    this.dispositions = parts.dispositions;
    this.serviceKey = parts.serviceKey;
    this.clock = parts.clock;
    this.startedAt = parts.clock();
    for (const { name } of objectTypes) {
      const known = objectCatalog[name].properties.map((definition) => [definition.name, definition] as const);
      this.#definitions.set(name, new Map(known));
    }
  }

  /** The properties of an object type by name. */
  definitions(type: ObjectName): ReadonlyMap<string, PropertyDefinition> {
    return this.#definitions.get(type) ?? new Map<string, PropertyDefinition>();
  }

  /** Adds a custom property. */
  addDefinition(type: ObjectName, definition: PropertyDefinition): void {
    this.#definitions.get(type)?.set(definition.name, definition);
    this.records.touch();
  }

  /** Archives a custom property: it and its values can no longer be seen. */
  removeDefinition(type: ObjectName, name: string): void {
    this.#definitions.get(type)?.delete(name);
    this.records.touch();
  }

  /** @throws HubspotError 404 where there is no such record, or no more. */
  get(type: ObjectName, id: string): HubspotRecord {
    const record = this.records.find(type, id);
    if (record === undefined) throw notFound();
    return record;
  }

  /** The properties that every new object of this type must have. */
  requiredOf(name: ObjectName): readonly string[] {
    return [...objectCatalog[name].required, ...(name === 'calls' ? this.settings.requiredOnCalls : [])];
  }

  /** Throws what {@link create} would throw, without writing; the checked values otherwise. */
  checkNew(input: NewRecord): Values {
    const values = this.#checked(input.type, input.values);
    const ruled = input.type.name === 'calls' ? this.settings.ruledOnCalls : [];
    checkRequired(input.type, [...this.requiredOf(input.type.name), ...ruled], values);
    this.#checkUnique(input.type, values, null);
    this.#checkTargets(input);
    return values;
  }

  /** @throws HubspotError 400 or 409 for values or links HubSpot refuses. */
  create(input: NewRecord, source: WriteSource, at = this.clock()): HubspotRecord {
    const values = this.checkNew(input);
    const { name } = input.type;
    const made = this.records.create(name, { ...values, ...derivedValues(name, {}, values, at) }, at, source);
    if (this.settings.dropsAssociations && source === 'INTEGRATION') return made;
    for (const { to, type } of input.associations) this.link({ type: name, id: made.id }, to, type, at);
    this.#noteContact(made);
    return made;
  }

  /** Throws what {@link update} would throw, without writing; the checked values otherwise. */
  checkChange(record: HubspotRecord, changes: Values): Values {
    const type = objectType(record.type);
    const values = this.#checked(type, changes);
    this.#checkUnique(type, values, record.id);
    return values;
  }

  /** @throws HubspotError 400 or 409 for values HubSpot refuses. */
  update(record: HubspotRecord, changes: Values, source: WriteSource, at = this.clock()): HubspotRecord {
    const values = this.checkChange(record, changes);
    const completed =
      record.type === 'tasks' && values['hs_task_status'] === 'COMPLETED'
        ? { hs_task_completion_date: new Date(at).toISOString() }
        : {};
    const derived = derivedValues(record.type, record.values, values, at);
    return this.records.update(record, { ...values, ...derived, ...completed }, at, source);
  }

  /** Deletes a record. A lead that loses its last primary record goes with it, as HubSpot's leads guide says. */
  archive(record: HubspotRecord, at = this.clock()): void {
    const self = { type: record.type, id: record.id };
    const leads = record.type === 'contacts' || record.type === 'companies' ? this.associations.of(self, 'leads') : [];
    const types = objectTypes.map((type) => type.name);
    this.records.archive(record, at);
    this.associations.removeAll(self, types);
    for (const link of leads) {
      const lead = this.records.find('leads', link.id);
      const isOrphan = this.associations.of({ type: 'leads', id: link.id }, 'contacts').length === 0;
      if (lead !== undefined && isOrphan) this.archive(lead, at);
    }
  }

  /** Links two existing records. */
  link(from: RecordId, to: RecordId, type: AssociationType, at = this.clock()): void {
    const self = { type: from.type, id: from.id };
    const isFirst = this.associations.of(self, to.type).length === 0;
    this.associations.add(from, to, type);
    const primary = primaryTypeOf(from.type, to.type);
    // HubSpot makes a record's first company its primary one.
    if (isFirst && primary !== undefined && to.type === 'companies') this.associations.add(from, to, primary);
    this.#setPrimaryIds(from, at);
    this.records.touch();
  }

  /** Folds `other` into `into`: links and missing values move over, `other` is gone afterwards. */
  merge(into: HubspotRecord, other: HubspotRecord, at = this.clock()): HubspotRecord {
    const from = { type: other.type, id: other.id };
    for (const { name } of objectTypes) {
      for (const link of this.associations.of(from, name)) {
        for (const type of link.types)
          this.associations.add({ type: into.type, id: into.id }, { type: name, id: link.id }, type);
      }
    }
    const missing = Object.entries(other.values).filter(([name, value]) => value !== null && !into.values[name]);
    this.archive(other, at);
    return this.records.update(into, Object.fromEntries(missing), at, 'CRM_UI');
  }

  #checked(type: ObjectType, values: Values): Values {
    return checkedValues({
      type,
      definitions: this.definitions(type.name),
      values,
      isOwner: (id) => this.owners.some((owner) => owner.id === id),
      isDisposition: (id) => this.dispositions.some((disposition) => disposition.id === id && !disposition.deleted),
    });
  }

  #checkUnique(type: ObjectType, values: Values, ownId: string | null): void {
    for (const [name, value] of Object.entries(values)) {
      const definition = this.definitions(type.name).get(name);
      if (definition === undefined || !definition.hasUniqueValue || !value) continue;
      const holder = this.records.findBy(type.name, name, value);
      if (holder !== undefined && holder.id !== ownId) throw duplicateValue(type, definition, value, holder.id);
    }
  }

  #checkTargets(input: NewRecord): void {
    const absent = input.associations.filter(({ to }) => this.records.find(to.type, to.id) === undefined);
    if (absent.length > 0) {
      const errors = absent.map(({ to }) => ({
        message: `${objectType(to.type).event}=${to.id} is not valid`,
        code: 'INVALID_OBJECT_ID',
      }));
      throw validationError('Some association targets do not exist.', errors, {
        subCategory: 'crm.associations.INVALID_OBJECT_IDS',
      });
    }
    const needsContact = input.type.name === 'leads' && !input.associations.some(({ to }) => to.type === 'contacts');
    if (needsContact) throw validationError('Error creating LEAD. A lead must be associated with an existing contact.');
  }

  #setPrimaryIds(from: RecordId, at: number): void {
    const record = this.records.find(from.type, from.id);
    if (record === undefined) return;
    if (from.type === 'contacts') {
      const company = this.associations.primary(from, 'companies') ?? null;
      this.records.update(record, { associatedcompanyid: company }, at, 'INTEGRATION');
    }
    if (from.type === 'leads') {
      const contact = this.associations.primary(from, 'contacts') ?? null;
      this.records.update(record, { hs_primary_contact_id: contact }, at, 'INTEGRATION');
    }
  }

  #noteContact(activity: HubspotRecord): void {
    if (!activityNames.some((name) => name === activity.type) || activity.type === 'tasks') return;
    const at = activity.values['hs_timestamp'];
    if (!at || Date.parse(at) > this.clock()) return;
    for (const { id } of this.associations.of({ type: activity.type, id: activity.id }, 'contacts')) {
      const contact = this.records.find('contacts', id);
      if (contact !== undefined)
        this.records.update(contact, contactedValues(contact, at), activity.updatedAt, 'INTEGRATION');
    }
  }
}

function primaryTypeOf(from: ObjectName, to: ObjectName): AssociationType | undefined {
  const ids: Readonly<Record<string, number>> = {
    'contacts>companies': 1,
    'deals>companies': 5,
    'leads>companies': 580,
  };
  const id = ids[`${from}>${to}`];
  return id === undefined ? undefined : findAssociationType(from, to, id);
}

/** The plain link between two types. @throws HubspotError 400 where HubSpot knows none. */
export function plainType(from: ObjectName, to: ObjectName): AssociationType {
  const type = defaultAssociationType(from, to);
  if (type === undefined) {
    const message = `No association type exists between ${objectType(from).event} and ${objectType(to).event}`;
    throw validationError(message, [], { subCategory: 'crm.associations.INVALID_ASSOCIATION_TYPE' });
  }
  return type;
}
