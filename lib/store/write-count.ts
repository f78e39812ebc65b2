/**
 * Counts the read-write transactions begun on each table of a database, whoever begins them. IndexedDB carries out
 * transactions that share a table in the order in which they were begun, a writing one alone: what was read since the
 * last of them began is what the next one will find (https://www.w3.org/TR/IndexedDB/#transaction-scheduling).
 */
export class WriteCount {
  readonly #begun = new Map<string, number>();

  begin(tables: Iterable<string>): void {
    for (const table of tables) this.#begun.set(table, (this.#begun.get(table) ?? 0) + 1);
  }

  /** How many were begun so far on any of these tables. It only grows. */
  of(tables: readonly string[]): number {
    return tables.reduce((sum, table) => sum + (this.#begun.get(table) ?? 0), 0);
  }
}
