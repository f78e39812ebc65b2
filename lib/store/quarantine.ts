import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { BatonDatabase } from './database';
import type { QuarantineRow } from './rows';

/** A row that did not parse, on its way to quarantine. */
export interface UnreadableRow {
  readonly table: string;
  readonly key: string;
  readonly raw: unknown;
  readonly why: string;
}

/** The rows of `raws` that parse; the others are added to `unreadable`, which the caller gives to {@link setAside}. */
export function parseRows<S extends z.ZodType>(
  table: string,
  schema: S,
  raws: readonly unknown[],
  unreadable: UnreadableRow[],
): z.infer<S>[] {
  return raws.flatMap((raw) => {
    const row = parseRow(table, schema, raw, unreadable);
    return row === undefined ? [] : [row];
  });
}

/** The row where there is one and it parses; else undefined. One that does not parse is added to `unreadable`. */
export function parseRow<S extends z.ZodType>(
  table: string,
  schema: S,
  raw: unknown,
  unreadable: UnreadableRow[],
): z.infer<S> | undefined {
  if (raw === undefined) return undefined;
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  // Paths and codes only: messages may quote what was stored.
  const why = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join('; ');
  unreadable.push({ table, key: keyOf(raw), raw, why });
  return undefined;
}

/**
 * Moves unreadable rows, as they were found, to the table `quarantine`. Inside a command it must come before any write
 * to their keys (whose tables, and `quarantine`, are in the command's scope): nothing unreadable is ever overwritten.
 */
export async function setAside(database: BatonDatabase, rows: readonly UnreadableRow[], at: number): Promise<void> {
  if (rows.length === 0) return;
  const tables = [...new Set(rows.map((row) => row.table))].map((name) => database.table<unknown, string>(name));
  await database.transaction('rw', [...tables, database.quarantine], async () => {
    for (const row of rows) {
      // Two readers may have met the same row: the second finds it gone, or mended, and leaves it alone.
      if (row.key !== '' && !(await isStillThere(database, row))) continue;
      const kept: QuarantineRow = { id: uuidv7(), table: row.table, key: row.key, raw: row.raw, why: row.why, at };
      await database.quarantine.add(kept);
      if (row.key !== '') await database.table<unknown, string>(row.table).delete(row.key);
    }
  });
}

async function isStillThere(database: BatonDatabase, row: UnreadableRow): Promise<boolean> {
  const now = await database.table<unknown, string>(row.table).get(row.key);
  return JSON.stringify(now) === JSON.stringify(row.raw);
}

const keyNames = ['id', 'recordKey', 'day', 'key'];

/** The primary key of a row of any table, or '' where it has none that can be read. */
function keyOf(raw: unknown): string {
  if (typeof raw !== 'object' || raw === null) return '';
  const entries = new Map(Object.entries(raw));
  // `id` goes first: rows with both are keyed by it.
  for (const name of keyNames) {
    const key = entries.get(name);
    if (typeof key === 'string') return key;
  }
  return '';
}
