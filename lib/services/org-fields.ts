import { z } from 'zod';
import { outcomes } from '../calls/outcomes';
import { type OrgFields, orgFields, unfilled, withAskedFor, withStagesOf } from '../crm/org-fields';
import { type NamedOutcome, outcomesWithout, ownOutcomeList } from '../crm/outcome-values';
import type { Answer, Ask } from '../messaging/protocol';
import type { OrgKey } from '../model/record';
import { epochMs } from '../model/schemas';
import { hourMs } from '../model/time';
import type { BatonDatabase } from '../store/database';
import { CommandFailure } from '../store/failures';
import { outboxRow } from '../store/rows';
import { readFieldMap, writeFieldMap } from './field-maps';
import type { Services } from './services';

const row = z.object({ key: z.string(), fields: orgFields, readAt: epochMs });
type Kept = Pick<z.infer<typeof row>, 'fields' | 'readAt'>;

function rowKey(org: OrgKey): string {
  return `orgFields:${org}`;
}

/** Administrators change fields seldom. */
const freshForMs = 24 * hourMs;

/**
 * The fields of an org with what they mean to Baton: from the copy of the last time, or from the CRM. @throws CommandFailure `notConnected`, or the CRM's problem, where there is no copy either.
 */
export async function fieldsOfOrg(services: Services, ask: Ask<'orgFields'>): Promise<Answer<'orgFields'>> {
  const database = await services.store.open();
  const before = await keptFields(database, ask.org);
  if (before === null && ask.from === 'kept') return null;
  const read = before !== null && ask.from !== 'crm' ? before : await readFields(services, database, ask.org);
  const map = await readFieldMap(ask.org);
  return { ...read, fields: withAskedFor(read.fields, await namedByRefusals(database, ask.org), map), map };
}

/** So many refused calls are looked at: they tell the same. */
const refusalsMost = 50;

/** The fields named by refusals of calls that wait for the SDR. */
async function namedByRefusals(database: BatonDatabase, org: OrgKey): Promise<readonly string[]> {
  const failed = database.outbox.where('[state+nextAttemptAt]').between(['failed', -1], ['failed', []]);
  const rows = (await failed.limit(refusalsMost).toArray()).flatMap((raw) => outboxRow.safeParse(raw).data ?? []);
  return rows.flatMap(({ org: of, write, problem }) =>
    of === org && write.kind === 'logCall' && problem?.kind === 'rejected' ? problem.fields : [],
  );
}

/** Keeps what the fields of an org mean. What is read and written from now on follows it. */
export async function saveFieldMap(services: Services, ask: Ask<'saveFieldMap'>): Promise<null> {
  await writeFieldMap(ask.org, ask.map, services.clock.now());
  services.changed({ topics: ['connections'] });
  return null;
}

/** What is known of an org's own fields without asking it. */
export interface FieldFacts {
  /** The labels of those it asks for with every call and that nothing fills yet. */
  readonly needs: readonly string[];
  /** Ids of outcomes that it has no value for. */
  readonly outcomesWithout: readonly string[];
  /** The same of the list of its own that outcomes are written into as well; null where there is none. */
  readonly ownOutcomes: { readonly field: string; readonly without: readonly string[] } | null;
  /** What it calls them, by their names. */
  readonly labels: ReadonlyMap<string, string>;
}

/** Reads what is known of an org's own fields. */
export async function fieldFacts(database: BatonDatabase, org: OrgKey): Promise<FieldFacts> {
  const [kept, map] = await Promise.all([keptFields(database, org), readFieldMap(org)]);
  const known = kept === null ? noFields : withAskedFor(kept.fields, await namedByRefusals(database, org), map);
  const all = known.owners.flatMap(({ fields }) => fields);
  const own = ownOutcomeList(known, map);
  return {
    needs: unfilled(known.required, map).map(({ label }) => label),
    outcomesWithout: outcomesWithout(namedOutcomes, known.outcome, map),
    ownOutcomes: own === null ? null : { field: own.label, without: outcomesWithout(namedOutcomes, own, map) },
    labels: new Map(all.map(({ name, label }) => [name, label])),
  };
}

const namedOutcomes: readonly NamedOutcome[] = outcomes.map(({ id, label }) => ({ id, labels: Object.values(label) }));

/** What is told of these before a call. */
function toldOf({ needs, outcomesWithout: without, ownOutcomes }: FieldFacts): string {
  return JSON.stringify([needs, without, ownOutcomes]);
}

/** Asks an org for its fields where it was not asked within a day, so that what it asks for is known before the call. */
export async function keepFieldsFresh(services: Services, database: BatonDatabase, org: OrgKey): Promise<void> {
  const kept = await keptFields(database, org);
  if (kept !== null && services.clock.now() - kept.readAt < freshForMs) return;
  const before = await fieldFacts(database, org);
  // A refusal is no reason to say anything: the fields are asked for again with the next record.
  await readFields(services, database, org).catch(() => undefined);
  const after = await fieldFacts(database, org);
  if (toldOf(before) !== toldOf(after)) services.changed({ topics: ['connections'] });
}

async function keptFields(database: BatonDatabase, org: OrgKey): Promise<Kept | null> {
  return row.safeParse(await database.meta.get(rowKey(org))).data ?? null;
}

async function readFields(services: Services, database: BatonDatabase, org: OrgKey): Promise<Kept> {
  const adapter = await services.connections.adapterFor(org);
  if (adapter === null) throw new CommandFailure({ kind: 'notConnected' });
  const read = (await adapter.describe?.()) ?? { ok: true, value: noFields };
  if (!read.ok) throw new CommandFailure({ kind: 'crm', problem: read.problem });
  const readAt = services.clock.now();
  await database.meta.put({ key: rowKey(org), fields: read.value, readAt });
  await followStages(org, read.value, readAt);
  return { fields: read.value, readAt };
}

/** Keeps the order of the org's stages in what was chosen: one that was added since counts where the org put it. */
async function followStages(org: OrgKey, fields: OrgFields, now: number): Promise<void> {
  const before = await readFieldMap(org);
  const after = withStagesOf(before, fields);
  if (JSON.stringify(before) !== JSON.stringify(after)) await writeFieldMap(org, after, now);
}

const noFields: OrgFields = { owners: [], required: [] };
