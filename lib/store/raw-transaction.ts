import type { BatonDatabase } from './database';

/**
 * One IndexedDB transaction without Dexie, for the one path that is measured: logging a call. Dexie's promises and
 * per-request checks cost about as much as the write itself (measured in Chromium: 10.4 ms against 8.2 ms where the
 * empty message took 2.5 ms); everything else goes through Dexie.
 */
export interface RawTransaction {
  /** Reads asked for together go out together. Never await anything but reads: the transaction would end. */
  get(table: string, key: string): Promise<unknown>;
  getAllBy(table: string, index: string, key: string): Promise<readonly unknown[]>;
  /** Adds or replaces; a failure fails the whole transaction. */
  put(table: string, row: object): void;
  /** Like `put`, but fails the whole transaction with a ConstraintError where the key exists. */
  add(table: string, row: object): void;
  delete(table: string, key: string): void;
}

/**
 * Runs `work` in one strictly durable read-write transaction: when the promise resolves, what was written survives a
 * power cut. Whatever `work` throws, and any failed request, takes everything back and is thrown.
 */
export async function rawTransaction<T>(
  database: BatonDatabase,
  tables: readonly string[],
  work: (transaction: RawTransaction) => Promise<T>,
): Promise<T> {
  database.writes.begin(tables);
  const transaction = database.backendDB().transaction([...tables], 'readwrite', { durability: 'strict' });
  const completed = completionOf(transaction);
  try {
    const value = await work(asRaw(transaction));
    // Says that no more requests follow, which saves the engine from waiting for them.
    transaction.commit();
    await completed;
    return value;
  } catch (error) {
    abortQuietly(transaction);
    // A failed request makes `commit` throw InvalidStateError; the transaction itself knows the true reason.
    await completed.catch((reason: unknown) => {
      throw transaction.error === null ? error : reason;
    });
    throw error;
  }
}

function asRaw(transaction: IDBTransaction): RawTransaction {
  return {
    get: (table, key) => resultOf<unknown>(transaction.objectStore(table).get(key)),
    getAllBy: (table, index, key) => resultOf<unknown[]>(transaction.objectStore(table).index(index).getAll(key)),
    put: (table, row) => void transaction.objectStore(table).put(row),
    add: (table, row) => void transaction.objectStore(table).add(row),
    delete: (table, key) => void transaction.objectStore(table).delete(key),
  };
}

function completionOf(transaction: IDBTransaction): Promise<void> {
  const completed = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () =>
      reject(transaction.error ?? new DOMException('The transaction was aborted', 'AbortError'));
  });
  // Awaited later, or not at all where `work` throws first; either way it is no unhandled rejection.
  completed.catch(() => undefined);
  return completed;
}

function abortQuietly(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has already ended by itself.
  }
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException('The request failed', 'UnknownError'));
  });
}
