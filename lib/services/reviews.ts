import { z } from 'zod';
import type { Answer, Ask } from '../messaging/protocol';
import { localDayOf } from '../model/time';
import { findCall } from '../store/calls';
import { CommandFailure } from '../store/failures';
import { parseRows, setAside, type UnreadableRow } from '../store/quarantine';
import { reviewRow } from '../store/rows';
import { once } from './once';
import type { Services } from './services';

/** Keeps what the SDR thought of their own conversation; the same call again replaces it. It goes to no CRM. */
export async function reviewCall(services: Services, ask: Ask<'reviewCall'>): Promise<null> {
  const database = await services.store.open();
  const command = { commandId: ask.commandId, at: ask.at, parse: z.null().parse };
  await once(database, command, [database.reviews, database.calls, database.callsArchive], async () => {
    const found = await findCall(database, ask.callId, []);
    if (found === null) throw new CommandFailure({ kind: 'refused', message: 'no such call' });
    const { callId, at, met } = ask;
    const day = localDayOf(at, services.clock.timeZone());
    await database.reviews.put({ id: callId, callId, recordKey: found.row.recordKey, at, day, met });
    return null;
  });
  services.changed({ topics: ['reviews'] });
  return null;
}

/** Every look back, oldest first. */
export async function reviews(services: Services): Promise<Answer<'reviews'>> {
  const database = await services.store.open();
  const unreadable: UnreadableRow[] = [];
  const rows = parseRows('reviews', reviewRow, await database.reviews.orderBy('id').toArray(), unreadable);
  await setAside(database, unreadable, services.clock.now());
  return rows.map(({ callId, day, met }) => ({ callId, day, met }));
}
