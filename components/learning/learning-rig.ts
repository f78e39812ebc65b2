import { Learner } from '../../lib/learning/worker-asks';

/** A worker for component tests: the real learner, in the same thread, answering in later turns as a worker does. */
export class WorkerInThread extends EventTarget {
  /** Every worker made so far, so that a test can see one ended. */
  static made: WorkerInThread[] = [];
  /** While true, studies are never finished: time to press "Stop". */
  static isSlow = false;
  terminated = false;
  readonly #learner = new Learner();

  constructor() {
    super();
    WorkerInThread.made.push(this);
  }

  postMessage(ask: unknown): void {
    setTimeout(() => {
      if (this.terminated || (WorkerInThread.isSlow && isStudy(ask))) return;
      this.#learner.answer(ask, (reply) => {
        if (!this.terminated) this.dispatchEvent(new MessageEvent('message', { data: structuredClone(reply) }));
      });
    });
  }

  terminate(): void {
    this.terminated = true;
  }
}

function isStudy(ask: unknown): boolean {
  return typeof ask === 'object' && ask !== null && 'kind' in ask && ask.kind === 'study';
}
