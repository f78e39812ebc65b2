import { z } from 'zod';
import type { DemoApp, RowFault, WireRequest } from '../core/app.ts';
import { HubspotError } from './store/errors.ts';

/** True for batches of creates and updates, whose traced rows come out each on its own. */
export function isBatchWrite({ method, path }: WireRequest): boolean {
  return method === 'POST' && /\/batch\/(?:create|update)$/.test(path);
}

const batch = z.object({ inputs: z.array(z.looseObject({ objectWriteTraceId: z.string().optional() })) });
const answered = z.looseObject({ results: z.array(z.unknown()), errors: z.array(z.unknown()).default([]) });

/** A locked record refuses the whole request (423). In part: every third row ends in a server error, the first of them written nevertheless. */
export async function failSomeRows(kind: RowFault, request: Request, app: DemoApp): Promise<Response> {
  if (kind === 'rowLock') return locked();
  const { inputs } = batch.parse(await request.json());
  const fails = (index: number) => index % 3 === 1 || inputs.length === 1;
  const failing = inputs.filter((_, index) => fails(index));
  const written = inputs.filter((input, index) => !fails(index) || input === failing[0]);
  const { url, method, headers } = request;
  const body = JSON.stringify({ inputs: written });
  const answer = await app.fetch(new Request(url, { method, headers, body }));
  if (answer.status >= 300) return answer;
  const { results, errors, ...rest } = answered.parse(await answer.json());
  // Written, and reported as failed: the client has to look.
  const [shown] = failing;
  const hidden = errors.length === 0 && shown !== undefined ? written.indexOf(shown) : -1;
  const known = results.filter((_, index) => index !== hidden);
  const all = [...errors, ...failing.map(({ objectWriteTraceId }) => serverError(objectWriteTraceId))];
  return Response.json({ ...rest, results: known, numErrors: all.length, errors: all }, { status: 207 });
}

function serverError(traceId: string | undefined) {
  const context = traceId === undefined ? {} : { objectWriteTraceId: [traceId] };
  return { status: 'error', category: 'INTERNAL_ERROR', message: 'There was a problem with this row.', context };
}

function locked(): Response {
  const message = 'The resource is locked by another request.';
  return Response.json(new HubspotError(423, { message, category: 'LOCKED' }).toJson(), { status: 423 });
}
