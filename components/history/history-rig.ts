import { maya, noon } from '../progress/progress-rig';
import { callOf as callOfLead } from '../sidebar/lead-rig';
import type { ListedCall } from './history-rows';

/** A call logged at noon, with what the test needs changed. */
export function callOf(part: Partial<ListedCall> = {}): ListedCall {
  const logged = callOfLead(maya, noon, { durationMs: 134_000, sync: 'synced' });
  return { ...logged, company: 'Northwind Freight', ...part };
}
