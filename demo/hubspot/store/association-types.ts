import type { ObjectName } from './object-types.ts';

/**
 * HubSpot's own association types with their direction: `typeId` links `from` to `to`, `inverse` the other way round.
 * Source: developers.hubspot.com associations guide, and `AssociationTypes` of HubSpot's Node client 13.5.
 */
interface Pair {
  readonly from: ObjectName;
  readonly to: ObjectName;
  readonly typeId: number;
  readonly inverse: number;
  readonly label: 'Primary' | null;
}

function pair(from: ObjectName, to: ObjectName, typeId: number, inverse: number, label: 'Primary' | null = null): Pair {
  return { from, to, typeId, inverse, label };
}

const pairs: readonly Pair[] = [
  pair('calls', 'contacts', 194, 193),
  pair('calls', 'companies', 182, 181),
  pair('calls', 'deals', 206, 205),
  pair('calls', 'leads', 597, 596),
  pair('tasks', 'contacts', 204, 203),
  pair('tasks', 'companies', 192, 191),
  pair('tasks', 'deals', 216, 215),
  pair('tasks', 'leads', 647, 646),
  pair('notes', 'contacts', 202, 201),
  pair('notes', 'companies', 190, 189),
  pair('notes', 'deals', 214, 213),
  pair('notes', 'leads', 855, 854),
  pair('meetings', 'contacts', 200, 199),
  pair('meetings', 'companies', 188, 187),
  pair('meetings', 'deals', 212, 211),
  pair('meetings', 'leads', 601, 600),
  pair('emails', 'contacts', 198, 197),
  pair('emails', 'companies', 186, 185),
  pair('emails', 'deals', 210, 209),
  pair('emails', 'leads', 599, 598),
  pair('contacts', 'contacts', 449, 449),
  pair('companies', 'companies', 450, 450),
  pair('deals', 'deals', 451, 451),
  pair('contacts', 'companies', 279, 280),
  pair('contacts', 'companies', 1, 2, 'Primary'),
  pair('deals', 'contacts', 3, 4),
  pair('deals', 'companies', 341, 342),
  pair('deals', 'companies', 5, 6, 'Primary'),
  pair('leads', 'contacts', 608, 609),
  pair('leads', 'contacts', 578, 579, 'Primary'),
  pair('leads', 'companies', 610, 611),
  pair('leads', 'companies', 580, 581, 'Primary'),
  pair('leads', 'deals', 1037, 1038),
  pair('leads', 'deals', 582, 583, 'Primary'),
];

/** One association type as seen from one side. */
export interface AssociationType {
  readonly from: ObjectName;
  readonly to: ObjectName;
  readonly typeId: number;
  readonly inverse: number;
  readonly label: 'Primary' | null;
}

const byEnds = Map.groupBy(
  pairs.flatMap((known): readonly AssociationType[] => {
    const { from, to, typeId, inverse, label } = known;
    const back = { from: to, to: from, typeId: inverse, inverse: typeId, label };
    return from === to ? [known] : [known, back];
  }),
  ({ from, to }) => `${from}>${to}`,
);

/** Every type from `from` to `to`; the unlabelled default comes first. Empty where the two cannot be associated. */
export function associationTypes(from: ObjectName, to: ObjectName): readonly AssociationType[] {
  return byEnds.get(`${from}>${to}`) ?? [];
}

/** The type with this id in this direction; undefined for an id of another pair or of the other direction. */
export function findAssociationType(from: ObjectName, to: ObjectName, typeId: number): AssociationType | undefined {
  return associationTypes(from, to).find((type) => type.typeId === typeId);
}

/** The type `PUT …/associations/default/…` makes. */
export function defaultAssociationType(from: ObjectName, to: ObjectName): AssociationType | undefined {
  return associationTypes(from, to).find((type) => type.label === null);
}
