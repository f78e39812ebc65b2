import { z } from 'zod';
import type { Ask } from '../messaging/protocol';
import { orgOfKey } from '../model/record';
import { newPursuit } from '../store/pursuit';
import { parseRow, type UnreadableRow } from '../store/quarantine';
import { pursuitRow } from '../store/rows';
import { once } from './once';
import { leadTopic, type Services } from './services';

/** Keeps what the SDR wants to have in mind about the person; an empty note takes it away. It never leaves this browser. */
export async function savePersonNote(services: Services, ask: Ask<'savePersonNote'>): Promise<null> {
  const database = await services.store.open();
  const { pursuits } = database;
  const command = { commandId: ask.commandId, at: ask.at, parse: z.null().parse };
  await once(database, command, [pursuits], async () => {
    const unreadable: UnreadableRow[] = [];
    const found = parseRow('pursuits', pursuitRow, await pursuits.get(ask.recordKey), unreadable);
    const { personNote: _, ...rest } = found ?? newPursuit(ask.recordKey, orgOfKey(ask.recordKey), ask.leadName);
    const note = ask.note.trim();
    await pursuits.put(note === '' ? rest : { ...rest, personNote: note });
    return null;
  });
  services.changed({ topics: [leadTopic(ask.recordKey)] });
  return null;
}
