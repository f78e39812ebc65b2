import { useCallback, useEffect, useRef, useState } from 'react';
import {
  type ReadReply,
  type Study,
  type StudyRequest,
  type WorkerReply,
  workerReply,
} from '../../lib/learning/report';
import type { WorkerAsk } from '../../lib/learning/worker-asks';

/** What can be learnt from: a file, or rows made here. */
export type Source =
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'rows'; readonly names: readonly string[]; readonly rows: readonly (readonly string[])[] };

type Problem = Extract<WorkerReply, { kind: 'unreadable' | 'notLearnt' | 'tooFew' | 'failed' }>;

export interface LearnerState {
  readonly phase: 'empty' | 'reading' | 'ready' | 'learning';
  readonly read: ReadReply | null;
  readonly study: { readonly study: Study; readonly request: StudyRequest } | null;
  readonly problem: Problem | null;
  readonly progress: { readonly done: number; readonly of: number } | null;
}

export interface LearnerControls extends LearnerState {
  readonly open: (source: Source) => void;
  readonly learn: (request: StudyRequest) => void;
  /** Ends what is under way; what was read stays. */
  readonly cancel: () => void;
}

/** Beyond this, reading a file would take more memory than a tab is sure to have. */
const mostFileBytes = 300_000_000;
const nothing: LearnerState = { phase: 'empty', read: null, study: null, problem: null, progress: null };

function makeWorker(): Worker {
  return new Worker(new URL('./learning-worker.ts', import.meta.url), { type: 'module' });
}

/** Reads and learns in a worker; one at a time, ended with the page. */
export function useLearner(): LearnerControls {
  const [state, setState] = useState(nothing);
  const worker = useRef<Worker | null>(null);
  const source = useRef<Source | null>(null);
  const request = useRef<StudyRequest | null>(null);

  const send = useCallback((ask: WorkerAsk, transfer: Transferable[] = []) => {
    worker.current ??= listen(makeWorker(), (reply) => setState((before) => after(before, reply, request.current)));
    worker.current.postMessage(ask, transfer);
  }, []);

  const load = useCallback(
    async (from: Source) => {
      if (from.kind === 'rows') {
        send({ kind: 'takeRows', names: [...from.names], rows: from.rows.map((row) => [...row]) });
        return;
      }
      if (from.file.size > mostFileBytes) {
        setState({ ...nothing, problem: { kind: 'unreadable', problem: 'tooLarge' } });
        return;
      }
      try {
        const bytes = await from.file.arrayBuffer();
        if (source.current === from) send({ kind: 'readFile', bytes }, [bytes]);
      } catch (error) {
        setState({ ...nothing, problem: { kind: 'failed', message: String(error) } });
      }
    },
    [send],
  );

  const end = useCallback(() => {
    worker.current?.terminate();
    worker.current = null;
  }, []);
  useEffect(() => end, [end]);

  return {
    ...state,
    open: useCallback(
      (from: Source) => {
        end();
        source.current = from;
        setState({ ...nothing, phase: 'reading' });
        void load(from);
      },
      [end, load],
    ),
    learn: useCallback(
      (wanted: StudyRequest) => {
        request.current = wanted;
        setState((before) => ({ ...before, phase: 'learning', study: null, problem: null, progress: null }));
        send({ kind: 'study', request: wanted });
      },
      [send],
    ),
    cancel: useCallback(() => {
      end();
      const from = source.current;
      setState((before) => ({ ...before, phase: before.read === null ? 'empty' : 'ready', progress: null }));
      // The new worker reads again, so that learning can start anew at once.
      if (from !== null) void load(from);
    }, [end, load]),
  };
}

function listen(worker: Worker, tell: (reply: WorkerReply) => void): Worker {
  worker.addEventListener('message', (event: MessageEvent<unknown>) => {
    const reply = workerReply.safeParse(event.data);
    tell(reply.success ? reply.data : { kind: 'failed', message: reply.error.message });
  });
  worker.addEventListener('error', (event) => tell({ kind: 'failed', message: event.message }));
  return worker;
}

function after(before: LearnerState, reply: WorkerReply, request: StudyRequest | null): LearnerState {
  switch (reply.kind) {
    case 'read':
      return before.read === null ? { ...nothing, phase: 'ready', read: reply } : before;
    case 'progress':
      return { ...before, progress: reply };
    case 'learnt':
      return {
        ...before,
        phase: 'ready',
        progress: null,
        study: request === null ? null : { study: reply.study, request },
      };
    default:
      return { ...before, phase: before.read === null ? 'empty' : 'ready', progress: null, problem: reply };
  }
}
