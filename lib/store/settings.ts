import { z } from 'zod';
import { dockWidthPx } from '../messaging/dock-protocol';
import { type Settings, settings } from '../messaging/protocol';
import { defaultTargets, defaultWorkingTime } from '../progress/defaults';
import { type ProgressSnapshot, progressSnapshot, type Targets, targets } from '../progress/progress';
import type { BatonDatabase } from './database';
import { readLive } from './live';
import { parseRow, type UnreadableRow } from './quarantine';

/** What holds until the SDR chooses otherwise. Sources: conversation from 60 s, domain notes section 2 (Orum). */
const defaultSettings: Settings = {
  language: 'auto',
  theme: 'auto',
  workingTime: defaultWorkingTime,
  conversationSeconds: 60,
  dock: { widthPx: dockWidthPx.initial, collapsed: false },
};

const settingsRow = z.object({ key: z.literal('settings'), settings });
const targetsRow = z.object({ key: z.literal('targets'), targets });

/** The settings in force; the defaults where none were saved or the saved ones cannot be read. */
export async function readSettings(database: BatonDatabase, unreadable: UnreadableRow[]): Promise<Settings> {
  const row = parseRow('meta', settingsRow, await database.meta.get('settings'), unreadable);
  return row?.settings ?? defaultSettings;
}

/** The targets in force, like {@link readSettings}. */
export async function readTargets(database: BatonDatabase, unreadable: UnreadableRow[]): Promise<Targets> {
  const row = parseRow('meta', targetsRow, await database.meta.get('targets'), unreadable);
  return row?.targets ?? defaultTargets;
}

/** After a database was set aside: what the SDR chose is still in extension storage, and goes into the new one. */
export async function restoreSettings(database: BatonDatabase): Promise<void> {
  const [saved, snapshot]: [Settings | null, ProgressSnapshot | null] = await Promise.all([
    readLive('settings', settings),
    readLive('progress', progressSnapshot),
  ]);
  await database.transaction('rw', database.meta, async () => {
    const missing = async (key: string) => (await database.meta.get(key)) === undefined;
    if (saved !== null && (await missing('settings'))) await database.meta.put({ key: 'settings', settings: saved });
    if (snapshot !== null && (await missing('targets'))) {
      await database.meta.put({ key: 'targets', targets: snapshot.targets });
    }
  });
}
