import type { Handoff } from '../handoff/handoff';
import type { RecordKey } from '../model/record';
import type { BatonDatabase } from './database';
import { parseRows, type UnreadableRow } from './quarantine';
import { handoffRow } from './rows';

/** The latest handoff of a lead; null where it was never handed over. */
export async function latestHandoff(
  database: BatonDatabase,
  key: RecordKey,
  unreadable: UnreadableRow[],
): Promise<Handoff | null> {
  const raws = await database.handoffs.where('recordKey').equals(key).toArray();
  const rows = parseRows('handoffs', handoffRow, raws, unreadable);
  return rows.toSorted((a, b) => a.submittedAt - b.submittedAt).at(-1) ?? null;
}
