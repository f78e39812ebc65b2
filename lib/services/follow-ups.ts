import { z } from 'zod';
import type { Answer, Ask } from '../messaging/protocol';
import { withFollowUp } from '../store/pursuit';
import { parseRows, setAside, type UnreadableRow } from '../store/quarantine';
import { pursuitRow } from '../store/rows';
import { companiesOf } from '../store/snapshot';
import { closeTask } from './follow-up-tasks';
import { once } from './once';
import { leadTopic, type Services } from './services';

/** The open follow-ups, the soonest first, overdue ones included. */
export async function followUps(services: Services, ask: Ask<'followUps'>): Promise<Answer<'followUps'>> {
  const database = await services.store.open();
  const unreadable: UnreadableRow[] = [];
  const raws = await database.pursuits.orderBy('openDueAt').limit(ask.limit).toArray();
  const rows = parseRows('pursuits', pursuitRow, raws, unreadable);
  const keys = rows.map((row) => row.recordKey);
  const companies = await companiesOf(database, keys, unreadable);
  await setAside(database, unreadable, services.clock.now());
  return rows.flatMap(({ followUp, leadName, recordKey }) => {
    if (followUp === null) return [];
    const { writeId: _, ...promise } = followUp;
    return [{ ...promise, leadName, company: companies.get(recordKey) ?? null }];
  });
}

/** The SDR did what they promised in some other way: the follow-up is done, and its task in the CRM too. */
export async function completeFollowUp(services: Services, ask: Ask<'completeFollowUp'>): Promise<null> {
  const database = await services.store.open();
  const { pursuits, outbox, delivered } = database;
  const command = { commandId: ask.commandId, at: ask.at, parse: z.null().parse };
  const topics: string[] = [];
  await once(database, command, [pursuits, outbox, delivered], async () => {
    const raws = await pursuits.orderBy('openDueAt').toArray();
    const pursuit = raws
      .map((raw) => pursuitRow.safeParse(raw).data)
      .find((row) => row?.followUp?.id === ask.followUpId);
    // Not open any more: a call or another window was faster, and it is done all the same.
    if (pursuit === undefined || pursuit.followUp === null) return null;
    const { followUp, leadName } = pursuit;
    await closeTask(database, followUp, { leadName, now: services.clock.now(), after: followUp.id });
    await pursuits.put({
      ...withFollowUp(pursuit, null),
      followUpsDone: [...pursuit.followUpsDone, followUp.id],
    });
    topics.push(leadTopic(pursuit.recordKey));
    return null;
  });
  services.changed({ topics: [...topics, 'followUps', 'sync'] });
  return null;
}
