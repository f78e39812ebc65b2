import type { AppError } from '../messaging/app-error';

/** A refusal with its typed reason; thrown inside a transaction it takes everything back. */
export class CommandFailure extends Error {
  readonly appError: AppError;
  constructor(appError: AppError) {
    super(appError.kind);
    this.name = 'CommandFailure';
    this.appError = appError;
  }
}

/** Names that IndexedDB and Dexie give to failures of the store itself (and not of our code). */
const storeFailures: ReadonlySet<string> = new Set([
  'AbortError',
  'BlockedError',
  'DatabaseClosedError',
  'InvalidStateError',
  'MissingAPIError',
  'NotFoundError',
  'NotReadableError',
  'OpenFailedError',
  'TimeoutError',
  'TransactionInactiveError',
  'UnknownError',
  'UpgradeError',
  'VersionError',
]);

/** Every name in the chain of an error, outermost first: Dexie wraps what the browser threw in `inner`. */
export function namesOfFailure(thrown: unknown): readonly string[] {
  const names: string[] = [];
  let error = thrown;
  while (error instanceof Error && names.length < 5) {
    names.push(error.name);
    error = 'inner' in error ? error.inner : error.cause;
  }
  return names;
}

/** True where the disk, or the share of it the browser gives, is full. */
export function isQuotaFailure(thrown: unknown): boolean {
  return namesOfFailure(thrown).includes('QuotaExceededError');
}

/** The error a surface gets for whatever was thrown. Messages of unforeseen errors are left out: they may quote data. */
export function appErrorOf(thrown: unknown, where: string): AppError {
  if (thrown instanceof CommandFailure) return thrown.appError;
  if (isQuotaFailure(thrown)) return { kind: 'storageFull' };
  const names = namesOfFailure(thrown);
  const storeName = names.find((name) => storeFailures.has(name));
  if (storeName !== undefined) return { kind: 'storageBroken', message: `${storeName} in ${where}` };
  return { kind: 'bug', message: `${names.join(' of ') || typeof thrown} in ${where}` };
}
