import { z } from 'zod';
import type { Ask } from '../messaging/protocol';
import { orgOfKey } from '../model/record';
import { CommandFailure } from '../store/failures';
import { idAfter } from '../store/ids';
import { afterPlan, newPursuit } from '../store/pursuit';
import { parseRow, setAside, type UnreadableRow } from '../store/quarantine';
import { pursuitRow } from '../store/rows';
import { readSettings } from '../store/settings';
import { closeTask } from './follow-up-tasks';
import { refuseWrongFollowUp } from './log-call';
import { once } from './once';
import { followUpEntry, followUpSubject } from './outbox-entries';
import { leadTopic, type Services } from './services';

/** Sets a follow-up without a call, with its task in the CRM; one that was open is done with, and its task too. @throws CommandFailure for whom must not be called. */
export async function planFollowUp(services: Services, ask: Ask<'planFollowUp'>): Promise<null> {
  const database = await services.store.open();
  const { pursuits, outbox, delivered, meta } = database;
  const { commandId: id, recordKey, dueAt, timeZone, note, at } = ask;
  refuseWrongFollowUp(dueAt, at);
  const command = { commandId: id, at, parse: z.null().parse };
  await once(database, command, [pursuits, outbox, delivered, meta], async () => {
    const unreadable: UnreadableRow[] = [];
    const found = parseRow('pursuits', pursuitRow, await pursuits.get(recordKey), unreadable);
    const say = services.say(services.localeOf(await readSettings(database, unreadable)));
    await setAside(database, unreadable, services.clock.now());
    const pursuit = found ?? newPursuit(recordKey, orgOfKey(recordKey), ask.leadName);
    if (pursuit.doNotCall) throw new CommandFailure({ kind: 'refused', message: 'not to be called' });
    // Of a double click the second one asks for what was promised by the first.
    const planned = pursuit.planned?.followUp;
    if (planned !== undefined && planned.id === pursuit.followUp?.id && isSame(planned, ask)) return null;
    const { leadName } = pursuit;
    const now = services.clock.now();
    if (pursuit.followUp !== null) await closeTask(database, pursuit.followUp, { leadName, now, after: id });
    const followUp = { id, recordKey, dueAt, timeZone, note, doneAt: null, writeId: idAfter(id, now) };
    await pursuits.put({ ...afterPlan(pursuit, followUp), planned: { followUp, at } });
    await outbox.put(followUpEntry(followUp, { leadName, subject: followUpSubject(say, {}, leadName), now }));
    return null;
  });
  services.changed({ topics: [leadTopic(recordKey), 'followUps', 'sync', 'handoffs'] });
  return null;
}

function isSame(planned: Pick<Ask<'planFollowUp'>, 'dueAt' | 'note'>, { dueAt, note }: Ask<'planFollowUp'>): boolean {
  return planned.dueAt === dueAt && planned.note === note;
}
