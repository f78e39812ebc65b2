import { z } from 'zod';
import type { Candidate } from '../../handoff/candidates';
import { peopleMost } from '../adapter';
import { type AdapterCache, type Listed, rememberList } from '../cache';
import { type CrmResult, done } from '../result';
import { type HubspotApi, version } from './api';

const owner = z.object({
  id: z.coerce.string(),
  email: z.string().nullish().catch(null),
  firstName: z.string().nullish().catch(null),
  lastName: z.string().nullish().catch(null),
  type: z.string().nullish().catch(null),
  archived: z.boolean().nullish().catch(null),
  /** Absent where the user was deactivated, while `userIdIncludingInactive` stays. */
  userId: z.number().nullish().catch(null),
  userIdIncludingInactive: z.number().nullish().catch(null),
  teams: z
    .array(z.object({ name: z.string(), primary: z.boolean().catch(false) }))
    .nullish()
    .catch(null),
});
const page = z.object({
  results: z.array(owner),
  paging: z
    .object({ next: z.object({ after: z.coerce.string() }).nullish() })
    .nullish()
    .catch(null),
});

const person = z.object({
  ...{ id: z.string(), name: z.string(), email: z.string().nullable(), queue: z.boolean() },
  /** The user behind it was deactivated: records keep the name, and nothing new is given to them. */
  inactive: z.boolean(),
  team: z.string().nullable(),
});
/** Somebody (or a queue) who can own records. */
export type Owner = z.infer<typeof person>;

const keepMs = 3_600_000;
/** As many as one answer holds, by HubSpot's changelog ("Sunset: v2 Owners API", read 2026-11-26) and by its specification. */
const pageLimits = [500, 100] as const;

/** Everybody who can own a record, up to {@link peopleMost}, kept for an hour. */
export function ownersOf(
  api: HubspotApi,
  cache: AdapterCache,
  signal?: AbortSignal,
): Promise<CrmResult<Listed<Owner>>> {
  return rememberList(cache, {
    key: 'owners',
    schema: person,
    ttlMs: keepMs,
    load: async () => {
      const [most, fewer] = pageLimits;
      const all = await inPagesOf(api, most, signal);
      return !all.ok && all.problem.kind === 'rejected' ? inPagesOf(api, fewer, signal) : all;
    },
  });
}

async function inPagesOf(api: HubspotApi, limit: number, signal?: AbortSignal) {
  const owners: Owner[] = [];
  let after: string | undefined;
  for (let read = 0; read < peopleMost; read += limit) {
    const query = new URLSearchParams({ limit: String(limit), ...(after === undefined ? {} : { after }) });
    const answer = await api.get(`/crm/owners/${version}?${query}`, page, signal);
    if (!answer.ok) return answer;
    owners.push(...answer.value.results.filter(({ archived }) => archived !== true).map(ownerOf));
    after = answer.value.paging?.next?.after;
    if (after === undefined) break;
  }
  return done({ items: owners, complete: after === undefined });
}

/** The owner with this e-mail address; null where the portal has none. */
export async function ownerByEmail(
  api: HubspotApi,
  email: string,
  signal?: AbortSignal,
): Promise<CrmResult<Owner | null>> {
  const query = new URLSearchParams({ email: email.trim(), limit: '100' });
  const answer = await api.get(`/crm/owners/${version}?${query}`, page, signal);
  if (!answer.ok) return answer;
  const wanted = email.trim().toLowerCase();
  const found = answer.value.results.find((row) => row.email?.toLowerCase() === wanted && row.archived !== true);
  return done(found === undefined ? null : ownerOf(found));
}

/** People a lead can be handed to: every owner that is an active person, except `me`, with the team that is theirs first. */
export function peopleAmong(owners: readonly Owner[], me: string | null): readonly Candidate[] {
  return owners
    .filter(({ id, queue, inactive }) => !queue && !inactive && id !== me)
    .map(({ id, name, email, team }) => ({ id, name, email, role: team }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

function ownerOf(row: z.infer<typeof owner>): Owner {
  const name = [row.firstName, row.lastName].filter((part) => typeof part === 'string' && part !== '').join(' ');
  const team = row.teams?.find(({ primary }) => primary) ?? row.teams?.[0];
  return {
    ...{ id: row.id, name: name || row.email || row.id, email: row.email ?? null, queue: row.type === 'QUEUE' },
    inactive: row.userId == null && row.userIdIncludingInactive != null,
    team: team?.name ?? null,
  };
}
