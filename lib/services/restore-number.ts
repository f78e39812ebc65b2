import { z } from 'zod';
import { countryOfLead } from '../calls/lead-time';
import { isSameNumber } from '../calls/phone';
import type { Ask } from '../messaging/protocol';
import { pursuitRow, recordRow } from '../store/rows';
import { once } from './once';
import { leadTopic, type Services } from './services';

/** A number found wrong is right after all, however it is written: it may be dialled again, until a later call says otherwise. */
export async function restoreNumber(services: Services, ask: Ask<'restoreNumber'>): Promise<null> {
  const database = await services.store.open();
  const { pursuits, records } = database;
  const command = { commandId: ask.commandId, at: ask.at, parse: z.null().parse };
  await once(database, command, [pursuits, records], async () => {
    const pursuit = pursuitRow.safeParse(await pursuits.get(ask.recordKey)).data;
    const record = recordRow.safeParse(await records.get(ask.recordKey)).data?.record ?? null;
    if (pursuit === undefined) return null;
    const country = record === null ? null : countryOfLead(record);
    const isMeant = (number: string) => isSameNumber(number, ask.number, country);
    const restored = pursuit.removedNumbers.filter(isMeant).map((number) => ({ number, at: ask.at }));
    await pursuits.put({
      ...pursuit,
      removedNumbers: pursuit.removedNumbers.filter((number) => !isMeant(number)),
      restoredNumbers: [...(pursuit.restoredNumbers ?? []), ...restored],
    });
    return null;
  });
  services.changed({ topics: [leadTopic(ask.recordKey)] });
  return null;
}
