import type { WriteOutcome } from '../adapter';
import { allOf, isFinal, sendIsolating } from '../in-order';
import { type CrmProblem, done, failed } from '../result';
import { type ActivityWrite, inputOf } from './activity';
import { batchLimit, type HubspotApi } from './api';
import { type Target, typeOf } from './associations';
import { outcomesOfCreates } from './batch-outcomes';
import { activityTypeOf, isOfMissingIdProperty, type WriteContext } from './context';
import { byId as findById, insistently, madeTwice } from './find-written';
import { alsoLinked } from './links';

interface Creating {
  readonly api: HubspotApi;
  readonly context: WriteContext;
  readonly type: 'calls' | 'tasks';
  /** What each record's activities are linked to besides, by the record's id. */
  readonly links: ReadonlyMap<string, Target>;
  readonly signal: AbortSignal | undefined;
}

/** Makes up to 100 calls or tasks, each once: also where the browser sends the request a second time by itself. */
export async function create(
  api: HubspotApi,
  writes: readonly ActivityWrite[],
  context: WriteContext,
  signal?: AbortSignal,
): Promise<readonly WriteOutcome[]> {
  const [first] = writes;
  if (first === undefined) return [];
  const links = await alsoLinked(api, context.cache, writes, signal);
  if (!links.ok) return allOf(writes, links.problem).map((outcome) => ({ ...outcome, unsent: true as const }));
  const creating = { api, context, type: activityTypeOf(first), links: links.value, signal };
  const outcomes = await onceOnly(creating, writes, await isolating(creating, writes));
  return withGone(api, writes, outcomes, signal);
}

function isolating(creating: Creating, writes: readonly ActivityWrite[]): Promise<readonly WriteOutcome[]> {
  const byWriteId = new Map(writes.map((write) => [write.id, write]));
  return sendIsolating(writes, async (batch) => {
    const own = batch.flatMap(({ id }) => byWriteId.get(id) ?? []);
    const sent = await send(creating, own);
    const [only] = own;
    const refused = 'kind' in sent && isFinal(sent) && own.length === 1 && only !== undefined;
    // The link to the company is a courtesy; where it is what HubSpot refuses, the call is logged without.
    return refused && creating.links.has(only.ref.id) ? send({ ...creating, links: new Map() }, own) : sent;
  });
}

async function send(
  creating: Creating,
  batch: readonly ActivityWrite[],
): Promise<readonly WriteOutcome[] | CrmProblem> {
  const { api, context, type, links, signal } = creating;
  const inputs = batch.map((write) =>
    inputOf(
      write,
      [links.get(write.ref.id)].flatMap((one) => one ?? []),
      context,
    ),
  );
  const answer = await api.batchCreate(type, inputs, signal);
  if (!answer.ok && !isFinal(answer.problem)) return answer.problem;
  // Refused for all of them alike, and sent again without it by whoever asked.
  if (!answer.ok && isOfMissingIdProperty(answer.problem)) return allOf(batch, answer.problem);
  const outcomes = answer.ok
    ? outcomesOfCreates(
        batch.map(({ id }) => id),
        answer.value,
      )
    : allOf(batch, answer.problem);
  const there = await refusedButThere(creating, batch, outcomes);
  if (there.size === 0) return answer.ok ? outcomes : answer.problem;
  const rest = answer.ok
    ? outcomes
    : await isolating(
        creating,
        batch.filter(({ id }) => !there.has(id)),
      );
  const byWriteId = new Map([...rest, ...there.values()].map((outcome) => [outcome.id, outcome]));
  return batch.flatMap(({ id }) => byWriteId.get(id) ?? []);
}

/** Writes that are refused because the portal has them: their request arrived twice, or another worker's did. */
async function refusedButThere(
  { api, context, type, signal }: Creating,
  batch: readonly ActivityWrite[],
  outcomes: readonly WriteOutcome[],
): Promise<ReadonlyMap<string, WriteOutcome>> {
  const refused = new Set(outcomes.flatMap(({ id, result }) => (!result.ok && isFinal(result.problem) ? [id] : [])));
  if (refused.size === 0 || !context.hasIdProperty[type]) return new Map();
  const wanted = batch.filter(({ id }) => refused.has(id));
  const found = await findById(api, type, wanted, signal);
  const unknown: CrmProblem = { kind: 'unsure', message: 'refused, and not known whether it is there' };
  return new Map(
    wanted.flatMap(({ id }): [string, WriteOutcome][] => {
      if (!found.ok) return isFinal(found.problem) ? [] : [[id, { id, result: failed(unknown) }]];
      const [crmId] = found.value.get(id) ?? [];
      return crmId === undefined ? [] : [[id, { id, result: done({ crmId }) }]];
    }),
  );
}

/** Without a unique property nothing refuses a second request: what stands there twice is settled like a lost answer. */
async function onceOnly(
  { api, context, type, signal }: Creating,
  writes: readonly ActivityWrite[],
  outcomes: readonly WriteOutcome[],
): Promise<readonly WriteOutcome[]> {
  if (context.hasIdProperty[type]) return outcomes;
  const byWriteId = new Map(writes.map((write) => [write.id, write]));
  const made = new Map(
    outcomes.flatMap(({ id, result }) => {
      const write = byWriteId.get(id);
      const crmId = result.ok ? result.value.crmId : null;
      return write === undefined || crmId === null ? [] : [[id, { write, crmId }] as const];
    }),
  );
  if (made.size === 0) return outcomes;
  const twice = await insistently(() => madeTwice(api, type, made, signal));
  // What this key may not read cannot be settled either; the call itself is there.
  if (!twice.ok && (isFinal(twice.problem) || twice.problem.kind === 'forbidden')) return outcomes;
  const doubtful = twice.ok ? twice.value : new Set(made.keys());
  return outcomes.map((outcome) =>
    doubtful.has(outcome.id)
      ? { id: outcome.id, result: failed({ kind: 'unsure', message: 'perhaps sent twice on its way' }) }
      : outcome,
  );
}

/**
 * HubSpot refuses a call on a deleted record with a general complaint about the link, so the records of refused writes are
 * looked for: those that are not there any more are gone, which the SDR can understand.
 */
async function withGone(
  api: HubspotApi,
  writes: readonly ActivityWrite[],
  outcomes: readonly WriteOutcome[],
  signal?: AbortSignal,
): Promise<readonly WriteOutcome[]> {
  const refused = new Set(
    outcomes.filter(({ result }) => !result.ok && result.problem.kind === 'rejected').map(({ id }) => id),
  );
  const gone = new Set<string>();
  for (const [object, of] of Map.groupBy(
    writes.filter(({ id }) => refused.has(id)),
    ({ ref }) => ref.object,
  )) {
    const ids = [...new Set(of.map(({ ref }) => ref.id))].slice(0, batchLimit);
    const found = await api.batchRead(typeOf[object], { ids, properties: [] }, signal);
    if (!found.ok) continue;
    // Of a record that was merged into another the other answers: then nobody is gone.
    if (found.value.length >= ids.length) continue;
    const there = new Set(found.value.map(({ id }) => id));
    for (const { id, ref } of of) if (ids.includes(ref.id) && !there.has(ref.id)) gone.add(id);
  }
  return outcomes.map((outcome) => {
    if (outcome.result.ok || !gone.has(outcome.id)) return outcome;
    return { id: outcome.id, result: failed({ kind: 'gone', message: outcome.result.problem.message }) };
  });
}
