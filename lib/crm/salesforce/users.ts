import { z } from 'zod';
import type { Candidate } from '../../handoff/candidates';
import type { CrmUser } from '../adapter';
import { isFinal } from '../in-order';
import { type CrmResult, done, failed } from '../result';
import type { SalesforceApi } from './api';
import { userQuery, usersQuery } from './queries';

const userInfo = z.object({
  user_id: z.string(),
  organization_id: z.string(),
  name: z.string().catch(''),
  email: z.string().nullish().catch(null),
});
const resources = z.object({ identity: z.string() });
const userRow = z.object({
  Id: z.string(),
  Name: z.string().catch(''),
  Email: z.string().nullish().catch(null),
  Title: z.string().nullish().catch(null),
  UserRole: z.object({ Name: z.string().nullish() }).nullish().catch(null),
});

/** Who a session belongs to, and the id of its org. */
export interface Identity {
  readonly user: CrmUser;
  readonly orgId: string;
}

/**
 * Whose session this is: OpenID Connect's userinfo in one request; where the session may not use that (it was not made for
 * OAuth), the identity URL among the version's resources and the user's own row.
 * Source: REST API Developer Guide, Resources by Version; Salesforce Help, UserInfo Endpoint (read 2026-11-23).
 */
export async function identityOf(api: SalesforceApi, signal?: AbortSignal): Promise<CrmResult<Identity>> {
  const info = await api.getOutside('/services/oauth2/userinfo', userInfo, signal);
  if (info.ok) {
    const { user_id: id, organization_id: orgId, name, email } = info.value;
    return done({ user: { id, name, email: email ?? null }, orgId });
  }
  if (info.problem.kind === 'retryAfter') return info;
  const listed = await api.get('/', resources, signal);
  if (!listed.ok) return listed;
  const [, orgId, userId] = /\/id\/(\w{15,18})\/(\w{15,18})\/?$/.exec(listed.value.identity) ?? [];
  if (orgId === undefined || userId === undefined) return failed({ kind: 'forbidden', message: 'no identity' });
  const rows = await api.query(userQuery(userId), signal);
  if (!rows.ok) return rows;
  const user = userRow.safeParse(rows.value[0]).data;
  return done({ user: { id: user?.Id ?? userId, name: user?.Name ?? '', email: user?.Email ?? null }, orgId });
}

const duties = ['Title', 'UserRole.Name'];

/** Whom {@link peopleBy} looks for. */
export interface PeopleAsked {
  /** The id of the one left out. */
  readonly me: string | null;
  /** Words of the name, or a whole e-mail address; empty for everybody. */
  readonly name: string;
  readonly limit: number;
}

/** Active people of the org except `me`, with title or role where this user may see them. */
export async function peopleBy(
  api: SalesforceApi,
  { me, name, limit }: PeopleAsked,
  signal?: AbortSignal,
): Promise<CrmResult<readonly Candidate[]>> {
  const full = await api.query(usersQuery(duties, name, limit), signal);
  const rows = !full.ok && isFinal(full.problem) ? await api.query(usersQuery([], name, limit), signal) : full;
  if (!rows.ok) return rows;
  return done(
    rows.value.flatMap((raw) => {
      const row = userRow.safeParse(raw);
      if (!row.success || sameId(row.data.Id, me)) return [];
      return [{ id: row.data.Id, name: row.data.Name, email: row.data.Email ?? null, role: roleOf(row.data) }];
    }),
  );
}

/** Title and role in one line; the title alone where it says the role already. */
function roleOf({ Title, UserRole }: z.infer<typeof userRow>): string | null {
  const role = UserRole?.Name ?? '';
  const title = Title ?? '';
  return [title, title.includes(role) ? '' : role].filter((part) => part !== '').join(' · ') || null;
}

/** True where two ids, each of 15 or 18 characters, are the same. */
export function sameId(a: string, b: string | null): boolean {
  return b !== null && a.slice(0, 15) === b.slice(0, 15);
}
