import { z } from 'zod';
import type { Ask } from '../messaging/protocol';
import { orgOfKey } from '../model/record';
import { newPursuit } from '../store/pursuit';
import { parseRow, type UnreadableRow } from '../store/quarantine';
import { pursuitRow } from '../store/rows';
import { once } from './once';
import { leadTopic, type Services } from './services';

/** So many steps of one lead are remembered: more than any play has. */
const mostKept = 60;

/**
 * Ticks off a step of a play that is no call (a message, a mail written elsewhere), or takes the tick of `at` back.
 * It is kept here: no CRM is told of what it did not see.
 */
export async function markStep(services: Services, ask: Ask<'markStep'>): Promise<null> {
  const database = await services.store.open();
  const { pursuits } = database;
  const command = { commandId: ask.commandId, at: ask.at, parse: z.null().parse };
  await once(database, command, [pursuits], async () => {
    const unreadable: UnreadableRow[] = [];
    const found = parseRow('pursuits', pursuitRow, await pursuits.get(ask.recordKey), unreadable);
    const before = found ?? newPursuit(ask.recordKey, orgOfKey(ask.recordKey), ask.leadName);
    const { channel, doneAt } = ask;
    const others = (before.ticked ?? []).filter((touch) => touch.channel !== channel || touch.at !== doneAt);
    const ticked = ask.done ? [...others, { channel, at: doneAt }].slice(-mostKept) : others;
    await pursuits.put({ ...before, ticked });
    return null;
  });
  services.changed({ topics: [leadTopic(ask.recordKey)] });
  return null;
}
