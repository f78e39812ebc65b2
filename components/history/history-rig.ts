import { newCommandId } from '../../lib/messaging/client';
import { maya, noon } from '../progress/progress-rig';
import type { ListedCall } from './history-rows';

/** A call logged at noon, with what the test needs changed. */
export function callOf(part: Partial<ListedCall> = {}): ListedCall {
  return {
    id: newCommandId(),
    recordKey: maya,
    leadName: 'Maya Okonkwo',
    company: 'Northwind Freight',
    outcomeId: 'noAnswer',
    startedAt: noon,
    durationMs: 134_000,
    loggedAt: noon,
    day: '2026-11-24',
    timeZone: 'UTC',
    number: null,
    note: '',
    followUpId: null,
    undoneAt: null,
    sync: 'synced',
    ...part,
  };
}
