import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, callOn, salesforceBench } from '../../../tests/support/crm-bench';
import { memoryCache } from '../cache';
import { noteWritten, writtenLately } from './late-copies';

describe('a copy of a call that the org finished only after the call was read back', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await salesforceBench();
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.close());

  it('is deleted when the next call of that org is written', async () => {
    const [first, second] = bench.people;
    if (first === undefined || second === undefined) throw new Error('the demo has nobody');
    const call = callOn(first);
    await bench.adapter.write([call]);
    const [kept] = await bench.made(call.id);
    await bench.copyTask(call.id);
    expect(await bench.made(call.id)).toHaveLength(2);
    await bench.requests();
    await bench.adapter.write([callOn(second)]);
    expect(await bench.made(call.id)).toEqual([kept]);
    // Looking costs no request of its own.
    expect(await bench.requests()).toEqual([
      expect.stringMatching(/^POST .*composite$/),
      expect.stringMatching(/^DELETE /),
    ]);
  });
});

describe('a call that is sent once more although it was written lately', () => {
  it('stands there once after it was looked for', async () => {
    const bench = await salesforceBench();
    const [ref] = bench.people;
    if (ref === undefined) throw new Error('the demo has nobody');
    const call = callOn(ref);
    await bench.adapter.write([call]);
    await bench.adapter.write([call]);
    const found = await bench.adapter.findWritten([call]);
    expect(found.ok && [...found.value.keys()]).toEqual([call.id]);
    expect(await bench.made(call.id)).toHaveLength(1);
    await bench.close();
  });
});

describe('what is remembered of written calls', () => {
  it('is no more than two queries can ask for, and none that is older than a quarter of an hour', async () => {
    let now = 1_000_000;
    const cache = memoryCache(() => now);
    const rights = { CallObject: { create: true, update: true, filter: true, length: 255, restricted: null } };
    const never = () => Promise.reject(new Error('not asked'));
    const api = {
      get: never,
      getOptional: never,
      getOutside: never,
      query: never,
      queryDeleted: never,
      composite: never,
      create: never,
      change: never,
      remove: never,
    };
    const ids = (from: number, count: number) => Array.from({ length: count }, (_, index) => `write-${from + index}`);
    await noteWritten({ api, cache, now: () => now }, [], [], ids(0, 150));
    now += 60_000;
    await noteWritten({ api, cache, now: () => now }, await writtenLately(cache, rights, now), [], ids(150, 150));
    const lately = await writtenLately(cache, rights, now);
    expect(lately.map(({ id }) => id)).toEqual(ids(100, 200));
    now += 14.5 * 60_000;
    expect((await writtenLately(cache, rights, now)).map(({ id }) => id)).toEqual(ids(150, 150));
    now += 60_000;
    expect(await writtenLately(cache, rights, now)).toEqual([]);
  });
});
