import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import type { BatonBrowser } from '../support/browser.ts';

/** Rows as the product itself wrote them for one logged call: what is seeded has their shape, whatever it is by then. */
export const writtenRows = z.object({
  calls: z.looseObject({ id: z.string(), recordKey: z.string(), day: z.string() }),
  pursuits: z.looseObject({ recordKey: z.string(), org: z.string() }),
  days: z.looseObject({ day: z.string(), counts: z.record(z.string(), z.number()) }),
  outbox: z.array(z.looseObject({ id: z.string() })),
});
export type WrittenRows = z.infer<typeof writtenRows>;

/** Calls of a busy day on a power dialler, and how often a lead is called in all. */
const callsPerDay = 300;
const callsPerLead = 25;
const chunkCalls = 10_000;

/** A page of Baton's own origin without any program in it: what it does to the database is all that happens. */
export async function openStorePage(baton: BatonBrowser): Promise<Page> {
  const page = await baton.context.newPage();
  await page.goto(baton.url('manifest.json'));
  return page;
}

/** The rows in the store after exactly one call was logged. */
export async function readWrittenRows(page: Page): Promise<WrittenRows> {
  const raw: unknown = await page.evaluate(async () => {
    const resultOf = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await resultOf(indexedDB.open('baton'));
    const transaction = database.transaction(['calls', 'pursuits', 'days', 'outbox']);
    const all = (table: string) => resultOf(transaction.objectStore(table).getAll());
    const [calls, pursuits, days, outbox] = await Promise.all(['calls', 'pursuits', 'days', 'outbox'].map(all));
    database.close();
    return { calls: calls?.[0], pursuits: pursuits?.[0], days: days?.[0], outbox };
  });
  return writtenRows.parse(raw);
}

export interface SeedOptions {
  readonly template: WrittenRows;
  readonly calls: number;
  /** The ids of the leads, by number from 1; they replace the template's in its keys. */
  readonly leadIdOf: (number: number) => string;
  /** Leads up to this number get no open follow-up, so that logging on them does what it does on a new lead. */
  readonly leadsWithoutFollowUp: number;
  readonly say: (text: string) => void;
}

interface Chunk {
  readonly template: WrittenRows;
  readonly from: number;
  readonly to: number;
  readonly leadsWithoutFollowUp: number;
  readonly callsPerDay: number;
}

/**
 * Fills the store with old calls, as years of work leave it: the last seven days in the table of recent days, the rest
 * in the archive, every call delivered, a pursuit per lead (most with an open follow-up), counters per day.
 * Answers how long it took (ms).
 */
export async function seedHistory(page: Page, options: SeedOptions): Promise<number> {
  const { template, calls, leadIdOf, leadsWithoutFollowUp, say } = options;
  const startedAt = performance.now();
  const leads = Math.max(callsPerDay, Math.ceil(calls / callsPerLead));
  const leadIds = Array.from({ length: leads }, (_, at) => leadIdOf(at + 1));
  await page.evaluate((ids) => Object.assign(globalThis, { seedLeadIds: ids }), leadIds);
  for (let from = 0; from < calls; from += chunkCalls) {
    const to = Math.min(from + chunkCalls, calls);
    await page.evaluate(seedChunk, { template, from, to, leadsWithoutFollowUp, callsPerDay });
    if (to % 100_000 === 0) say(`${to} of ${calls} calls seeded`);
  }
  return performance.now() - startedAt;
}

const tidyCheckMs = 2000;
/** The files of a store that is left alone for so long are in order. */
const tidyChecks = 5;
const mostTidyChecks = 150;

/**
 * Waits until the browser has put the files of its databases in order: after so much was written at once it merges them
 * for a while, and every write waits for that. Who has made so many calls did it over years. Answers how long it took (ms).
 */
export async function settleStore(profile: string): Promise<number> {
  const startedAt = performance.now();
  let before = '';
  let same = 0;
  for (let check = 0; check < mostTidyChecks && same < tidyChecks; check += 1) {
    await pause(tidyCheckMs);
    const now = await filesOf(join(profile, 'Default', 'IndexedDB'));
    same = now === before ? same + 1 : 0;
    before = now;
  }
  return performance.now() - startedAt;
}

async function filesOf(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true });
  const sizes = names.map(async (name) => `${name} ${(await stat(join(folder, name)).catch(() => null))?.size}`);
  return (await Promise.all(sizes)).join('\n');
}

/** Runs in the page, so it uses nothing from around it. Call number 0 is the newest. */
async function seedChunk(chunk: Chunk): Promise<void> {
  const dayMs = 86_400_000;
  const recentDays = 7;
  const { template, from, to, leadsWithoutFollowUp, callsPerDay } = chunk;
  const leadIds: readonly string[] = Reflect.get(globalThis, 'seedLeadIds');
  const keyStart = template.calls.recordKey.slice(0, template.calls.recordKey.lastIndexOf(':') + 1);
  const midnight = new Date().setHours(0, 0, 0, 0);
  const idAt = (at: number, number: number) => {
    const time = at.toString(16).padStart(12, '0');
    const random = [...crypto.getRandomValues(new Uint8Array(4))].map((byte) => byte.toString(16).padStart(2, '0'));
    return `${time.slice(0, 8)}-${time.slice(8)}-7${random.join('').slice(0, 3)}-8${random.join('').slice(3, 6)}-${number.toString(16).padStart(12, '0')}`;
  };
  const dayOf = (at: number) => {
    const date = new Date(at);
    const two = (part: number) => String(part).padStart(2, '0');
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  };
  const request = indexedDB.open('baton');
  await new Promise((resolve, reject) => {
    request.onsuccess = resolve;
    request.onerror = () => reject(request.error);
  });
  const database = request.result;
  const tables = ['calls', 'callsArchive', 'delivered', 'days', 'pursuits'];
  const transaction = database.transaction(tables, 'readwrite', { durability: 'relaxed' });
  for (let number = from; number < to; number += 1) {
    const daysAgo = Math.floor(number / callsPerDay) + 1;
    const at = midnight - daysAgo * dayMs + 9 * 3_600_000 + (callsPerDay - (number % callsPerDay)) * 90_000;
    const day = dayOf(at);
    const lead = number % leadIds.length;
    const recordKey = keyStart + leadIds[lead];
    const id = idAt(at, number);
    const note = number % 3 === 0 ? `Spoke to the front desk, they said to try after ${number % 12} o'clock.` : '';
    const old = { id, recordKey, day, note, startedAt: at - 40_000, loggedAt: at, durationMs: 38_000 };
    const call = { ...template.calls, ...old, followUpId: null, promised: null };
    transaction.objectStore(daysAgo <= recentDays ? 'calls' : 'callsArchive').put(call);
    const delivered = { id, org: template.pursuits.org, recordKey, crmId: `00T${id.slice(-12)}EAA`, at };
    transaction.objectStore('delivered').put(delivered);
    if (number % callsPerDay === 0) {
      const counts = Object.entries(template.days.counts).map(([name, count]) => [name, count * callsPerDay]);
      transaction.objectStore('days').put({ ...template.days, day, counts: Object.fromEntries(counts) });
    }
    if (number >= leadIds.length) continue;
    // The newest call of each lead comes first, and says where it stands.
    const isOpen = lead >= leadsWithoutFollowUp && lead % 10 !== 0;
    const { followUp, openDueAt: _, ...pursuit } = template.pursuits;
    const dueAt = midnight + (1 + (lead % 90)) * dayMs;
    const open =
      isOpen && typeof followUp === 'object' && followUp !== null
        ? { followUp: { ...followUp, id: idAt(at + 1, number), recordKey, dueAt }, openDueAt: dueAt }
        : { followUp: null };
    const lastDay = { day, calls: [] };
    transaction.objectStore('pursuits').put({ ...pursuit, ...open, recordKey, attempts: 25, lastCallAt: at, lastDay });
  }
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  database.close();
}
