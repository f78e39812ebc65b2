import { z } from 'zod';
import { createHubspotAdapter } from '../../lib/crm/hubspot/adapter';
import { type Made, type Server, type Some, sending, writeIdOf } from './strange-server';

const createAsk = z.object({
  inputs: z.array(
    z.object({
      properties: z.record(z.string(), z.string()),
      associations: z.array(z.object({ to: z.object({ id: z.string() }) })),
      objectWriteTraceId: z.string(),
    }),
  ),
});
type Input = z.infer<typeof createAsk>['inputs'][number];
const idsAsk = z.object({ inputs: z.array(z.object({ id: z.string() })), idProperty: z.string().optional() });

interface Call {
  readonly body: string;
  readonly record: string;
  readonly ownId: string;
}

const rowError = (category: string, { objectWriteTraceId }: Input) => ({
  ...{ status: 'error', category, message: 'not this one', context: { objectWriteTraceId: [objectWriteTraceId] } },
});

/** A portal whose ids and rows come in no order, and that serves nothing but what calls need. */
export function strangeHubspot(made: Made, hasIdProperty = false): Server {
  const { dice } = made;
  const org = { crm: 'hubspot', org: '77' } as const;
  const refs = ['301', '302', '303'].map((id) => ({ ...org, object: 'contact', id }) as const);
  const written: Server['written'] = [];
  const calls = new Map<string, Call>();
  const shuffled = <T>(rows: readonly T[]) =>
    rows
      .map((row) => [dice(), row] as const)
      .toSorted(([a], [b]) => a - b)
      .map(([, row]) => row);

  const make = (
    input: Input,
    fails: boolean,
    some: Some | undefined,
  ): { readonly row?: object; readonly error?: object } => {
    const { properties, associations } = input;
    const [body = '', ownId = ''] = [properties['hs_call_body'], properties['baton_id']];
    if (hasIdProperty && [...calls.values()].some((one) => one.ownId === ownId)) {
      return { error: rowError('VALIDATION_ERROR', input) };
    }
    if (fails && some === 'refused') return { error: rowError('INTERNAL_ERROR', input) };
    const id = String(1_000_000 + Math.floor(dice() * 8_000_000));
    const record = associations[0]?.to.id ?? '';
    calls.set(id, { body, record, ownId });
    written.push({ writeId: hasIdProperty ? ownId : writeIdOf(body), record });
    return fails ? { error: rowError('INTERNAL_ERROR', input) } : { row: { id, properties } };
  };
  const create = (body: unknown, some: Some | undefined): Response => {
    const rows = createAsk
      .parse(body)
      .inputs.map((input, index) => make(input, some !== undefined && index % 2 === 0, some));
    const answer = { status: 'COMPLETE', results: shuffled(rows.flatMap(({ row }) => row ?? [])) };
    const errors = shuffled(rows.flatMap(({ error }) => error ?? []));
    if (errors.length === 0) return Response.json(answer, { status: 201 });
    return Response.json({ ...answer, numErrors: errors.length, errors }, { status: 207 });
  };
  const linked = (body: unknown): Response => {
    const results = idsAsk.parse(body).inputs.flatMap(({ id }) => {
      const to = [...calls].filter(([, { record }]) => record === id).map(([one]) => ({ toObjectId: Number(one) }));
      return to.length === 0 ? [] : [{ from: { id }, to: shuffled(to) }];
    });
    return Response.json({ status: 'COMPLETE', results: shuffled(results) }, { status: 207 });
  };
  const read = (body: unknown): Response => {
    const { idProperty, inputs } = idsAsk.parse(body);
    if (idProperty !== undefined && !hasIdProperty) {
      return Response.json({ category: 'VALIDATION_ERROR', message: 'no such property' }, { status: 400 });
    }
    const ids = new Set(inputs.map(({ id }) => id));
    const rows = [...calls].filter(([id, { ownId }]) => ids.has(idProperty === undefined ? id : ownId));
    const results = rows.map(([id, one]) => ({ id, properties: { hs_call_body: one.body, baton_id: one.ownId } }));
    return Response.json({ results: shuffled(results), errors: [{ category: 'OBJECT_NOT_FOUND' }] }, { status: 207 });
  };
  const properties = () =>
    Response.json({ results: hasIdProperty ? [{ name: 'baton_id', hasUniqueValue: true }] : [] });
  const routes: readonly (readonly [end: string, answer: (body: unknown, some: Some | undefined) => Response])[] = [
    ['/calls/batch/create', create],
    ['/contacts/calls/batch/read', linked],
    ['/calls/batch/read', read],
    ['/contacts/companies/batch/read', () => Response.json({ results: [] })],
    ['/properties/2026-09/calls', properties],
  ];
  const serve = ({ pathname }: URL, body: unknown, some?: Some): Response => {
    const route = routes.find(([end]) => pathname.endsWith(end));
    // Outcomes of calls and everything else: not here.
    return route?.[1](body, some) ?? new Response('Not found', { status: 404 });
  };
  const adapter = createHubspotAdapter({ ...sending(made, serve), org, ownerEmail: '', ownerId: '5' });
  return { org, refs, written, adapter };
}
