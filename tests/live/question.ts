import { z } from 'zod';
import type { CrmAdapter, CrmUser } from '../../lib/crm/adapter';
import type { FieldMap, OrgFields } from '../../lib/crm/org-fields';
import type { CrmResult } from '../../lib/crm/result';
import type { CrmWrite, HandoffWrite, LogCallWrite } from '../../lib/crm/write';
import type { Crm, RecordRef } from '../../lib/model/record';

/** One thing that only a live org can tell. Without `ask` a person has to look. */
export interface LiveQuestion {
  readonly of: Crm | 'both';
  readonly question: string;
  /** What may be done to the org for it. */
  readonly does: 'reads' | 'writes' | 'byHand';
  readonly ask?: (trial: Trial) => Promise<Seen>;
}

/** What was seen; `holds` null where this org or this record has nothing to tell it by. */
export interface Seen {
  readonly holds: boolean | null;
  readonly seen: string;
}

/** One request and its status. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** An answer to a request that the adapters do not make, or not alone. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** One org under trial; the questions are asked in their order and share what they learn and make. */
export interface Trial {
  readonly adapter: CrmAdapter;
  readonly ref: RecordRef;
  /** Every request so far. */
  readonly requests: readonly Asked[];
  /** The token under trial, for the one request that names it. */
  readonly token: string;
  /** Asks the CRM's API as the adapters do, or with another token. */
  readonly raw: (method: string, path: string, body?: unknown, token?: string) => Promise<RawAnswer>;
  readonly writes: {
    readonly call: LogCallWrite;
    readonly ownListCall: LogCallWrite;
    readonly followUp: Extract<CrmWrite, { kind: 'followUp' }>;
    readonly handoffId: string;
  };
  /** Ids of what was made in the org, to be taken away again. */
  readonly made: Set<string>;
  me: CrmUser | null;
  fields: OrgFields | null;
  /** What the fields are said to mean from now on. */
  map: FieldMap;
  handoff: HandoffWrite | null;
}

/** A result in words; `tell` says what a good one holds. */
export function seenOf<T>(result: CrmResult<T>, tell: (value: T) => string): Seen {
  if (result.ok) return { holds: true, seen: tell(result.value) };
  return { holds: false, seen: `${result.problem.kind}: ${result.problem.message}` };
}

/** Nothing here can tell it. */
export function nothingToSee(why: string): Seen {
  return { holds: null, seen: why };
}

/** Requests in words. */
export function inWords(requests: readonly Asked[]): string {
  return requests.map(({ method, path, status }) => `${method} ${path} → ${status}`).join('; ') || 'no request';
}

/** What one write came to. */
export async function outcomeOf(
  { adapter, made }: Trial,
  write: CrmWrite,
): Promise<CrmResult<{ readonly crmId: string | null }>> {
  const [outcome] = await adapter.write([write]);
  const result = outcome?.result ?? { ok: false, problem: { kind: 'unsure', message: 'no outcome' } };
  if (result.ok && result.value.crmId !== null) made.add(result.value.crmId);
  return result;
}

/** Whether the CRM has a write, as expected. */
export async function findingOf({ adapter }: Trial, write: CrmWrite, expected: boolean): Promise<Seen> {
  const found = await adapter.findWritten([write]);
  if (!found.ok) return seenOf(found, () => '');
  const crmId = found.value.get(write.id);
  return { holds: (crmId !== undefined) === expected, seen: crmId ?? 'absent' };
}

const errors = z.union([
  z.array(z.object({ errorCode: z.string(), message: z.string() })).transform(([first]) => first?.errorCode),
  z
    .object({ category: z.string().optional(), errorType: z.string().optional(), policyName: z.string().optional() })
    .transform(({ category, errorType, policyName }) => [category ?? errorType, policyName].filter(Boolean).join(' ')),
]);

/** Status and code of an answer; never what else it holds. */
export function answerInWords({ status, body }: RawAnswer): string {
  return [status, errors.safeParse(body).data].filter((part) => part !== undefined && part !== '').join(' ');
}
