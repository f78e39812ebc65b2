import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppError, Reply } from '../../lib/messaging/app-error';
import { ask, newCommandId } from '../../lib/messaging/client';
import { type Answer, type Ask, type MessageName, protocol } from '../../lib/messaging/protocol';

/** What a surface gives to a command: everything it asks; the command id may be left to the hook. */
export type CommandAsk<N extends MessageName> =
  Ask<N> extends { commandId: string } ? Omit<Ask<N>, 'commandId'> & { readonly commandId?: string } : Ask<N>;

export interface Command<N extends MessageName> {
  /**
   * Sends the command; never throws. The same ask while the first is still under way (a double click; its `at` is not
   * compared) is the same command and gets the same reply.
   */
  readonly run: (question: CommandAsk<N>) => Promise<Reply<Answer<N>>>;
  /** True while an answer is waited for, from when the wait can be noticed. */
  readonly pending: boolean;
  /** Why the last run failed; null again once another run starts, and while something else is at hand. */
  readonly error: AppError | null;
  readonly clearError: () => void;
}

/**
 * What is answered sooner needs no sign that it is under way: showing one would keep the answer itself waiting (on two
 * cores it doubled the time of logging a call), and flicker.
 */
const showPendingAfterMs = 150;

interface Failed {
  readonly about: string | null;
  readonly error: AppError;
}

/**
 * A command of the protocol, with its state for the button that sends it. `about`: what it is done to, where the same
 * button is there for one after another; waiting and failing are told of the one at hand only.
 */
export function useCommand<N extends MessageName>(name: N, about: string | null = null): Command<N> {
  const [running, setRunning] = useState<readonly (string | null)[]>([]);
  const [failed, setFailed] = useState<Failed | null>(null);
  const underWay = useRef(new Map<string, Promise<Reply<Answer<N>>>>());
  const mounted = useRef(false);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  const run = useCallback(
    (question: CommandAsk<N>) => {
      const sameAs = sameness(question);
      const first = underWay.current.get(sameAs);
      if (first !== undefined) return first;
      // On its way before anything else.
      const sent = send(name, question);
      let isShown = false;
      const showing = setTimeout(() => {
        isShown = mounted.current;
        if (isShown) setRunning((all) => [...all, about]);
      }, showPendingAfterMs);
      setFailed(null);
      const reply = sent.then((answered) => {
        underWay.current.delete(sameAs);
        clearTimeout(showing);
        if (mounted.current) {
          if (isShown) setRunning((all) => all.toSpliced(all.indexOf(about), 1));
          if (!answered.ok) setFailed({ about, error: answered.error });
        }
        return answered;
      });
      underWay.current.set(sameAs, reply);
      return reply;
    },
    [name, about],
  );
  const clearError = useCallback(() => setFailed(null), []);
  const error = failed?.about === about ? failed.error : null;
  return { run, pending: running.includes(about), error, clearError };
}

function sameness(question: object): string {
  return JSON.stringify({ ...question, at: undefined, updatedAt: undefined });
}

function send<N extends MessageName>(name: N, question: CommandAsk<N>): Promise<Reply<Answer<N>>> {
  const hasId = 'commandId' in question && question.commandId !== undefined;
  const asked =
    hasId || !('commandId' in protocol[name].ask.shape) ? question : { ...question, commandId: newCommandId() };
  // Nothing but the id was left out, which TypeScript cannot follow. The background parses all of it.
  return ask(name, asked as Ask<N>);
}
