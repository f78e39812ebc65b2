import type { Ask } from '../messaging/protocol';
import { changePursuit } from './change-pursuit';
import type { Services } from './services';

/** So many steps of one lead are remembered: more than any play has. */
const mostKept = 60;

/**
 * Ticks off a step of a play that is no call (a message, a mail written elsewhere), or takes the tick of `doneAt` back.
 * It is kept here: no CRM is told of what it did not see.
 */
export function markStep(services: Services, ask: Ask<'markStep'>): Promise<null> {
  const { channel, doneAt, done, known } = ask;
  return changePursuit(services, ask, (before) => {
    const ticked = before.ticked ?? [];
    if (!done) return { ...before, ticked: ticked.filter((touch) => touch.channel !== channel || touch.at !== doneAt) };
    // The step was ticked off meanwhile: by the other click of a double click, or in another window.
    if (ticked.filter((touch) => touch.channel === channel).length > known) return before;
    return { ...before, ticked: [...ticked, { channel, at: doneAt }].slice(-mostKept) };
  });
}
