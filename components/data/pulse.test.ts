import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it, vi } from 'vitest';
import { isRecordKey } from '../../lib/model/record';
import { queryKeys } from './keys';
import { invalidateAfter } from './pulse';

const key = 'hubspot:4711:contact:7';
const other = 'hubspot:4711:contact:8';
if (!isRecordKey(key) || !isRecordKey(other)) throw new TypeError('not record keys');

const asked = {
  lead: queryKeys.lead(key),
  otherLead: queryKeys.lead(other),
  preview: queryKeys.handoffPreview(key, 'ae'),
  calls: queryKeys.calls('maya'),
  sync: [...queryKeys.sync, 200],
  connections: queryKeys.connections,
  aes: queryKeys.allAes,
  followUps: [...queryKeys.followUps, 100],
  settings: queryKeys.settings,
  scorecards: queryKeys.scorecards,
  queue: [...queryKeys.queue, 100],
};

function staleAfter(topics: readonly string[], numbers: readonly [number | null, number] = [1, 2]): string[] {
  const client = new QueryClient();
  for (const queryKey of Object.values(asked)) client.setQueryData(queryKey, 1);
  const [before, n] = numbers;
  invalidateAfter(client, before === null ? null : { n: before, topics: [] }, { n, topics: [...topics] });
  return Object.entries(asked)
    .filter(([, queryKey]) => client.getQueryState(queryKey)?.isInvalidated)
    .map(([name]) => name);
}

describe('invalidateAfter', () => {
  it.each([
    [`lead:${key}`, ['lead', 'preview', 'queue']],
    ['calls', ['calls']],
    ['sync', ['calls', 'sync']],
    ['connections', ['lead', 'otherLead', 'connections', 'aes', 'queue']],
    ['followUps', ['followUps']],
    ['scorecards', ['lead', 'otherLead', 'preview', 'scorecards', 'queue']],
    ['scorecardDrafts', ['scorecards']],
    ['settings', ['lead', 'otherLead', 'preview', 'aes', 'settings']],
  ])('topic %s makes stale what shows it and nothing else', (topic, stale) => {
    expect(staleAfter([topic])).toEqual(stale);
  });

  it('asks the queue once, however many leads changed together', () => {
    const client = new QueryClient();
    const asking = vi.spyOn(client, 'invalidateQueries');
    invalidateAfter(client, null, { n: 1, topics: [`lead:${key}`, `lead:${other}`, 'queue'] });
    const queue = asking.mock.calls.filter(([filters]) => filters?.queryKey === queryKeys.queue);
    expect(queue).toHaveLength(1);
  });

  it('makes everything stale after a pulse was missed', () => {
    expect(staleAfter(['settings'], [1, 3])).toEqual(Object.keys(asked));
  });

  it('trusts the first pulse it sees', () => {
    expect(staleAfter(['followUps'], [null, 9])).toEqual(['followUps']);
  });

  it('takes a topic it does not know for everything', () => {
    expect(staleAfter(['ofALaterVersion'])).toEqual(Object.keys(asked));
  });

  it('asks once more what was on its way for the first time when it changed', async () => {
    const client = new QueryClient();
    const answers = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
    let asked = 0;
    const queryFn = () => answers[asked++]?.promise ?? 'asked too often';
    const shown = new QueryObserver(client, { queryKey: queryKeys.lead(key), queryFn, retry: false });
    const end = shown.subscribe(() => undefined);
    const data = () => shown.getCurrentResult().data;
    invalidateAfter(client, { n: 1, topics: [] }, { n: 2, topics: [`lead:${key}`] });
    expect(asked).toBe(1);
    answers[0]?.resolve('from before');
    await expect.poll(() => asked).toBe(2);
    expect(data()).toBe('from before');
    answers[1]?.resolve('from after');
    await expect.poll(data).toBe('from after');
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(asked).toBe(2);
    end();
  });
});
