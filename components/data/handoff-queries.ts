import { keepPreviousData, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Answer } from '../../lib/messaging/protocol';
import type { HandoffFilter, HandoffPreview, HandoffsView } from '../../lib/messaging/views';
import type { OrgKey, RecordKey } from '../../lib/model/record';
import { askOrThrow } from './failure';
import { queryKeys } from './keys';
import { type Fetching, type Loaded, loaded } from './queries';

/** Reads a lead from its CRM once `writing` has ended: what a handoff changed there then shows here. */
export function useReadAfter(writing: boolean, key: RecordKey): void {
  const client = useQueryClient();
  const was = useRef(false);
  useEffect(() => {
    if (was.current && !writing) void client.invalidateQueries({ queryKey: queryKeys.leadRefresh(key) });
    was.current = writing;
  }, [client, writing, key]);
}

/** The people of an org a lead can be handed to. */
export function useAes(org: OrgKey | null): Loaded<Answer<'listAes'>> {
  return loaded(
    useQuery({
      queryKey: org === null ? queryKeys.allAes : queryKeys.aes(org),
      queryFn: org === null ? skipToken : () => askOrThrow('listAes', { org }),
      staleTime: 5 * 60_000,
    }),
  );
}

/** Everybody of an org a lead could be handed to, also those who may receive none now. */
export function useEverybody(org: OrgKey | null): Loaded<Answer<'listAes'>> {
  return loaded(
    useQuery({
      queryKey: [...queryKeys.allAes, 'everybody', org],
      queryFn: org === null ? skipToken : () => askOrThrow('listAes', { org, everybody: true }),
      staleTime: 5 * 60_000,
    }),
  );
}

/** Looks for people in the CRM whom the list lacks, once typing pauses; who is found joins the list. Below three letters nobody is looked for. */
export function useFoundAes(org: OrgKey, typed: string): Pick<Loaded<Answer<'findAes'>>, 'error'> & Fetching {
  const client = useQueryClient();
  const text = typed.trim();
  const query = useQuery({
    queryKey: queryKeys.foundAes(org, text),
    queryFn:
      text.length < 3
        ? skipToken
        : async ({ signal }) => {
            await pause(typingPauseMs, signal);
            const view = await askOrThrow('findAes', { org, text });
            client.setQueryData(queryKeys.aes(org), view);
            return view;
          },
    staleTime: 5 * 60_000,
    retry: false,
  });
  return { error: loaded(query).error, fetching: query.isFetching };
}

const typingPauseMs = 300;

/** Waits. @throws Error where the signal says that nobody waits any more. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  signal.throwIfAborted();
}

/** What handing the lead to this AE would write. */
export function useHandoffPreview(key: RecordKey | null, aeId: string | null): Loaded<HandoffPreview> {
  return loaded(
    useQuery({
      queryKey: key === null || aeId === null ? queryKeys.handoffPreviews : queryKeys.handoffPreview(key, aeId),
      queryFn: key === null || aeId === null ? skipToken : () => askOrThrow('previewHandoff', { recordKey: key, aeId }),
    }),
  );
}

/** Handoffs with what became of them, the latest first, up to so many. */
export function useHandoffs(show: HandoffFilter, limit: number): Loaded<HandoffsView> & Fetching {
  const query = useQuery({
    queryKey: [...queryKeys.handoffs, show, limit],
    queryFn: () => askOrThrow('handoffs', { show, limit }),
    placeholderData: keepPreviousData,
  });
  return { ...loaded(query), fetching: query.isFetching };
}
