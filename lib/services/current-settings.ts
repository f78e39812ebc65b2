import type { Settings } from '../messaging/protocol';
import { setAside, type UnreadableRow } from '../store/quarantine';
import { readSettings } from '../store/settings';
import type { Store } from '../store/store';

/**
 * The settings in force, read once per life of the worker: the background is their only writer, and whoever saves them
 * says so here. Logging a call must not wait for another read.
 */
export class CurrentSettings {
  readonly #store: Store;
  readonly #now: () => number;
  #known: Settings | null = null;

  constructor(store: Store, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  async read(): Promise<Settings> {
    if (this.#known !== null) return this.#known;
    const database = await this.#store.open();
    const unreadable: UnreadableRow[] = [];
    const settings = await readSettings(database, unreadable);
    await setAside(database, unreadable, this.#now());
    this.#known ??= settings;
    return this.#known;
  }

  /** After they were saved. */
  saved(settings: Settings): void {
    this.#known = settings;
  }

  /** After something else wrote them (a restore): they are read anew. */
  forget(): void {
    this.#known = null;
  }
}
