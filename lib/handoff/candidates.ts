import { z } from 'zod';
import { accountExecutive } from './handoff';

/** Somebody of the org a lead can be handed to, with what they do there in the org's own words: title, role or team. */
export const candidate = accountExecutive.extend({ role: z.string().nullish() });
export type Candidate = z.infer<typeof candidate>;

/** A candidate with where they stand in the list. */
export const listedCandidate = candidate.extend({ group: z.enum(['agreed', 'recent', 'ae', 'other']).optional() });
export type ListedCandidate = z.infer<typeof listedCandidate>;

/** Whom leads of an org are given to by the Rules of Engagement, the preferred one first; with `only`, to nobody else. */
export const receivers = z.object({ aes: z.array(accountExecutive).max(200), only: z.boolean() });
export type Receivers = z.infer<typeof receivers>;

/** Whom an administrator names by addresses: those of `people`, in the order named, and the addresses nobody of them has. */
export interface Named {
  readonly found: readonly Candidate[];
  readonly missing: readonly string[];
}

/** Looks for those whom an administrator names among `people`. */
export function namedByAddress(people: readonly Candidate[], addresses: readonly string[]): Named {
  const byAddress = new Map(people.map((one) => [one.email?.trim().toLowerCase(), one]));
  const asked = [...new Set(addresses.map((address) => address.trim()).filter((address) => address !== ''))];
  const each = asked.map((address) => ({ address, one: byAddress.get(address.toLowerCase()) }));
  return {
    found: each.flatMap(({ one }) => one ?? []),
    missing: each.flatMap(({ address, one }) => (one === undefined ? [address] : [])),
  };
}

/** True where the Rules of Engagement let this person receive leads. */
export function mayReceive(id: string, rule: Receivers | null): boolean {
  return rule === null || !rule.only || rule.aes.some((one) => one.id === id);
}

const sellsToTheEnd =
  /\baccount (?:executive|manager|director)|\bAEs?\b|\bsales (?:executive|manager)|\bclos(?:er|ing)\b|客户经理|客户主管|销售经理/i;
const developsSales = /\b[SB]DRs?\b|\b(?:sales|business) development|\blead development|销售开发|业务拓展/i;
const isNobody = /\b(?:integrations?|api|bot|automat(?:ed|ion)|service account|security user|no-?reply|system|sync)\b/i;

/** How many of those handed to lately come first. */
const recentMost = 5;

/**
 * Candidates in the order an SDR looks for them: those the Rules of Engagement name, in their order; those handed to lately, the
 * latest first; those whose title, role or team says account executive; everybody else; last other SDRs and what is no person.
 * Nobody is left out, as titles are written by hand, unless the rules say that only those named receive leads.
 */
export function orderCandidates(
  known: readonly Candidate[],
  recentIds: readonly string[],
  rule: Receivers | null = null,
): ListedCandidate[] {
  const agreed = (rule?.aes ?? []).map(({ id }) => id);
  const missing = (rule?.aes ?? []).filter(({ id }) => !known.some((one) => one.id === id));
  const people = [...known, ...missing].filter(({ id }) => mayReceive(id, rule));
  const recent = [...new Set(recentIds)].filter((id) => people.some((one) => one.id === id)).slice(0, recentMost);
  const names = new Intl.Collator();
  const placed = people.map((one) => {
    const named = agreed.indexOf(one.id);
    if (named >= 0) return { one, rank: named - agreed.length - recentMost };
    const at = recent.indexOf(one.id);
    return { one, rank: at >= 0 ? at - recentMost : rankOf(one) };
  });
  return placed
    .toSorted((a, b) => a.rank - b.rank || names.compare(a.one.name, b.one.name))
    .map(({ one, rank }) => ({ ...one, group: groupOf(rank) }));
}

function groupOf(rank: number): ListedCandidate['group'] {
  if (rank < -recentMost) return 'agreed';
  return rank < 0 ? 'recent' : rank === 0 ? 'ae' : 'other';
}

function rankOf({ name, email, role }: Candidate): number {
  const does = role ?? '';
  if (isNobody.test(`${name} ${(email ?? '').split('@')[0]} ${does}`)) return 3;
  if (developsSales.test(does)) return 2;
  return sellsToTheEnd.test(does) ? 0 : 1;
}
