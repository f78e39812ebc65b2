import {
  keepPreviousData,
  skipToken,
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import type { OrgFields } from '../../lib/crm/org-fields';
import type { AppError } from '../../lib/messaging/app-error';
import type { Answer } from '../../lib/messaging/protocol';
import type { ScorecardsView } from '../../lib/messaging/scorecard-views';
import type {
  CallingView,
  CallPage,
  ConnectionView,
  ConnectWays,
  LeadView,
  OrgFieldsView,
} from '../../lib/messaging/views';
import type { OrgKey, RecordKey } from '../../lib/model/record';
import type { AnswerModel } from '../../lib/qualification/answer-model';
import type { Scorecard } from '../../lib/qualification/scorecard';
import { appErrorOf, askOrThrow } from './failure';
import { queryKeys } from './keys';

/** What a query hook answers. `data` stays on screen while it is asked again, and beside an `error` of a later try. */
export interface Loaded<T> {
  readonly data: T | undefined;
  readonly error: AppError | null;
  /** Nothing to show yet. */
  readonly pending: boolean;
  readonly refetch: () => void;
}

/** What is also said of a query by whoever shows that it is asked (again) just now. */
export interface Fetching {
  readonly fetching: boolean;
}

interface QueryState<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly isLoading: boolean;
  readonly refetch: () => unknown;
}

/** A query as surfaces see it. It draws anew when one of these changes, and not with every asking: nothing else is looked at. */
export function loaded<T>(query: QueryState<T>): Loaded<T> {
  return {
    data: query.data,
    error: appErrorOf(query.error),
    pending: query.isLoading,
    refetch: () => void query.refetch(),
  };
}

/** How often a record shown is read again from its CRM, when nothing else asks for it. */
const refreshAfterMs = 60_000;

export interface LoadedLead extends Loaded<LeadView> {
  /** The record is being read from the CRM; what is shown is the last known. */
  readonly refreshing: boolean;
  /** Reads the record from the CRM again. */
  readonly refresh: () => void;
}

/**
 * Everything known of a lead: at once from this browser, then again once the CRM was asked.
 * `key` null (the page shows no record) asks nothing.
 */
export function useLeadView(key: RecordKey | null): LoadedLead {
  const client = useQueryClient();
  const view = useQuery({
    queryKey: key === null ? queryKeys.leads : queryKeys.lead(key),
    queryFn: key === null ? skipToken : () => askOrThrow('leadView', { recordKey: key, refresh: false }),
  });
  // With a connection that works (again) there is more to read than before: that is another question, asked at once.
  const connected = view.data?.connection?.state === 'ok';
  const refreshed = useQuery({
    queryKey: key === null ? ['leadRefresh'] : [...queryKeys.leadRefresh(key), connected],
    queryFn:
      key === null || !view.isFetched
        ? skipToken
        : async () => {
            await askOrThrow('leadView', { recordKey: key, refresh: true });
            // Asked anew rather than taken from this answer: an answer or a call may have been given meanwhile.
            await client.invalidateQueries({ queryKey: queryKeys.lead(key) });
            return Date.now();
          },
    staleTime: refreshAfterMs,
  });
  return { ...loaded(view), refreshing: refreshed.isFetching, refresh: () => void refreshed.refetch() };
}

/** Calls asked for at a time: a few screens of rows. */
const callsPerPage = 100;

export interface LoadedCalls extends Loaded<CallPage['calls']> {
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  readonly loadMore: () => void;
}

/** The call history, newest first, page by page. The earlier result stays on screen while a new search runs. */
export function useCallHistory(search: string): LoadedCalls {
  const query = useInfiniteQuery({
    queryKey: queryKeys.calls(search),
    queryFn: ({ pageParam }) => askOrThrow('callHistory', { cursor: pageParam, limit: callsPerPage, search }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const pages = query.data?.pages;
  const calls = useMemo(() => pages?.flatMap((page) => page.calls), [pages]);
  return {
    ...loaded(query),
    data: calls,
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
  };
}
const firstPage: string | null = null;

/** The connected orgs, and how each connection stands. */
export function useConnections(): Loaded<readonly ConnectionView[]> {
  return loaded(useQuery({ queryKey: queryKeys.connections, queryFn: () => askOrThrow('connections', {}) }));
}

/** How an org may be connected; without one, a HubSpot portal that is not known yet. */
export function useConnectWays(org: OrgKey | null): Loaded<ConnectWays> {
  return loaded(
    useQuery({ queryKey: [...queryKeys.connections, 'ways', org], queryFn: () => askOrThrow('connectWays', { org }) }),
  );
}

/** The fields of an org with what they mean to Baton: as they are kept, or also asked of the CRM where none are. */
export function useOrgFields(
  org: OrgKey,
  asks: boolean,
): Loaded<OrgFieldsView | null> & Fetching & { readonly readAgain: () => void } {
  const client = useQueryClient();
  const from = asks ? 'either' : 'kept';
  const query = useQuery({
    queryKey: [...queryKeys.orgFields(org), from],
    queryFn: () => askOrThrow('orgFields', { org, from }),
    placeholderData: keepPreviousData,
  });
  const again = useMutation({
    mutationFn: async () => {
      await askOrThrow('orgFields', { org, from: 'crm' });
      await client.invalidateQueries({ queryKey: queryKeys.orgFields(org) });
    },
  });
  const error = appErrorOf(again.error) ?? appErrorOf(query.error);
  return { ...loaded(query), error, fetching: query.isFetching || again.isPending, readAgain: () => again.mutate() };
}

/** How many requests an org was asked; anew each half minute while it is looked at. */
export function useRequestCounts(org: OrgKey): Loaded<Answer<'requestCounts'>> {
  return loaded(
    useQuery({
      queryKey: queryKeys.requestCounts(org),
      queryFn: () => askOrThrow('requestCounts', { org }),
      refetchInterval: 30_000,
    }),
  );
}

/** What the connected orgs said last of their own fields, without asking any. */
export function useKeptOrgFields(): readonly OrgFields[] {
  const orgs = useConnections().data ?? [];
  return useQueries({
    queries: orgs.map(({ org }) => ({
      queryKey: [...queryKeys.orgFields(org), 'kept'],
      queryFn: () => askOrThrow('orgFields', { org, from: 'kept' }),
    })),
    combine: (answers) => answers.flatMap(({ data }) => (data == null ? [] : [data.fields])),
  });
}

/** Orgs whose pages were seen in open tabs. */
export function useSeenOrgs(): Loaded<readonly OrgKey[]> {
  return loaded(useQuery({ queryKey: queryKeys.seenOrgs, queryFn: () => askOrThrow('seenOrgs', {}), staleTime: 0 }));
}

/** What this browser knows of a lead, without asking its CRM. */
export function useKnownLead(key: RecordKey): Loaded<LeadView> {
  return loaded(
    useQuery({
      queryKey: queryKeys.lead(key),
      queryFn: () => askOrThrow('leadView', { recordKey: key, refresh: false }),
    }),
  );
}

/** Whom to call next, other than those at hand. Asked again with the minute: promises fall due, windows open and shut. */
export function useNextInQueue(atHand: readonly RecordKey[]): Loaded<Answer<'nextLead'>> {
  return loaded(
    useQuery({
      queryKey: [...queryKeys.nextLead, ...atHand],
      queryFn: () => askOrThrow('nextLead', { atHand: [...atHand] }),
      placeholderData: keepPreviousData,
      refetchInterval: 60_000,
    }),
  );
}

/** Other people of this lead's company whom Baton knows. */
export function useColleagues(key: RecordKey): Loaded<Answer<'colleagues'>> {
  return loaded(
    useQuery({ queryKey: queryKeys.colleagues(key), queryFn: () => askOrThrow('colleagues', { recordKey: key }) }),
  );
}

/** The queue as it stands. */
export function useQueue(limit: number): Loaded<Answer<'queue'>> {
  return loaded(
    useQuery({
      queryKey: [...queryKeys.queue, limit],
      queryFn: () => askOrThrow('queue', { limit }),
      refetchInterval: 60_000,
    }),
  );
}

/** Whom the queue takes from, for each connected org. Asked anew by whoever lets choose: the page at hand may show another list. */
export function useQueueSources(): Loaded<Answer<'queueSources'>> {
  return loaded(useQuery({ queryKey: queryKeys.queueSources, queryFn: () => askOrThrow('queueSources', {}) }));
}

/** The lists of leads an org keeps. */
export function useLeadLists(org: OrgKey): Loaded<Answer<'leadLists'>> {
  return loaded(
    useQuery({
      queryKey: queryKeys.leadLists(org),
      queryFn: () => askOrThrow('leadLists', { org }),
      staleTime: 5 * 60_000,
    }),
  );
}

/** The team's plays, with how leads were worked by each. */
export function usePlays(): Loaded<Answer<'plays'>> {
  return loaded(useQuery({ queryKey: queryKeys.plays, queryFn: () => askOrThrow('plays', {}) }));
}

/** What the SDR noted after their conversations. */
export function useReviews(): Loaded<Answer<'reviews'>> {
  return loaded(useQuery({ queryKey: queryKeys.reviews, queryFn: () => askOrThrow('reviews', {}) }));
}

/** The calling rules in force with the holidays of these countries; kept until the rules change. */
export function useCallingRules(countries: readonly string[]): Loaded<CallingView> {
  const asked = [...new Set(countries)].toSorted();
  return loaded(
    useQuery({
      queryKey: [...queryKeys.callingRules, ...asked],
      queryFn: () => askOrThrow('callingRules', { countries: asked }),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  );
}

/** All scorecards, and which one is in use. */
export function useScorecards(): Loaded<ScorecardsView> {
  return loaded(useQuery({ queryKey: queryKeys.scorecards, queryFn: () => askOrThrow('scorecards', {}) }));
}

/**
 * What leads usually answer to this card; null where nothing is known or it is known of another card, undefined until that
 * is read. Read once: a few answers more change nothing an SDR would notice, and the question on screen must not move by
 * itself.
 */
export function useAnswerModel(
  card: Pick<Scorecard, 'id' | 'version' | 'criteria'> | null,
): AnswerModel | null | undefined {
  const { data, isPending } = useQuery({
    queryKey: [...queryKeys.answerModel, card?.id, card?.version],
    queryFn:
      card === null ? skipToken : () => askOrThrow('answerModel', { card: { id: card.id, version: card.version } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (isPending) return undefined;
  return data != null && data.cells.length === card?.criteria.length ? data : null;
}

/** Promised follow-ups still open, the next due first. */
export function useFollowUps(limit = 100): Loaded<Answer<'followUps'>> {
  return loaded(
    useQuery({ queryKey: [...queryKeys.followUps, limit], queryFn: () => askOrThrow('followUps', { limit }) }),
  );
}
