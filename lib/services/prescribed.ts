import { z } from 'zod';
import { browser } from '../browser';
import { readScorecardFile } from '../qualification/scorecard-file';
import { keepPrescribed, type Prescribed, readPrescribed } from '../store/scorecards';
import type { Services } from './services';

/** What an administrator may set for scorecards (see `public/managed-schema.json`). */
const managed = z.object({
  scorecards: z.array(z.string()).optional().catch(undefined),
  scorecardInUse: z.string().optional().catch(undefined),
});

/**
 * Reads what an administrator prescribes and keeps it in the store, where leads are scored from it. A file that is no
 * scorecard is counted, and the others hold.
 */
export async function readPrescription(services: Services): Promise<void> {
  const prescribed = prescriptionOf(await managedValues());
  const database = await services.store.open();
  const isNew = await database.transaction('rw', database.meta, async () => {
    const before = await readPrescribed(database, []);
    if (JSON.stringify(before) === JSON.stringify(prescribed)) return false;
    await keepPrescribed(database, prescribed);
    return true;
  });
  if (isNew) services.changed({ topics: ['scorecards'] });
}

/** What the raw values of managed storage prescribe. */
export function prescriptionOf(raw: unknown): Prescribed {
  const values = managed.safeParse(raw).data ?? {};
  const files = (values.scorecards ?? []).map(readScorecardFile);
  const cards = files.flatMap((file) => (file.ok ? [file.card] : []));
  const [id, version] = values.scorecardInUse?.split('@') ?? [];
  const inUse =
    id === undefined || !/^\d{1,7}$/.test(version ?? '') ? null : { scorecardId: id, version: Number(version) };
  return { cards, inUse, unreadable: files.filter((file) => !file.ok).length };
}

/** Empty where the browser has no administrator (Firefox throws then). */
async function managedValues(): Promise<unknown> {
  try {
    return await browser.storage.managed.get(['scorecards', 'scorecardInUse']);
  } catch {
    return {};
  }
}
