import { isChange, targetIdOf } from '../crm/marker';
import type { OutboxEntry } from './outbox-entry';

/** Whether `later` leaves nothing of `earlier` to be told: both say how one and the same thing stands, and the last word holds. */
export function overtakes(later: OutboxEntry, earlier: OutboxEntry): boolean {
  if (later.id <= earlier.id) return false;
  const [a, b] = [later.write, earlier.write];
  if (a.kind === 'handoffAnswer' && b.kind === 'handoffAnswer') return a.handoffWriteId === b.handoffWriteId;
  return isChange(a) && isChange(b) && targetIdOf(a) === targetIdOf(b);
}
