import { objectCatalog } from '../catalog/index.ts';
import type { ObjectName } from './object-types.ts';

export type Values = Readonly<Record<string, string | null>>;

interface HistoryEntry {
  readonly value: string | null;
  readonly timestamp: number;
  readonly sourceType: string;
}

interface Version {
  readonly at: number;
  readonly values: Values;
  readonly archived: boolean;
}

/** One record. Values are strings, as HubSpot's API has them; a property never set is absent. */
export interface HubspotRecord {
  readonly id: string;
  readonly type: ObjectName;
  readonly values: Values;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly archived: boolean;
  readonly history: Readonly<Record<string, readonly HistoryEntry[]>>;
  /** States the search index may still show, oldest first. */
  readonly versions: readonly Version[];
}

const keptVersions = 12;
/** Which properties each type has: only those HubSpot itself keeps up to date are stamped. */
const stamped: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(objectCatalog).map(([type, { properties }]) => [type, new Set(properties.map(({ name }) => name))]),
);
const firstIds: Readonly<Record<ObjectName, number>> = {
  contacts: 21840051,
  companies: 9318027731,
  deals: 17402265118,
  leads: 394850127,
  calls: 40118293004,
  tasks: 40227310911,
  notes: 40336018244,
  emails: 40445120377,
  meetings: 40554009812,
};

/** The portal's records, each under its type and id. Knows nothing of HTTP or validation. */
export class RecordStore {
  readonly #records: Map<ObjectName, Map<string, HubspotRecord>>;
  readonly #lastIds: Map<ObjectName, number>;
  #revision: number;

  /** Empty, or with what another one holds: records are replaced and never changed, so that both may share them. */
  constructor(like?: RecordStore) {
    const records = like === undefined ? [] : [...like.#records];
    this.#records = new Map(records.map(([type, known]) => [type, new Map(known)]));
    this.#lastIds = new Map(like === undefined ? [] : like.#lastIds);
    this.#revision = like?.revision ?? 0;
  }

  /** Grows with every change; the UI asks whether anything happened since. */
  get revision(): number {
    return this.#revision;
  }

  /** Says that something outside the records changed what the UI shows. */
  touch(): void {
    this.#revision += 1;
  }

  /** The record, unless it never was or was deleted. */
  find(type: ObjectName, id: string): HubspotRecord | undefined {
    const record = this.#of(type).get(id);
    return record === undefined || record.archived ? undefined : record;
  }

  /** All records of a type that are not deleted, oldest id first. */
  all(type: ObjectName): HubspotRecord[] {
    return [...this.#of(type).values()].filter((record) => !record.archived);
  }

  /** Deleted records of a type. */
  allArchived(type: ObjectName): HubspotRecord[] {
    return [...this.#of(type).values()].filter((record) => record.archived);
  }

  /** The record whose property has this value, compared without case. */
  findBy(type: ObjectName, property: string, value: string): HubspotRecord | undefined {
    const wanted = value.toLowerCase();
    return this.all(type).find((record) => record.values[property]?.toLowerCase() === wanted);
  }

  /** The state of every record as a search sees it: what was written less than `delayMs` ago is not there yet. */
  indexed(type: ObjectName, now: number, delayMs: number): HubspotRecord[] {
    const found: HubspotRecord[] = [];
    for (const record of this.#of(type).values()) {
      const version = record.versions.findLast((known) => known.at + delayMs <= now);
      if (version !== undefined && !version.archived) {
        found.push({ ...record, values: version.values, archived: false, updatedAt: version.at });
      }
    }
    return found;
  }

  create(type: ObjectName, values: Values, at: number, source: string): HubspotRecord {
    const id = this.#nextId(type);
    const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
    const set = this.#stamp(type, id, { ...given }, at, at, source);
    const history = Object.fromEntries(
      Object.entries(set).map(([name, value]) => [name, [{ value, timestamp: at, sourceType: source }]]),
    );
    const versions = [{ at, values: set, archived: false }];
    return this.#put({ id, type, values: set, createdAt: at, updatedAt: at, archived: false, history, versions });
  }

  update(record: HubspotRecord, changes: Values, at: number, source: string): HubspotRecord {
    const changed = Object.entries(changes).filter(([name, value]) => (record.values[name] ?? null) !== value);
    if (changed.length === 0) return record;
    const values = this.#stamp(record.type, record.id, { ...record.values, ...changes }, record.createdAt, at, source);
    const history = { ...record.history };
    for (const [name, value] of changed) {
      history[name] = [{ value, timestamp: at, sourceType: source }, ...(history[name] ?? [])];
    }
    return this.#put({
      ...record,
      values,
      updatedAt: at,
      history,
      versions: this.#withVersion(record, at, values, false),
    });
  }

  /** Deletes: reads by id stop at once, the search index follows later. */
  archive(record: HubspotRecord, at: number): void {
    const versions = this.#withVersion(record, at, record.values, true);
    this.#put({ ...record, archived: true, updatedAt: at, versions });
  }

  #withVersion(record: HubspotRecord, at: number, values: Values, archived: boolean): Version[] {
    return [...record.versions, { at, values, archived }].slice(-keptVersions);
  }

  #stamp(type: ObjectName, id: string, values: Values, created: number, updated: number, source: string): Values {
    const createdAt = new Date(created).toISOString();
    const updatedAt = new Date(updated).toISOString();
    const dates: Record<string, string> = {
      hs_object_id: id,
      hs_object_source: values['hs_object_source'] ?? source,
      hs_createdate: createdAt,
      hs_lastmodifieddate: updatedAt,
      createdate: createdAt,
      lastmodifieddate: updatedAt,
    };
    const known = stamped.get(type);
    const stamps = Object.entries(dates).filter(([name]) => known?.has(name));
    return { ...values, ...Object.fromEntries(stamps) };
  }

  #put(record: HubspotRecord): HubspotRecord {
    this.#of(record.type).set(record.id, record);
    this.#revision += 1;
    return record;
  }

  #of(type: ObjectName): Map<string, HubspotRecord> {
    const known = this.#records.get(type);
    if (known !== undefined) return known;
    const made = new Map<string, HubspotRecord>();
    this.#records.set(type, made);
    return made;
  }

  #nextId(type: ObjectName): string {
    const last = this.#lastIds.get(type) ?? firstIds[type];
    // Real ids are not consecutive; nothing may rely on the next one.
    const next = last + 50 + ((last * 7919) % 89);
    this.#lastIds.set(type, next);
    return String(next);
  }
}
