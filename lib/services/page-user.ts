import { z } from 'zod';
import { browser } from '../browser';
import type { CrmUser } from '../crm/adapter';
import type { CrmProblem, CrmResult } from '../crm/result';
import { type Identity, sameId } from '../crm/salesforce/users';
import type { OrgKey } from '../model/record';
import { readPolicy } from './policy';
import { fingerprint, mayReadCookies, orgIdOf, sessionTokens } from './salesforce-session';

/** True where Baton may look at the session of the page: the SDR granted it, and no administrator forbids it. */
export async function maySeePageUser(): Promise<boolean> {
  return (await readPolicy()).salesforceSession && (await mayReadCookies());
}

/** A session that was asked whose it is. `name` is null where it serves no request, and nobody can be told of it. */
const seenSession = z.object({ print: z.string(), userId: z.string(), name: z.string().nullable() });
const seenSessions = z.array(seenSession);
type SeenSession = z.infer<typeof seenSession>;

/** So many sessions of one org are remembered: one for each container, and what "log in as" leaves behind. */
const rememberedMost = 8;

interface PageUserDeps {
  readonly org: OrgKey;
  readonly host: string;
  /** The org's own id: sessions of other orgs that this host had before say nothing. */
  readonly orgId: string;
  /** Whose session a token is. */
  readonly identify: (token: string) => Promise<CrmResult<Identity>>;
}

/**
 * Who else than `own` is signed in on the org's pages ("log in as", somebody at the same computer); null where it is the same
 * person, or cannot be known. Each session is asked once whose it is, and only its fingerprint is remembered.
 */
export async function otherPageUser(deps: PageUserDeps, own: CrmUser): Promise<string | null> {
  if (!(await maySeePageUser())) return null;
  const tokens = (await sessionTokens(deps.host)).filter((token) => orgIdOf(token) === deps.orgId.slice(0, 15));
  let other: string | null = null;
  for (const token of tokens) {
    const seen = await ownerOf(deps, token);
    if (seen === null || seen.name === null) continue;
    if (sameId(seen.userId, own.id)) return null;
    other ??= seen.name;
  }
  return other;
}

/** Whose session a token is; null where that cannot be told just now. */
async function ownerOf({ org, identify }: PageUserDeps, token: string): Promise<SeenSession | null> {
  const key = `pageUsers:${org}`;
  const print = await fingerprint(token);
  const { [key]: raw } = await browser.storage.session.get(key);
  const before = seenSessions.safeParse(raw).data ?? [];
  const known = before.find((one) => one.print === print);
  if (known !== undefined) return known;
  const identity = await identify(token);
  if (!identity.ok && !isOver(identity.problem)) return null;
  const seen = identity.ok
    ? { print, userId: identity.value.user.id, name: identity.value.user.name }
    : { print, userId: '', name: null };
  await browser.storage.session.set({ [key]: [seen, ...before].slice(0, rememberedMost) });
  return seen;
}

/** The session will not tell later either: it has ended, or the org does not serve it. */
function isOver(problem: CrmProblem): boolean {
  return problem.kind === 'signInNeeded' || problem.kind === 'forbidden';
}
