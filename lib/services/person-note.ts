import type { Ask } from '../messaging/protocol';
import { changePursuit } from './change-pursuit';
import type { Services } from './services';

/** Keeps what the SDR wants to have in mind about the person; an empty note takes it away. It never leaves this browser. */
export function savePersonNote(services: Services, ask: Ask<'savePersonNote'>): Promise<null> {
  const note = ask.note.trim();
  return changePursuit(services, ask, ({ personNote: _, ...rest }) =>
    note === '' ? rest : { ...rest, personNote: note },
  );
}
