import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, Page } from '@playwright/test';
import { type BatonBrowser, launchBaton } from '../support/browser.ts';
import { median, ratioFigure } from './figures.ts';
import { type RecordPages, serveRecordPages } from './record-page.ts';
import { inWords, type Stage, type Suite } from './stage.ts';

const loads = 21;
const warmUpLoads = 3;
const goal = 1.1;
/** From the load to when nothing moves any more: Baton looks at the page again after 0.5, 1 and 2 s. */
const settleMs = 2500;

interface Arm {
  readonly browser: BatonBrowser;
  readonly page: Page;
  readonly cdp: CDPSession;
  readonly costsMs: number[];
}

/** What the page's main thread does for a record page with the sidebar docked, against the same with an empty script. */
export const pageCost: Suite = {
  names: ['page-cost'],
  async measure(stage) {
    const pages = await serveRecordPages();
    const baton = await openArm(stage, stage.extension, pages);
    const yardstick = await openArm(stage, stage.yardstick, pages);
    try {
      for (let load = 0; load < warmUpLoads + loads; load += 1) {
        if (load === warmUpLoads) for (const arm of [baton, yardstick]) arm.costsMs.length = 0;
        await loadOnce(baton, pages.url(load + 1), true);
        await loadOnce(yardstick, pages.url(load + 1), false);
      }
    } finally {
      await baton.browser.close();
      await yardstick.browser.close();
      await pages.close();
    }
    stage.say(`with Baton ${inWords(baton.costsMs)}`);
    stage.say(`with an empty content script ${inWords(yardstick.costsMs)}`);
    return [ratioFigure('page-cost', 'ms', median(baton.costsMs), median(yardstick.costsMs), goal)];
  },
};

async function openArm({ executablePath }: Stage, extension: string, pages: RecordPages): Promise<Arm> {
  const browser = await launchBaton({ executablePath, extension, demoPort: pages.port, headless: true });
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  const cdp = await browser.context.newCDPSession(page);
  // Processor time of the thread and not time on the clock, which on a busy machine measures the machine.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  return { browser, page, cdp, costsMs: [] };
}

/** Loads the page, lets it come to rest and notes what its main thread has done for it. */
async function loadOnce({ page, cdp, costsMs }: Arm, url: string, isDocked: boolean): Promise<void> {
  await page.goto(url, { waitUntil: 'load' });
  await pause(settleMs);
  const { metrics } = await cdp.send('Performance.getMetrics');
  // Counted from the start of this document: every navigation begins anew.
  const seconds = metrics.find(({ name }) => name === 'TaskDuration')?.value;
  if (seconds === undefined) throw new Error('Chromium told no TaskDuration');
  costsMs.push(seconds * 1000);
  // By its frame, which the browser knows of: looking into the page would put a script of Playwright's own there.
  if (isDocked && !page.frames().some((frame) => /^chrome-extension:.*\/sidebar\.html/.test(frame.url()))) {
    throw new Error(`No dock within ${settleMs} ms: what was measured is a page without it`);
  }
}
