import { type StoreState, storeState } from '../messaging/views';
import { BatonDatabase } from './database';
import { isQuotaFailure, namesOfFailure } from './failures';
import { readLive, writeLive } from './live';

const firstName = 'baton';
/** A disk or profile that is busy for a moment must not cost the SDR their history. */
const openTries = 3;
const pauseBetweenTriesMs = 150;

/** Tells which database is in use before any was set aside. */
export const soundStoreState: StoreState = { name: firstName, setAside: [], quarantined: 0 };

/**
 * The one open database of the background. Opens at first use, again after the browser closed it, and under a new
 * name where the old one cannot be opened: an unreadable database is set aside and said, and never blocks logging.
 */
export class Store {
  readonly #now: () => number;
  readonly #make: (name: string) => BatonDatabase;
  #opening: Promise<BatonDatabase> | null = null;

  constructor(now: () => number, make: (name: string) => BatonDatabase = (name) => new BatonDatabase(name)) {
    this.#now = now;
    this.#make = make;
  }

  /** The open database. @throws what the browser threw, where not even an empty one can be opened; the next call tries again. */
  open(): Promise<BatonDatabase> {
    this.#opening ??= this.#openAny().catch((error: unknown) => {
      this.#opening = null;
      throw error;
    });
    return this.#opening;
  }

  close(): void {
    void this.#opening?.then((database) => database.close());
    this.#opening = null;
  }

  async #openAny(): Promise<BatonDatabase> {
    const state = (await readLive('storeState', storeState)) ?? soundStoreState;
    try {
      return await this.#openNamed(state.name);
    } catch (error) {
      if (isQuotaFailure(error)) throw error;
      return this.#openInstead(state, error);
    }
  }

  async #openInstead(state: StoreState, error: unknown): Promise<BatonDatabase> {
    const name = `${firstName}-${state.setAside.length + 2}`;
    const database = await this.#openNamed(name);
    const why = namesOfFailure(error).join(' of ');
    const setAside = [...state.setAside, { name: state.name, at: this.#now(), why }];
    await writeLive('storeState', { ...state, name, setAside });
    return database;
  }

  async #openNamed(name: string): Promise<BatonDatabase> {
    for (let tries = 1; ; tries += 1) {
      const database = this.#make(name);
      try {
        await database.open();
        database.on('close', () => {
          this.#opening = null;
        });
        return database;
      } catch (error) {
        database.close();
        if (tries === openTries || isFinal(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, pauseBetweenTriesMs * tries));
      }
    }
  }
}

/** Trying again does not help: a newer Baton wrote it, or a migration failed on its rows. */
function isFinal(error: unknown): boolean {
  const names = namesOfFailure(error);
  return names.includes('VersionError') || names.includes('UpgradeError');
}
