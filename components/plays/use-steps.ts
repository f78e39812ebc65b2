import { useRef } from 'react';
import type { AppError } from '../../lib/messaging/app-error';
import type { LeadView } from '../../lib/messaging/views';
import type { PlayStep } from '../../lib/plays/play';
import type { Touch } from '../../lib/plays/progress';
import { useCommand } from '../data';
import { useT } from '../i18n';
import { useWorkspaceStore } from '../sidebar/workspace';
import type { PlayOfLead } from './use-play';

/** A step that is no call, and that only the SDR can tell of. */
export type TickedChannel = Exclude<PlayStep['channel'], 'call'>;

export interface Steps {
  /** The way of the next step where it can be ticked off; null where it is a call, or the play is over. */
  readonly open: TickedChannel | null;
  /** The step ticked off last, while taking that back is likely. */
  readonly justDone: Touch | null;
  /** Ticks the open step off; answers whether there is one. */
  readonly tick: () => boolean;
  readonly takeBack: () => void;
  readonly pending: boolean;
  readonly error: AppError | null;
}

const takenBackWithinMs = 10 * 60_000;
/** As long as the second click of a double click may take: the step after this one, open by then, was not meant. */
const doubleTouchMs = 500;

/** Ticks off what is no call: a message, or a mail that the CRM does not see. */
export function useSteps(
  lead: { readonly knownName: string; readonly view: LeadView | undefined } | null | undefined,
  play: PlayOfLead | undefined,
  now: number,
): Steps {
  const mark = useCommand('markStep', lead?.view?.key);
  const store = useWorkspaceStore();
  const t = useT('plays');
  const channel = play?.next?.step.channel ?? 'call';
  const open = channel === 'call' ? null : channel;
  const ticked = lead?.view?.ticked ?? [];
  const last = ticked.toSorted((a, b) => a.at - b.at).at(-1) ?? null;
  const send = async (
    key: LeadView['key'],
    name: string,
    touch: { channel: TickedChannel; at: number },
    done: boolean,
  ) => {
    const { channel: way, at: doneAt } = touch;
    const known = ticked.filter((one) => one.channel === way).length;
    const reply = await mark.run({ recordKey: key, leadName: name, channel: way, doneAt, done, known, at: Date.now() });
    if (reply.ok) store.getState().say(t(done ? 'ticked' : 'unticked', { what: t(`channel.${touch.channel}`) }));
  };
  const touched = useRef({ key: '', done: false, at: Number.NEGATIVE_INFINITY });
  /** Whether the same was done with this lead a moment ago. */
  const isDoubled = (key: LeadView['key'], done: boolean): boolean => {
    const before = touched.current;
    touched.current = { key, done, at: performance.now() };
    return before.key === key && before.done === done && touched.current.at - before.at < doubleTouchMs;
  };
  return {
    open,
    justDone: last !== null && now - last.at < takenBackWithinMs ? last : null,
    tick: () => {
      if (lead?.view === undefined || open === null || mark.pending) return false;
      if (!isDoubled(lead.view.key, true))
        void send(lead.view.key, lead.knownName, { channel: open, at: Date.now() }, true);
      return true;
    },
    takeBack: () => {
      if (lead?.view === undefined || last === null || last.channel === 'call') return;
      if (!isDoubled(lead.view.key, false))
        void send(lead.view.key, lead.knownName, { channel: last.channel, at: last.at }, false);
    },
    pending: mark.pending,
    error: mark.error,
  };
}
