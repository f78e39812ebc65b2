import type { LeadRecord } from '../crm/lead-record';
import { type RecordKey, recordKey as recordKeyOf } from '../model/record';
import type { BatonDatabase } from '../store/database';
import { recordRow } from '../store/rows';

/** So many records are kept in one transaction: a call that is being logged meanwhile waits for no more than these. */
const keptAtOnce = 100;

/**
 * Keeps what a list told of leads, and answers whose copy that changed. A copy that was read whole says more, and stays but for
 * what changes whose turn it is.
 */
export async function keepListed(database: BatonDatabase, listed: readonly LeadRecord[]): Promise<RecordKey[]> {
  const changed: RecordKey[] = [];
  for (let from = 0; from < listed.length; from += keptAtOnce) {
    const some = listed.slice(from, from + keptAtOnce);
    await database.transaction('rw', database.records, async () => {
      const befores = await database.records.bulkGet(some.map(({ ref }) => recordKeyOf(ref)));
      const rows = some.map((record, index) => {
        const before = recordRow.safeParse(befores[index]).data ?? null;
        const { activities, olderActivities, openOpportunities } = before?.record ?? record;
        // Of the activities a list says nothing: the copy's age stays that of what it knows.
        const fetchedAt = before?.record?.fetchedAt ?? 0;
        const now = { ...record, activities, olderActivities, openOpportunities, fetchedAt };
        // As it will be read again, so that the two can be compared.
        return { before, row: recordRow.parse({ recordKey: recordKeyOf(record.ref), record: now, problem: null }) };
      });
      const differing = rows.filter(({ before, row }) => JSON.stringify(before) !== JSON.stringify(row));
      await database.records.bulkPut(differing.map(({ row }) => row));
      changed.push(...differing.map(({ row }) => row.recordKey));
    });
  }
  return changed;
}
