import { isChange, targetIdOf } from '../crm/marker';
import type { CrmWrite } from '../crm/write';
import type { OutboxEntry } from './outbox-entry';
import { overtakes } from './overtaken';

/** The refused entry as it goes on, or null where it goes no further; and the changes of it that have no use any more. */
export interface AfterRefusal {
  readonly entry: OutboxEntry | null;
  readonly obsolete: readonly string[];
}

/**
 * What becomes of a write that the CRM refused, and of changes that wait behind it: it made nothing, so there is nothing
 * for them to change, and sent by themselves they would be lost. A call that was put right meanwhile is tried with what is
 * right now; what was taken back meanwhile is withdrawn. A refused change that a later one overtakes goes: tried again
 * after that one, it would bring the older words back. `behind` are entries of the same record; `now` in epoch ms.
 */
export function afterRefusal(refused: OutboxEntry, behind: readonly OutboxEntry[], now: number): AfterRefusal {
  if (behind.some((entry) => overtakes(entry, refused))) return { entry: null, obsolete: [] };
  if (isChange(refused.write)) return { entry: refused, obsolete: [] };
  const changes = behind
    .filter(({ write }) => isChange(write) && targetIdOf(write) === refused.id)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const obsolete = changes.map(({ id }) => id);
  const last = changes.at(-1)?.write;
  if (last === undefined) return { entry: refused, obsolete };
  const write = rightNow(refused.write, last);
  if (write === null) return { entry: null, obsolete };
  return { entry: { ...refused, write, state: 'waiting', attempts: 0, nextAttemptAt: now, problem: null }, obsolete };
}

/** The refused write as its last change has it; null where that takes it back. */
function rightNow(refused: CrmWrite, last: CrmWrite): CrmWrite | null {
  if (last.kind === 'editCall') {
    const { callWriteId: id, ...words } = last;
    return { ...words, id, kind: 'logCall' };
  }
  if (last.kind !== 'editFollowUp' || refused.kind !== 'followUp') return null;
  return { ...refused, subject: last.subject, body: last.body };
}
