import type { Portal } from './portal.ts';
import type { HubspotRecord } from './record-store.ts';

/** A segment (list) of records of one type. */
export interface Segment {
  /** HubSpot's ILS list id. */
  readonly id: string;
  readonly name: string;
  readonly objectTypeId: string;
  readonly processingType: 'DYNAMIC' | 'MANUAL';
  /** Who belongs to it. */
  readonly holds: (record: HubspotRecord) => boolean;
}

const typeNames = { '0-1': 'contacts', '0-2': 'companies' } as const;

/** The portal's segments: some of contacts, one of companies. */
export const segments: readonly Segment[] = [
  {
    ...{ id: '101', name: 'Webinar sign-ups', objectTypeId: '0-1', processingType: 'DYNAMIC' },
    holds: ({ values }) => values['lead_source'] === 'Webinar',
  },
  {
    ...{ id: '102', name: 'Open leads', objectTypeId: '0-1', processingType: 'DYNAMIC' },
    holds: ({ values }) => ['NEW', 'OPEN', 'IN_PROGRESS'].includes(values['hs_lead_status'] ?? ''),
  },
  {
    ...{ id: '103', name: 'Trade fair, hand-picked', objectTypeId: '0-1', processingType: 'MANUAL' },
    holds: ({ id }) => Number(id) % 9 === 0,
  },
  {
    ...{ id: '104', name: 'Target accounts', objectTypeId: '0-2', processingType: 'MANUAL' },
    holds: ({ id }) => Number(id) % 5 === 0,
  },
];

/** The records a segment holds now, by id. */
export function membersOf(portal: Portal, segment: Segment): readonly HubspotRecord[] {
  const name = Object.entries(typeNames).find(([id]) => id === segment.objectTypeId)?.[1];
  const all = name === undefined ? [] : portal.records.all(name);
  return all.filter(segment.holds).toSorted((a, b) => Number(a.id) - Number(b.id));
}

/** The segment with this id. */
export function findSegment(id: string): Segment | undefined {
  return segments.find((segment) => segment.id === id);
}
