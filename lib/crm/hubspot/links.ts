import { z } from 'zod';
import type { AdapterCache } from '../cache';
import { isFinal } from '../in-order';
import { type CrmResult, done } from '../result';
import type { CrmWrite } from '../write';
import type { HubspotApi, Link } from './api';
import { primaryType, type Target, typeOf } from './associations';

/**
 * What a new activity is linked to besides its record, because HubSpot does that for people in its own pages and not for
 * the API: the contact's primary company, the lead's primary contact. One request per kind of record in the batch, kept for a while.
 */
export async function alsoLinked(
  api: HubspotApi,
  cache: AdapterCache,
  writes: readonly CrmWrite[],
  signal?: AbortSignal,
): Promise<CrmResult<ReadonlyMap<string, Target>>> {
  const all = new Map<string, Target>();
  for (const { object, to, type } of linkKinds) {
    const ids = [...new Set(writes.filter(({ ref }) => ref.object === object).map(({ ref }) => ref.id))];
    if (ids.length === 0) continue;
    const primaries = await primariesOf({ api, cache, signal }, { object, to, type }, ids);
    if (!primaries.ok) return primaries;
    for (const id of ids) {
      const primary = primaries.value[id] ?? null;
      if (primary !== null) all.set(id, { object: to, id: primary });
    }
  }
  return done(all);
}

/** How many records one request may ask the links of. Source: HubSpot API guides, associations batch read. */
const linksPerRequest = 1000;

/**
 * Makes the links of these writes known, and in the same request those of the writes that follow soon. Nothing is asked
 * where these are known; what could not be learnt is asked for again with each batch.
 */
export async function knowLinks(
  api: HubspotApi,
  cache: AdapterCache,
  writes: readonly CrmWrite[],
  soon: readonly CrmWrite[],
  signal?: AbortSignal,
): Promise<void> {
  for (const kind of linkKinds) {
    const idsOf = (some: readonly CrmWrite[]) =>
      some.filter(({ ref }) => ref.object === kind.object).map(({ ref }) => ref.id);
    const kept = await keptOf(cache, kind);
    const own = idsOf(writes);
    if (own.every((id) => Object.hasOwn(kept, id))) continue;
    const all = [...new Set([...own, ...idsOf(soon)])].filter((id) => !Object.hasOwn(kept, id));
    await primariesOf({ api, cache, signal }, kind, all.slice(0, linksPerRequest));
  }
}

/** A person changes company seldom, and within minutes hardly ever. */
const linksKeptMs = 30 * 60_000;
const mostKeptLinks = 5000;
const keptLinks = z.record(z.string(), z.string().nullable());

const linkKinds: readonly LinkKind[] = [
  { object: 'contact', to: 'company', type: primaryType.contactToCompany },
  { object: 'lead', to: 'contact', type: primaryType.leadToContact },
];

interface LinkKind {
  readonly object: 'contact' | 'lead';
  readonly to: 'company' | 'contact';
  readonly type: number;
}

/** What each of these records is primarily linked to, null for nothing; only those not asked for lately are asked for. */
async function primariesOf(
  {
    api,
    cache,
    signal,
  }: { readonly api: HubspotApi; readonly cache: AdapterCache; readonly signal: AbortSignal | undefined },
  { object, to, type }: LinkKind,
  ids: readonly string[],
): Promise<CrmResult<Readonly<Record<string, string | null>>>> {
  const kept = await keptOf(cache, { object, to });
  const unknown = ids.filter((id) => !Object.hasOwn(kept, id));
  if (unknown.length === 0) return done(kept);
  const links = await api.linked(typeOf[object], typeOf[to], unknown, signal);
  if (!links.ok) return links.problem.kind === 'forbidden' || isFinal(links.problem) ? done(kept) : links;
  const fresh = Object.fromEntries(unknown.map((id) => [id, primaryOf(links.value.get(id) ?? [], type)?.id ?? null]));
  await cache.set(
    keyOf({ object, to }),
    { ...(Object.keys(kept).length < mostKeptLinks ? kept : {}), ...fresh },
    linksKeptMs,
  );
  return done({ ...kept, ...fresh });
}

function keyOf({ object, to }: Pick<LinkKind, 'object' | 'to'>): string {
  return `linked:${object}:${to}`;
}

async function keptOf(cache: AdapterCache, kind: Pick<LinkKind, 'object' | 'to'>) {
  return keptLinks.safeParse(await cache.get(keyOf(kind))).data ?? {};
}

function primaryOf(links: readonly Link[], type: number): Link | undefined {
  return links.find(({ typeIds }) => typeIds.includes(type)) ?? links[0];
}
