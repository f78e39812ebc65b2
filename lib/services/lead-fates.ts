import { z } from 'zod';
import type { CrmResult } from '../crm/result';
import { type LeadFate, leadFate } from '../learning/lead-fate';
import type { Answer, Ask } from '../messaging/protocol';
import { type OrgKey, orgOfKey, type RecordKey, recordKey, refOfKey } from '../model/record';
import type { BatonDatabase } from '../store/database';
import type { Services } from './services';

const row = z.object({ key: z.string(), fates: z.record(z.string(), leadFate) });

function rowKey(org: OrgKey): string {
  return `leadFates:${org}`;
}

/**
 * What became of these leads, from their CRMs. What was read is kept, with when it was: of an org that cannot be asked now the
 * last answer holds, and a lead nobody ever told of has none. `unread` names the orgs that were not asked, and why.
 */
export async function leadFates(services: Services, { keys }: Ask<'leadFates'>): Promise<Answer<'leadFates'>> {
  const database = await services.store.open();
  const fates: Record<string, LeadFate> = {};
  const unread: Answer<'leadFates'>['unread'] = [];
  for (const [org, own] of Map.groupBy(new Set(keys), orgOfKey)) {
    const kept = row.safeParse(await database.meta.get(rowKey(org))).data?.fates ?? {};
    const read = await readFates(services, org, own);
    if (read?.ok !== true) unread.push({ org, problem: read?.problem ?? null });
    const known = read?.ok === true ? { ...kept, ...read.value } : kept;
    if (read?.ok === true) await keep(database, org, known);
    for (const key of own) {
      const fate = Object.hasOwn(known, key) ? known[key] : undefined;
      if (fate !== undefined) fates[key] = fate;
    }
  }
  return { fates, unread };
}

/** By record key; null where the org is not connected. */
async function readFates(
  services: Services,
  org: OrgKey,
  keys: readonly RecordKey[],
): Promise<CrmResult<Readonly<Record<string, LeadFate>>> | null> {
  const adapter = await services.connections.adapterFor(org);
  if (adapter?.fatesOf === undefined) return null;
  const refs = keys.map(refOfKey);
  const read = await adapter.fatesOf(refs);
  if (!read.ok) return read;
  const found = refs.flatMap((ref) => {
    const fate = read.value.get(ref.id);
    return fate === undefined ? [] : [[recordKey(ref), fate] as const];
  });
  return { ok: true, value: Object.fromEntries(found) };
}

async function keep(database: BatonDatabase, org: OrgKey, fates: Readonly<Record<string, LeadFate>>): Promise<void> {
  await database.meta.put({ key: rowKey(org), fates });
}
