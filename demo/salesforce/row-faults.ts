import { z } from 'zod';
import type { DemoApp, RowFault, WireRequest } from '../core/app.ts';

const collectionPath = /\/composite\/sobjects$/;
const compositePath = /\/composite$/;

const collection = z.looseObject({ records: z.array(z.unknown()) });
const step = z.looseObject({ method: z.string(), url: z.string(), referenceId: z.string(), body: z.unknown() });
const composite = z.looseObject({ compositeRequest: z.array(z.unknown()) });
const answered = z.looseObject({
  compositeResponse: z.array(z.looseObject({ referenceId: z.string(), httpStatusCode: z.number(), body: z.unknown() })),
});

/** True for sObject Collections, by themselves or as a step of a composite: their rows come out each on its own. */
export function isBatchWrite({ method, path, body }: WireRequest): boolean {
  if (collectionPath.test(path)) return method === 'POST' || method === 'PATCH';
  return method === 'POST' && compositePath.test(path) && creatingStep(parsed(body)) !== undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function creatingStep(body: unknown): z.infer<typeof step> | undefined {
  const steps = composite.safeParse(body).data?.compositeRequest ?? [];
  return steps
    .flatMap((one) => step.safeParse(one).data ?? [])
    .find(({ method, url }) => method === 'POST' && collectionPath.test(url));
}

const words: Readonly<Record<RowFault, readonly [statusCode: string, message: string]>> = {
  rowLock: ['UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record or 1 records: 00Q000000000000'],
  partial: [
    'UNKNOWN_EXCEPTION',
    'An unexpected error occurred. Please include this ErrorId if you contact support: 1894102231-43',
  ],
};

/** Every third row fails in this way and is not written; the others are. */
export async function failSomeRows(kind: RowFault, request: Request, app: DemoApp): Promise<Response> {
  const whole: unknown = await request.json();
  const creating = creatingStep(whole);
  const { records, ...rest } = collection.parse(creating?.body ?? whole);
  const fails = (index: number) => index % 3 === 1 || records.length === 1;
  const kept = { ...rest, records: records.filter((_, index) => !fails(index)) };
  if (kept.records.length === 0) kept.records.push({ attributes: { type: 'Nothing' } });
  const asked =
    creating === undefined
      ? kept
      : {
          ...composite.parse(whole),
          compositeRequest: composite
            .parse(whole)
            .compositeRequest.map((one) =>
              step.safeParse(one).data?.referenceId === creating.referenceId ? { ...creating, body: kept } : one,
            ),
        };
  const { url, method, headers } = request;
  const answer = await app.fetch(new Request(url, { method, headers, body: JSON.stringify(asked) }));
  if (answer.status !== 200) return answer;
  const rowsIn = (some: unknown) => merged(kind, records, fails, z.array(z.unknown()).parse(some));
  const body: unknown = await answer.json();
  return Response.json(creating === undefined ? rowsIn(body) : inStep(body, creating.referenceId, rowsIn), {
    headers: answer.headers,
  });
}

function inStep(body: unknown, referenceId: string, rowsIn: (rows: unknown) => unknown): unknown {
  const { compositeResponse, ...rest } = answered.parse(body);
  const steps = compositeResponse.map((one) =>
    one.referenceId === referenceId && one.httpStatusCode === 200 ? { ...one, body: rowsIn(one.body) } : one,
  );
  return { ...rest, compositeResponse: steps };
}

function merged(
  kind: RowFault,
  records: readonly unknown[],
  fails: (index: number) => boolean,
  rows: readonly unknown[],
): unknown[] {
  const [statusCode, message] = words[kind];
  const failure = { success: false, errors: [{ statusCode, message, fields: [] }] };
  const written = [...rows];
  return records.map((_, index) => (fails(index) ? failure : written.shift()));
}
