import { QueryClient, type QueryKey, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
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

  describe('while something is asked for the first time', () => {
    /** A query whose answers the test gives, in turn. */
    function asking(client: QueryClient, queryKey: QueryKey) {
      const answers = Array.from({ length: 9 }, () => Promise.withResolvers<string>());
      let asked = 0;
      const queryFn = () => answers[asked++]?.promise ?? 'asked too often';
      const shown = new QueryObserver<string>(client, { queryKey, queryFn, retry: false });
      onTestFinished(shown.subscribe(() => undefined));
      const answer = (text: string) => answers[asked - 1]?.resolve(text);
      return { answer, asked: () => asked, data: () => shown.getCurrentResult().data, shown };
    }
    const change = (client: QueryClient, n: number, ...topics: string[]) =>
      invalidateAfter(client, { n: n - 1, topics: [] }, { n, topics });
    const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

    it('has it asked once more, however often it changes meanwhile', async () => {
      const client = new QueryClient();
      const lead = asking(client, queryKeys.lead(key));
      for (const n of [2, 3, 4]) change(client, n, `lead:${key}`, 'settings');
      expect(lead.asked()).toBe(1);
      lead.answer('from before');
      await expect.poll(lead.asked).toBe(2);
      expect(lead.data()).toBe('from before');
      lead.answer('from after');
      await expect.poll(lead.data).toBe('from after');
      await settled();
      expect(lead.asked()).toBe(2);
    });

    it('waits for nothing else that changed with it', async () => {
      const client = new QueryClient();
      const [lead, slow] = [asking(client, queryKeys.lead(key)), asking(client, queryKeys.lead(other))];
      slow.answer('known');
      await expect.poll(slow.data).toBe('known');
      change(client, 2, 'settings');
      expect(slow.asked()).toBe(2);
      lead.answer('from before');
      await expect.poll(lead.asked).toBe(2);
    });

    it('knows it for stale where nobody looks at it any more', async () => {
      const client = new QueryClient();
      const lead = asking(client, queryKeys.lead(key));
      change(client, 2, `lead:${key}`);
      lead.shown.destroy();
      lead.answer('from before');
      await expect.poll(() => client.getQueryState(queryKeys.lead(key))?.isInvalidated).toBe(true);
    });
  });
});
