import { z } from 'zod';
import type { Answer, Ask } from '../messaging/protocol';
import type { Play } from '../plays/play';
import { readyMadePlays } from '../plays/ready-made';
import { setAside, type UnreadableRow } from '../store/quarantine';
import { savedPlaysIn } from './lead-card';
import { once } from './once';
import { playResults } from './play-results';
import type { Services } from './services';

/** The team's plays in their order; the ready-made ones until some were saved. */
export async function playsInUse(services: Services): Promise<readonly Play[]> {
  return (await savedPlays(services)) ?? readyMadePlays;
}

async function savedPlays(services: Services): Promise<readonly Play[] | null> {
  const database = await services.store.open();
  const unreadable: UnreadableRow[] = [];
  const saved = await savedPlaysIn(database, unreadable);
  await setAside(database, unreadable, services.clock.now());
  return saved;
}

/** The plays, and how leads were worked by each of late. */
export async function plays(services: Services): Promise<Answer<'plays'>> {
  const saved = await savedPlays(services);
  const inUse = saved ?? readyMadePlays;
  return { plays: [...inUse], edited: saved !== null, ...(await playResults(services, inUse)) };
}

/** Keeps the plays; leads are assigned anew by them at once, and calls keep the play they were made by, its results with them. */
export async function savePlays(services: Services, ask: Ask<'savePlays'>): Promise<null> {
  const database = await services.store.open();
  const at = services.clock.now();
  const command = { commandId: ask.commandId, at, parse: z.null().parse };
  await once(database, command, [database.meta, database.audit], async () => {
    const before: unknown = await database.meta.get('plays');
    await (ask.plays === null ? database.meta.delete('plays') : database.meta.put({ key: 'plays', plays: ask.plays }));
    await database.audit.put({ id: ask.commandId, at, what: 'plays', before, after: ask.plays });
    return null;
  });
  services.changed({ topics: ['plays', 'queue'] });
  return null;
}
