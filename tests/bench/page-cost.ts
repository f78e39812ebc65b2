import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, Page } from '@playwright/test';
import { type BatonBrowser, launchBaton } from '../support/browser.ts';
import { median, ratioFigure } from './figures.ts';
import { type RecordPages, serveRecordPages } from './record-page.ts';
import { inWords, type Stage, type Suite } from './stage.ts';

/** Browsers started for each side, so that no figure hangs on how one of them happened to start. */
const browsers = 4;
/** Loads in each, after those to warm up: the same load may cost a third more or less, so that it takes many. */
const loads = 12;
const warmUpLoads = 1;
const goal = 1.1;
/** From the load to when nothing moves any more: Baton looks at the page again after 0.5 and 1.5 s. */
const settleMs = 2500;

interface Arm {
  readonly browser: BatonBrowser;
  readonly page: Page;
  readonly cdp: CDPSession;
}
interface Costs {
  readonly batonMs: number[];
  readonly yardstickMs: number[];
}

/** What the page's main thread does for a record page with the sidebar docked, against the same with an empty script. */
export const pageCost: Suite = {
  names: ['page-cost'],
  async measure(stage) {
    const pages = await serveRecordPages();
    const costs: Costs = { batonMs: [], yardstickMs: [] };
    try {
      for (let round = 0; round < browsers; round += 1) await measureRound(stage, pages, costs);
    } finally {
      await pages.close();
    }
    stage.say(`with Baton ${inWords(costs.batonMs)}`);
    stage.say(`with an empty content script ${inWords(costs.yardstickMs)}`);
    return [ratioFigure('page-cost', 'ms', median(costs.batonMs), median(costs.yardstickMs), goal)];
  },
};

/** One browser with Baton and one with the yardstick, in turn. */
async function measureRound(stage: Stage, pages: RecordPages, { batonMs, yardstickMs }: Costs): Promise<void> {
  const baton = await openArm(stage, stage.extension, pages);
  const yardstick = await openArm(stage, stage.yardstick, pages);
  try {
    for (let load = 1; load <= warmUpLoads + loads; load += 1) {
      const [costMs, emptyMs] = [
        await loadOnce(baton, pages.url(load), true),
        await loadOnce(yardstick, pages.url(load), false),
      ];
      if (load <= warmUpLoads) continue;
      batonMs.push(costMs);
      yardstickMs.push(emptyMs);
    }
  } finally {
    await baton.browser.close();
    await yardstick.browser.close();
  }
}

async function openArm({ executablePath }: Stage, extension: string, pages: RecordPages): Promise<Arm> {
  const browser = await launchBaton({ executablePath, extension, demoPort: pages.port, headless: true });
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  const cdp = await browser.context.newCDPSession(page);
  // Processor time of the thread and not time on the clock, which on a busy machine measures the machine.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  return { browser, page, cdp };
}

/** Loads the page, lets it come to rest and answers how many milliseconds its main thread has worked for it. */
async function loadOnce({ page, cdp }: Arm, url: string, isDocked: boolean): Promise<number> {
  await page.goto(url, { waitUntil: 'load' });
  await pause(settleMs);
  const { metrics } = await cdp.send('Performance.getMetrics');
  // Every navigation begins anew, shortly before its document: part of the leaving of the page before is counted.
  const seconds = metrics.find(({ name }) => name === 'TaskDuration')?.value;
  if (seconds === undefined) throw new Error('Chromium told no TaskDuration');
  // By its frame, which the browser knows of: looking into the page would put a script of Playwright's own there.
  if (isDocked && !page.frames().some((frame) => /^chrome-extension:.*\/sidebar\.html/.test(frame.url()))) {
    throw new Error(`No dock within ${settleMs} ms: what was measured is a page without it`);
  }
  return seconds * 1000;
}
