import { hashKey, type Query, type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type Pulse, pulse } from '../../lib/messaging/protocol';
import { isRecordKey } from '../../lib/model/record';
import { watchLive } from '../../lib/store/live-watch';
import { queryKeys } from './keys';

/** What is answered from the queue's rows. */
const keysOfQueue: readonly QueryKey[] = [queryKeys.nextLead, queryKeys.queue, queryKeys.allColleagues];

/** The queries a topic of the pulse makes stale; an unknown topic (of a newer background) makes all of them stale. */
function keysOfTopic(topic: string): readonly QueryKey[] {
  if (topic.startsWith('lead:')) {
    const key = topic.slice('lead:'.length);
    return isRecordKey(key)
      ? [queryKeys.lead(key), [...queryKeys.handoffPreviews, key], ...keysOfQueue]
      : [queryKeys.leads];
  }
  switch (topic) {
    case 'leads':
      return [queryKeys.leads, queryKeys.allCalls];
    case 'calls':
      return [queryKeys.allCalls];
    case 'sync':
      return [queryKeys.sync, queryKeys.allCalls];
    case 'connections':
      return [
        queryKeys.connections,
        queryKeys.queueSources,
        queryKeys.seenOrgs,
        queryKeys.allAes,
        queryKeys.leads,
        ...keysOfQueue,
      ];
    case 'queue':
      return [queryKeys.queueSources, ...keysOfQueue];
    case 'plays':
      // A play may name the card its leads are scored by.
      return [queryKeys.plays, queryKeys.scorecards, queryKeys.leads, queryKeys.handoffPreviews, ...keysOfQueue];
    case 'reviews':
      return [queryKeys.reviews];
    case 'callingRules':
      return [queryKeys.callingRules];
    case 'followUps':
      return [queryKeys.followUps];
    case 'handoffs':
      return [queryKeys.handoffs];
    case 'scorecards':
      return [queryKeys.scorecards, queryKeys.answerModel, queryKeys.leads, queryKeys.handoffPreviews, ...keysOfQueue];
    case 'scorecardDrafts':
      return [queryKeys.scorecards];
    case 'settings':
      // The clauses and the brief are worded by the background, in the language chosen.
      return [queryKeys.settings, queryKeys.leads, queryKeys.handoffPreviews, queryKeys.allAes];
    default:
      return [[]];
  }
}

/** Makes stale what changed between two pulses: everything, where a pulse in between was missed. */
export function invalidateAfter(client: QueryClient, earlier: Pulse | null, now: Pulse): void {
  const missed = earlier !== null && now.n !== earlier.n + 1;
  // Each once: leads that change together all concern the queue, and every asking of it is a new question.
  const keys = new Map<string, QueryKey>(
    (missed ? [[]] : now.topics.flatMap(keysOfTopic)).map((key) => [hashKey(key), key]),
  );
  for (const queryKey of keys.values()) makeStale(client, queryKey);
}

/** Those that are asked once more as soon as they are answered. */
const askedAgain = new WeakSet<Query>();

/**
 * Has asked anew what is shown. What is asked for the first time just now the library would not ask anew, though it may be
 * answered from before: it is asked once more, once however much changes meanwhile.
 */
function makeStale(client: QueryClient, queryKey: QueryKey): void {
  const first = client.getQueryCache().findAll({
    queryKey,
    fetchStatus: 'fetching',
    predicate: (query) => query.state.data === undefined && !askedAgain.has(query),
  });
  for (const query of first) {
    askedAgain.add(query);
    const again = () => {
      askedAgain.delete(query);
      void client.invalidateQueries({ queryKey: query.queryKey, exact: true });
    };
    void query.promise?.then(again, again);
  }
  void client.invalidateQueries({ queryKey });
}

/** Keeps every query of this surface up to date with what the background changes. Mounted once, by `DataProvider`. */
export function usePulseInvalidation(): void {
  const client = useQueryClient();
  useEffect(() => {
    let seen: Pulse | null = null;
    return watchLive('pulse', pulse, (now, isChange) => {
      // The pulse found on opening tells of changes before anything was asked.
      if (now !== null && isChange) invalidateAfter(client, seen, now);
      seen = now ?? seen;
    });
  }, [client]);
}
