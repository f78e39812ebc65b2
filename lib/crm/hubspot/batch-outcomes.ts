import type { WriteOutcome } from '../adapter';
import { writeIdIn } from '../marker';
import { type CrmProblem, done, failed } from '../result';
import type { BatchAnswer, HubspotObject } from './api';
import { problemOfRow, type RowError } from './errors';
import { idProperty } from './id-property';

/**
 * Which write came to what in a batch of creates. HubSpot promises no order, so rows are matched by the trace id, by
 * Baton's own mark in the created object, and by order only where nothing failed and nothing else tells.
 */
export function outcomesOfCreates(ids: readonly string[], answer: BatchAnswer): readonly WriteOutcome[] {
  const owned = new Map<string, HubspotObject>();
  for (const object of answer.results) {
    const id = writeIdOf(object);
    if (id !== null && ids.includes(id)) owned.set(id, object);
  }
  const complete = answer.errors.length === 0 && answer.results.length === ids.length;
  const inOrder = complete && owned.size === 0;
  return ids.map((id, index) => {
    const object = owned.get(id) ?? (inOrder ? answer.results[index] : undefined);
    if (object !== undefined) return { id, result: done({ crmId: object.id }) };
    return { id, result: failed(refusalOf(id, answer, owned.size)) };
  });
}

function writeIdOf({ objectWriteTraceId, properties }: HubspotObject): string | null {
  return (
    objectWriteTraceId ??
    properties[idProperty] ??
    writeIdIn(properties['hs_call_body']) ??
    writeIdIn(properties['hs_task_body'])
  );
}

function refusalOf(id: string, { results, errors }: BatchAnswer, matched: number): CrmProblem {
  const own = errors.find((error) => tracesOf(error).includes(id));
  if (own !== undefined) return problemOfRow(own);
  const untraced = errors.filter((error) => tracesOf(error).length === 0);
  const [first] = untraced;
  // Every created object is accounted for, so this one was not created; which of the errors is its own is unknown.
  if (matched === results.length && first !== undefined) return problemOfRow(first);
  return { kind: 'unsure', message: 'incomplete answer' };
}

function tracesOf({ context }: RowError): readonly string[] {
  return context?.['objectWriteTraceId'] ?? [];
}

/** Which change came to what in a batch of updates, where the object's id tells. */
export function outcomesOfUpdates(
  changes: readonly { readonly id: string; readonly crmId: string }[],
  answer: BatchAnswer,
): readonly WriteOutcome[] {
  const changed = new Set(answer.results.map(({ id }) => id));
  return changes.map(({ id, crmId }) => {
    if (changed.has(crmId)) return { id, result: done({ crmId }) };
    const own = answer.errors.find(
      ({ context, message }) => (context?.['ids'] ?? []).includes(crmId) || message.includes(crmId),
    );
    const error = own ?? answer.errors[0];
    const problem: CrmProblem =
      error === undefined ? { kind: 'unsure', message: 'incomplete answer' } : problemOfRow(error);
    return { id, result: failed(problem) };
  });
}
