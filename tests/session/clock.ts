import type { Frame, Worker } from '@playwright/test';

/** Runs in the browser, so it uses nothing from around it: the clock of this page or worker runs `offsetMs` ahead. */
function shift(offsetMs: number): void {
  const known: unknown = Reflect.get(globalThis, 'realDate');
  const Real = typeof known === 'function' ? (known as DateConstructor) : Date;
  class Shifted extends Real {
    constructor(...parts: ConstructorParameters<DateConstructor> | []) {
      if (parts.length === 0) super(Real.now() + offsetMs);
      else super(...parts);
    }
    static override now(): number {
      return Real.now() + offsetMs;
    }
  }
  Object.assign(globalThis, { realDate: Real, Date: Shifted });
}

/** Sets the clock of the background to `at` (epoch ms). */
export async function setClock(worker: Worker, at: number): Promise<void> {
  await worker.evaluate(shift, at - Date.now());
}

/** Sets the clocks of the background and of a sidebar to `at` (epoch ms), as a change of the machine's clock would. */
export async function setClocks(worker: Worker, frame: Frame, at: number): Promise<void> {
  await setClock(worker, at);
  await frame.evaluate(shift, at - Date.now());
}
