import { z } from 'zod';
import { orgOfKey, type RecordKey } from '../model/record';
import { newPursuit } from '../store/pursuit';
import { parseRow, setAside, type UnreadableRow } from '../store/quarantine';
import { type PursuitRow, pursuitRow } from '../store/rows';
import { once } from './once';
import { leadTopic, type Services } from './services';

/** What every command about one lead says of itself. */
export interface PursuitCommand {
  readonly commandId: string;
  readonly recordKey: RecordKey;
  readonly leadName: string;
  readonly at: number;
}

/** Changes where working a lead stands, once per command, also of a lead nobody has called yet; then tells the surfaces. */
export async function changePursuit(
  services: Services,
  { commandId, recordKey, leadName, at }: PursuitCommand,
  change: (before: PursuitRow) => PursuitRow,
): Promise<null> {
  const database = await services.store.open();
  const { pursuits, quarantine } = database;
  await once(database, { commandId, at, parse: z.null().parse }, [pursuits, quarantine], async () => {
    const unreadable: UnreadableRow[] = [];
    const found = parseRow('pursuits', pursuitRow, await pursuits.get(recordKey), unreadable);
    await setAside(database, unreadable, services.clock.now());
    await pursuits.put(change(found ?? newPursuit(recordKey, orgOfKey(recordKey), leadName)));
    return null;
  });
  services.changed({ topics: [leadTopic(recordKey)] });
  return null;
}
