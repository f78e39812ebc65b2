import { type Ask, type Settings, settings as settingsForm } from '../messaging/protocol';
import type { ProgressSnapshot } from '../progress/progress';
import { targets as targetsForm } from '../progress/progress';
import type { BatonDatabase } from '../store/database';
import { writeLive } from '../store/live';
import { setAside, type UnreadableRow } from '../store/quarantine';
import { readSettings, readTargets } from '../store/settings';
import type { DockPlace } from './docking';
import { tellEarlyRoom } from './early-room';
import { once } from './once';
import type { Services } from './services';
import { snapshotNow } from './telling';

/** Keeps a change of the settings, with what they were before in the audit. What another window changed stays. */
export async function saveSettings(services: Services, ask: Ask<'saveSettings'>): Promise<Settings> {
  const database = await services.store.open();
  const at = services.clock.now();
  const command = { commandId: ask.commandId, at, parse: (answer: unknown) => settingsForm.parse(answer) };
  const saved = await once(database, command, [database.meta, database.audit], async () => {
    const before = await readSettings(database, []);
    const after = changedSettings(before, ask.change);
    await keepSettings(database, after);
    await database.audit.put({ id: ask.commandId, at, what: 'settings', before, after });
    return after;
  });
  services.settings.forget();
  await writeLive('settings', await services.settings.read());
  services.changed({ topics: ['settings'] });
  void services.docking.refresh();
  return saved;
}

/** Remembers how the SDR left the dock; no change of configuration, so it is not audited. */
export async function saveDock(services: Services, change: DockPlace): Promise<void> {
  const database = await services.store.open();
  const settings = await database.transaction('rw', database.meta, database.quarantine, async () => {
    const unreadable: UnreadableRow[] = [];
    const before = await readSettings(database, unreadable);
    await setAside(database, unreadable, services.clock.now());
    const after = settingsForm.parse({ ...before, dock: { ...before.dock, ...change } });
    await keepSettings(database, after);
    return after;
  });
  services.settings.saved(settings);
  void tellEarlyRoom(settings.dock);
  await writeLive('settings', settings);
  services.changed({ topics: ['settings'] });
}

/** Keeps the targets; answers progress against them. */
export async function saveTargets(services: Services, ask: Ask<'saveTargets'>): Promise<ProgressSnapshot> {
  const database = await services.store.open();
  const at = services.clock.now();
  const command = { commandId: ask.commandId, at, parse: (answer: unknown) => targetsForm.parse(answer) };
  await once(database, command, [database.meta, database.audit], async () => {
    const before = await readTargets(database, []);
    await database.meta.put({ key: 'targets', targets: ask.targets });
    await database.audit.put({ id: ask.commandId, at, what: 'targets', before, after: ask.targets });
    return ask.targets;
  });
  const snapshot = await snapshotNow(services);
  services.changed({ topics: ['settings'] });
  return snapshot;
}

function changedSettings(before: Settings, change: Ask<'saveSettings'>['change']): Settings {
  const receivers = { ...before.receivers, ...change.receivers };
  const ofReceivers = change.receivers === undefined ? {} : { receivers };
  return settingsForm.parse({ ...before, ...change, ...ofReceivers });
}

async function keepSettings(database: BatonDatabase, settings: Settings): Promise<void> {
  await database.meta.put({ key: 'settings', settings });
}
