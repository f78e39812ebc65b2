import { setTimeout as pause } from 'node:timers/promises';
import type { Frame, Page } from '@playwright/test';
import { z } from 'zod';
import { startDemo } from '../../demo/main.ts';
import { median, plainFigure } from './figures.ts';
import { inWords, openConnected, openSideBySide, type Suite } from './stage.ts';

const rounds = 30;
/** Two frames of a screen that shows sixty a second. */
const goalMs = 2 * (1000 / 60);

/** From the key of an outcome until the panel with it chosen is painted. */
export const outcomePaint: Suite = {
  names: ['outcome-paint'],
  async measure(stage) {
    const demo = await startDemo({ port: 0 });
    const sides = await openSideBySide(stage, demo.port);
    try {
      const sidebar = await openConnected(sides, demo);
      await sidebar.evaluate(notePaints);
      const took: number[] = [];
      for (let round = 0; round < rounds; round += 1) took.push(await openOnce(sides.page, sidebar));
      stage.say(`outcome panel: ${inWords(took)}`);
      return [plainFigure('outcome-paint', 'ms', median(took), goalMs)];
    } finally {
      await sides.close();
      await demo.close();
    }
  },
};

async function openOnce(page: Page, sidebar: Frame): Promise<number> {
  await sidebar.locator('body').evaluate(() => window.focus());
  const painted = sidebar.evaluate(() => Reflect.get(globalThis, 'nextPanel')());
  await page.keyboard.press('n');
  const took = z.number().parse(await painted);
  await pause(200);
  await page.keyboard.press('Escape');
  await pause(300);
  return took;
}

/** Runs in the sidebar: tells how long after a key's press the chosen outcome was on the screen. */
function notePaints(): void {
  let pressedAt = 0;
  let waiting: ((took: number) => void) | undefined;
  window.addEventListener(
    'keydown',
    (event) => {
      // As the browser got it, before anything else of this page ran.
      if (event.key === 'n') pressedAt = event.timeStamp;
    },
    { capture: true },
  );
  new MutationObserver(() => {
    const resolve = waiting;
    if (
      resolve === undefined ||
      document.querySelector('[role="radio"][aria-keyshortcuts="N"][aria-checked="true"]') === null
    )
      return;
    waiting = undefined;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - pressedAt);
      port2.postMessage(null);
    });
  }).observe(document.body, { childList: true, subtree: true, attributes: true });
  Object.assign(globalThis, {
    nextPanel: () =>
      new Promise<number>((resolve) => {
        waiting = resolve;
      }),
  });
}
