import { recordKey } from '../../lib/model/schemas';
import type { ProgressSnapshot } from '../../lib/progress/progress';

/** Tuesday, 24 November 2026, noon in UTC. */
export const noon = Date.UTC(2026, 10, 24, 12);
export const hour = 3_600_000;

export const maya = recordKey.parse('salesforce:acme.my.salesforce.com:lead:00Q000000000001EAA');
export const diogo = recordKey.parse('hubspot:4711:contact:1002');

/** A day of which a third has passed: two handoffs of three, all days worked from nine to six, in UTC. */
export function snapshotOf(part: Partial<ProgressSnapshot> = {}): ProgressSnapshot {
  return {
    version: 1,
    day: '2026-11-24',
    timeZone: 'UTC',
    today: { dials: 41, connects: 12, conversations: 7, handoffs: 2 },
    month: { dials: 702, connects: 190, conversations: 96, handoffs: 24 },
    targets: {
      day: { dials: 60, connects: null, conversations: 8, handoffs: 3 },
      month: { dials: 1100, connects: null, conversations: 150, handoffs: 40 },
    },
    workingTime: { weekdays: [1, 2, 3, 4, 5, 6, 7], startMinute: 540, endMinute: 1080 },
    handoffTimes: [noon - 2 * hour, noon - hour],
    nextFollowUps: [],
    sync: { waiting: 0, failed: 0, needsSignIn: 0 },
    updatedAt: noon,
    ...part,
  };
}

export const noTargets = { dials: null, connects: null, conversations: null, handoffs: null };
export const nothing = { dials: 0, connects: 0, conversations: 0, handoffs: 0 };
