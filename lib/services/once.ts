import type { BatonDatabase } from '../store/database';
import { parseRow, type UnreadableRow } from '../store/quarantine';
import { commandRow } from '../store/rows';

/**
 * Runs a command in one transaction with its id: the same id again, in this or a later life of the worker, answers what
 * was answered then and changes nothing. `parse` reads the remembered answer. The tables `commands` and `quarantine`
 * are always in scope.
 */
export async function once<T>(
  database: BatonDatabase,
  command: { readonly commandId: string; readonly at: number; readonly parse: (answer: unknown) => T },
  tables: readonly { readonly name: string }[],
  run: () => Promise<T>,
): Promise<T> {
  const scope = [...new Set([...tables, database.commands, database.quarantine].map(({ name }) => name))];
  return database.transaction('rw', scope, async () => {
    const unreadable: UnreadableRow[] = [];
    const done = parseRow('commands', commandRow, await database.commands.get(command.commandId), unreadable);
    if (done !== undefined) return command.parse(done.answer);
    const answer = await run();
    await database.commands.put({ id: command.commandId, at: command.at, answer });
    return answer;
  });
}
