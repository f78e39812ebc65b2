import { type AssociationType, associationTypes } from './association-types.ts';
import type { ObjectName } from './object-types.ts';

export interface RecordId {
  readonly type: ObjectName;
  readonly id: string;
}

/** One linked record with the types of the link, as seen from the record asked about. */
export interface Link {
  readonly id: string;
  readonly types: readonly AssociationType[];
}

/** Which records are linked, in both directions, with the types of each link. */
export class AssociationStore {
  readonly #links: Map<string, Map<string, Set<number>>>;

  /** Empty, or with the links of another one. */
  constructor(like?: AssociationStore) {
    const copied = (links: ReadonlyMap<string, ReadonlySet<number>>) =>
      new Map([...links].map(([id, types]) => [id, new Set(types)]));
    this.#links = new Map([...(like === undefined ? [] : like.#links)].map(([from, links]) => [from, copied(links)]));
  }

  /** Links two records by this type, and by its inverse the other way round. A primary link is also a plain one. */
  add(from: RecordId, to: RecordId, type: AssociationType): void {
    this.#add(from, to, type.typeId);
    this.#add(to, from, type.inverse);
    const plain = associationTypes(type.from, type.to).find((known) => known.label === null);
    if (type.label !== null && plain !== undefined) this.add(from, to, plain);
  }

  /** The links from a record to records of another type, in the order they were made. */
  of(from: RecordId, to: ObjectName): Link[] {
    const known = associationTypes(from.type, to);
    return [...(this.#links.get(key(from, to)) ?? [])].map(([id, typeIds]) => ({
      id,
      types: known.filter((type) => typeIds.has(type.typeId)),
    }));
  }

  /** The linked record that carries the primary label, else the first linked one. */
  primary(from: RecordId, to: ObjectName): string | undefined {
    const links = this.of(from, to);
    const primary = links.find((link) => link.types.some((type) => type.label === 'Primary'));
    return (primary ?? links[0])?.id;
  }

  /** Removes every link between two records. */
  remove(from: RecordId, to: RecordId): void {
    this.#links.get(key(from, to.type))?.delete(to.id);
    this.#links.get(key(to, from.type))?.delete(from.id);
  }

  /** Removes every link of a deleted record to records of the given types. */
  removeAll(record: RecordId, types: readonly ObjectName[]): void {
    for (const type of types) {
      for (const link of this.of(record, type)) this.remove(record, { type, id: link.id });
    }
  }

  #add(from: RecordId, to: RecordId, typeId: number): void {
    const at = key(from, to.type);
    const links = this.#links.get(at) ?? new Map<string, Set<number>>();
    const types = links.get(to.id) ?? new Set<number>();
    types.add(typeId);
    links.set(to.id, types);
    this.#links.set(at, links);
  }
}

function key(from: RecordId, to: ObjectName): string {
  return `${from.type}:${from.id}>${to}`;
}
