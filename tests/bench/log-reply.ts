import { setTimeout as pause } from 'node:timers/promises';
import type { Frame, Page } from '@playwright/test';
import { z } from 'zod';
import { type Figure, median, ratioFigure } from './figures.ts';
import { leadId, leadName, type RecordPages, serveRecordPages } from './record-page.ts';
import { openStorePage, readWrittenRows, seedHistory, settleStore, type WrittenRows } from './seed-history.ts';
import {
  inWords,
  openSideBySide,
  type SideBySide,
  type Stage,
  type Suite,
  showsLead,
  sidebarShowing,
} from './stage.ts';

/** Each browser holds as many calls already as its arm says; all are measured in turn, so that noise falls on all alike. */
const arms = [
  { name: 'log-reply', calls: 0 },
  { name: 'log-reply-100k', calls: 100_000 },
  { name: 'log-reply-1m', calls: 1_000_000 },
] as const;
const goals = { alone: 1.5, withHistory: 1.2 };

const rounds = 60;
/** So many that the browser has begun, and ended, to merge the files of a seeded history that these first reads go through. */
const warmUpRounds = 24;
/** Longer than the background needs to tell surfaces and CRM of the call before, so that none is measured in its wake. */
const quietMs = 300;
/** What a quick person takes from the outcome's key to Enter. */
const betweenKeysMs = 150;
/** And how long they hold a key: let go at once, its release would be handled in the very milliseconds that are measured. */
const keyHeldMs = 60;
/** The outcome "no answer". */
const outcomeKey = 'n';

interface Arm {
  readonly name: string;
  /** How many it held before the first that is measured. */
  readonly calls: number;
  readonly sides: SideBySide;
  readonly sidebar: Frame;
  readonly yardstick: Page;
  readonly template: WrittenRows;
  readonly replies: number[];
  readonly yardsticks: number[];
}

/** Key press → durable reply, against an empty message plus a raw transaction; and against itself as history grows. */
export const logReply: Suite = {
  names: arms.map((arm) => arm.name),
  async measure(stage, isWanted) {
    const pages = await serveRecordPages();
    const open: Arm[] = [];
    try {
      for (const { name, calls } of arms) {
        if (calls > 0 && !isWanted(name)) continue;
        open.push(await openArm(stage, pages, { name, calls }));
      }
      for (let round = 0; round < warmUpRounds + rounds; round += 1) {
        if (round === warmUpRounds) for (const arm of open) await endWarmUp(arm);
        for (const arm of open) await measureOnce(arm, pages, round + 2);
        if (round % 10 === 9) stage.say(`round ${round + 1} of ${warmUpRounds + rounds}`);
      }
    } finally {
      for (const arm of open) await arm.sides.close();
      await pages.close();
    }
    for (const arm of open) stage.say(`${arm.name}: ${inWords(arm.replies)}; yardstick ${inWords(arm.yardsticks)}`);
    return figuresOf(open);
  },
};

function figuresOf(open: readonly Arm[]): Figure[] {
  const [empty] = open;
  if (empty === undefined) return [];
  const alone = median(empty.replies);
  return open.map((arm) =>
    arm === empty
      ? ratioFigure(arm.name, 'ms', alone, median(arm.yardsticks), goals.alone)
      : ratioFigure(arm.name, 'ms', median(arm.replies), alone, goals.withHistory),
  );
}

/** The first calls after so many were seeded make the browser go through their files once more; none is measured meanwhile. */
async function endWarmUp({ replies, yardsticks, calls, sides }: Arm): Promise<void> {
  if (calls > 0) await settleStore(sides.baton.profile);
  replies.length = 0;
  yardsticks.length = 0;
}

async function openArm(stage: Stage, pages: RecordPages, arm: { name: string; calls: number }): Promise<Arm> {
  const sides = await openSideBySide(stage, pages.port);
  await sides.baton.context.addInitScript(timeReplies);
  await sides.page.goto(pages.url(1));
  const sidebar = await sidebarShowing(sides.page, leadName(1));
  await logByKeys(sides.page, sidebar);
  const store = await openStorePage(sides.baton);
  const template = await readWrittenRows(store);
  if (arm.calls > 0) {
    const leadsWithoutFollowUp = rounds + warmUpRounds + 2;
    const tookMs = await seedHistory(store, {
      template,
      calls: arm.calls,
      leadIdOf: leadId,
      leadsWithoutFollowUp,
      say: stage.say,
    });
    const settledMs = await settleStore(sides.baton.profile);
    const seconds = [tookMs, settledMs].map((ms) => Math.round(ms / 1000));
    stage.say(`${arm.calls} calls seeded in ${seconds[0]} s, in order after ${seconds[1]} s more`);
  }
  await store.close();
  const yardstick = await sides.baton.context.newPage();
  await yardstick.goto(sides.yardstickUrl('page.html'));
  await sides.page.bringToFront();
  return { ...arm, sides, sidebar, yardstick, template, replies: [], yardsticks: [] };
}

/** One call on a lead not called in this run yet, then the yardstick. */
async function measureOnce(arm: Arm, pages: RecordPages, number: number): Promise<void> {
  const { page } = arm.sides;
  await page.evaluate(
    ({ url, title }) => {
      document.title = title;
      history.pushState(null, '', url);
    },
    { url: pages.url(number), title: pages.title(number) },
  );
  await showsLead(arm.sidebar, leadName(number));
  await pause(quietMs);
  arm.replies.push(await logByKeys(page, arm.sidebar));
  arm.yardsticks.push(await yardstickOnce(arm.yardstick, arm.template));
}

/** Presses the outcome's key and Enter; answers the time from Enter's keydown to the reply (ms). */
async function logByKeys(page: Page, sidebar: Frame): Promise<number> {
  await sidebar.locator('body').evaluate(() => window.focus());
  await page.keyboard.press(outcomeKey, { delay: keyHeldMs });
  await pause(betweenKeysMs - keyHeldMs);
  await page.keyboard.press('Enter', { delay: keyHeldMs });
  // Asked for at once, the question itself would keep the very threads busy that are being measured.
  await pause(quietMs);
  const took: unknown = await sidebar.evaluate(
    () => new Promise((resolve) => Reflect.get(globalThis, 'takeReply')(resolve)),
  );
  return z.number().parse(took);
}

/** Runs in the sidebar before its own code: notes when Enter arrives, and when `logCall` is answered, before anybody else hears of it. */
function timeReplies(): void {
  if (location.protocol !== 'chrome-extension:') return;
  let pressedAt = 0;
  let took: number | undefined;
  let waiting: ((took: number) => void) | undefined;
  const settle = () => {
    if (took === undefined || waiting === undefined) return;
    waiting(took);
    took = undefined;
    waiting = undefined;
  };
  const { runtime } = Reflect.get(globalThis, 'chrome');
  const connect = runtime.connect.bind(runtime);
  runtime.connect = (how: object) => {
    const port = connect(how);
    const post = port.postMessage.bind(port);
    const logging = new Set<number>();
    port.postMessage = (message: { n: number; name: string }) => {
      if (message.name === 'logCall') logging.add(message.n);
      post(message);
    };
    port.onMessage.addListener(({ n, reply }: { n: number; reply?: { ok: boolean } }) => {
      if (!logging.delete(n)) return;
      if (reply?.ok !== true) throw new Error(`logCall was refused: ${JSON.stringify(reply)}`);
      took = performance.now() - pressedAt;
      settle();
    });
    return port;
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') pressedAt = performance.now();
  };
  window.addEventListener('keydown', onKey, { capture: true });
  Object.assign(globalThis, {
    takeReply(resolve: (took: number) => void) {
      waiting = resolve;
      settle();
    },
  });
}

/** An empty message's way there and back, plus a strict transaction over four stores with rows as large (ms). */
async function yardstickOnce(page: Page, { calls, days, pursuits, outbox }: WrittenRows): Promise<number> {
  const rows = { calls, days, pursuits, outbox: { entries: outbox } };
  const took: unknown = await page.evaluate(async (written) => {
    const send = Reflect.get(globalThis, 'chrome').runtime.sendMessage;
    const id = crypto.randomUUID();
    const withIds = Object.entries(written).map(([store, row]) => [store, { ...row, id }]);
    const startedAt = performance.now();
    await send({ kind: 'echo' });
    const echoMs = performance.now() - startedAt;
    return echoMs + (await send({ kind: 'write', rows: Object.fromEntries(withIds) }));
  }, rows);
  return z.number().parse(took);
}
