import type { OrgRef, RecordRef } from '../model/record';
import type { WriteOutcome } from './adapter';
import { type CrmProblem, failed } from './result';
import type { CrmWrite } from './write';

/** Why a record of another org is not touched through this connection; null where it is of this org. */
export function refuseForeign(org: OrgRef, ref: RecordRef): CrmProblem | null {
  if (ref.crm === org.crm && ref.org === org.org) return null;
  return { kind: 'rejected', code: 'WRONG_ORG', message: `${ref.org} ≠ ${org.org}`, fields: [] };
}

/** Sends the writes of this connection's org and refuses the others; one outcome per write, in their order. */
export async function sendOwn(
  writes: readonly CrmWrite[],
  problemOf: (ref: RecordRef) => CrmProblem | null,
  send: (own: readonly CrmWrite[]) => Promise<readonly WriteOutcome[]>,
): Promise<readonly WriteOutcome[]> {
  const refused = new Map<string, WriteOutcome>();
  for (const { id, ref } of writes) {
    const problem = problemOf(ref);
    if (problem !== null) refused.set(id, { id, result: failed(problem) });
  }
  const own = writes.filter(({ id }) => !refused.has(id));
  const sent = own.length === 0 ? [] : await send(own);
  const all = new Map([...refused, ...sent.map((outcome) => [outcome.id, outcome] as const)]);
  return writes.map(({ id }) => all.get(id) ?? { id, result: failed({ kind: 'unsure', message: 'no outcome' }) });
}
