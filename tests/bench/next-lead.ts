import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { startDemo } from '../../demo/main.ts';
import { askBackground } from '../support/ask.ts';
import { type Figure, median, plainFigure, ratioFigure } from './figures.ts';
import { openStorePage } from './seed-history.ts';
import { inWords, openConnected, openSideBySide, type Stage, type Suite } from './stage.ts';

const many = 100_000;
const few = 1_000;
const asks = 40;
/** Nobody waits for the next lead. */
const goalMs = 50;

interface Times {
  readonly settled: readonly number[];
  /** While every row is worked out anew, because the plays were changed. */
  readonly changing: readonly number[];
}

/**
 * From asking for the next lead until it is answered, on a page of Baton's own: out of 100,000 leads in the places of the
 * demo's own, also while every row of the queue is worked out anew; and beside it how much longer that takes than out of
 * 1,000.
 */
export const nextLead: Suite = {
  names: ['next-lead', 'next-lead-of-100k', 'next-lead-after-plays'],
  async measure(stage) {
    const small = await timesWith(stage, few);
    const large = await timesWith(stage, many);
    return figuresOf(small, large);
  },
};

function figuresOf(small: Times, large: Times): readonly Figure[] {
  return [
    plainFigure('next-lead', 'ms', median(large.settled), goalMs),
    ratioFigure('next-lead-of-100k', 'ms', median(large.settled), median(small.settled), null),
    plainFigure('next-lead-after-plays', 'ms', median(large.changing), goalMs),
  ];
}

async function timesWith(stage: Stage, leads: number): Promise<Times> {
  const demo = await startDemo({ port: 0 });
  const sides = await openSideBySide(stage, demo.port);
  try {
    await openConnected(sides, demo);
    const asking = await sides.baton.context.newPage();
    await asking.goto(sides.baton.url('dashboard.html'));
    await ask(asking, 'chooseLeadList', { org: 'salesforce:baton-demo.my.salesforce.com', list: null });
    // Rows are worked out a few at a time, most of them after the answer.
    await ask(asking);
    await pause(2_000);
    const store = await openStorePage(sides.baton);
    await seedQueue(store, leads);
    await store.close();
    // What a worker holds in memory it read when it started.
    const cdp = await sides.baton.context.newCDPSession(asking);
    await cdp.send('ServiceWorker.enable');
    await cdp.send('ServiceWorker.stopAllWorkers');
    await pause(1_000);
    const first = await ask(asking);
    const settled = await manyAsks(asking);
    stage.say(`${leads} leads: first after the worker's start ${Math.round(first)} ms, then ${inWords(settled)}`);
    await ask(asking, 'savePlays', { commandId: uuidv7(), plays: [] });
    const changing = await manyAsks(asking);
    stage.say(`${leads} leads, just after the plays were changed: ${inWords(changing)}`);
    return { settled, changing };
  } finally {
    await sides.close();
    await demo.close();
  }
}

const granted = z.object({ ok: z.literal(true) });

async function manyAsks(page: Page): Promise<readonly number[]> {
  const took: number[] = [];
  for (let round = 0; round < asks; round += 1) {
    await pause(50);
    took.push(await ask(page));
  }
  return took;
}

/** Asks the background, for the next lead unless told otherwise; answers how long that took (ms). @throws Error where it is refused. */
async function ask(page: Page, name = 'nextLead', question: object = { atHand: [] }): Promise<number> {
  const [answer] = await askBackground(page, name, [question]);
  granted.parse(answer?.reply);
  return answer?.tookMs ?? Number.NaN;
}

const chunkRows = 5_000;

/** Fills the queue up with copies of the leads the product read itself and of the rows it made of them. */
async function seedQueue(page: Page, leads: number): Promise<void> {
  for (let from = 0; from < leads; from += chunkRows) {
    await page.evaluate(copyLeads, { from, to: Math.min(from + chunkRows, leads) });
  }
}

/** Runs in a page of Baton's origin. @throws Error where the product has made no row yet to take as an example. */
async function copyLeads({ from, to }: { readonly from: number; readonly to: number }): Promise<void> {
  const resultOf = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await resultOf(indexedDB.open('baton'));
  const transaction = database.transaction(['queueBlocks', 'records'], 'readwrite');
  const [queue, records] = [transaction.objectStore('queueBlocks'), transaction.objectStore('records')];
  const blocks = (await resultOf(queue.getAll())).map(({ key, text }) => ({ key, ...JSON.parse(text) }));
  // A row begins with its lead's key. Copies lie in the block of what they are copies of: what is read is the same.
  const examples = blocks.flatMap((block) =>
    block.rows
      .filter(([key]: [string]) => key.startsWith('salesforce:') && !key.includes(':00Qzz'))
      .map((row: [string]) => ({ block, row })),
  );
  for (let index = from; index < to; index += 1) {
    const example = examples[index % examples.length];
    if (example === undefined) throw new Error('The product made no row to take as an example');
    const [key, ...rest] = example.row;
    const recordKey = key.replace(/00Q\w+$/, `00Qzz${String(index).padStart(10, '0')}AAA`);
    const kept = await resultOf(records.get(key));
    const { record } = kept;
    const ref = { ...record.ref, id: recordKey.split(':').at(-1) };
    records.put({ ...kept, recordKey, record: { ...record, ref, fetchedAt: Date.now() } });
    example.block.rows.push([recordKey, ...rest]);
  }
  for (const { key, ...block } of blocks) queue.put({ key, text: JSON.stringify(block) });
  await new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(undefined);
    transaction.onerror = () => reject(transaction.error);
  });
  database.close();
}
