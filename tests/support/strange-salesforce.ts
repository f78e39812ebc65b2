import { z } from 'zod';
import { createSalesforceAdapter } from '../../lib/crm/salesforce/adapter';
import { to18 } from '../../lib/crm/salesforce/ids';
import { type Made, type Server, type Some, sending, writeIdOf } from './strange-server';

const compositeAsk = z.object({
  compositeRequest: z.array(z.object({ referenceId: z.string(), url: z.string(), body: z.unknown().optional() })),
});
const task = z.object({ WhoId: z.string(), CallObject: z.string().catch(''), Description: z.string() });
const recordsAsk = z.object({ records: z.array(task) });

/** An org whose ids are no later ones, whose steps answer in another order, and that serves nothing but what calls need. */
export function strangeSalesforce(made: Made, hasCallObject = true): Server {
  const { dice } = made;
  const org = { crm: 'salesforce', org: 'strange.my.salesforce.com' } as const;
  // They differ in case alone.
  const ids = ['00Qbm00000000aa', '00Qbm00000000aA', '00Qbm00000000AA'].map((id) => to18(id) ?? id);
  const refs = ids.map((id) => ({ ...org, object: 'lead', id }) as const);
  const written: Server['written'] = [];
  const tasks: (z.infer<typeof task> & { readonly Id: string })[] = [];

  const page = (soql: string) => {
    const asked = soql.includes('FROM Task ') ? tasks : [];
    const records = asked.filter(({ CallObject, WhoId }) => soql.includes(`'${hasCallObject ? CallObject : WhoId}'`));
    return { totalSize: records.length, done: true, records };
  };
  const make = (record: z.infer<typeof task>, fails: boolean, some: Some | undefined) => {
    const statusCode = some === 'refused' ? 'UNABLE_TO_LOCK_ROW' : 'UNKNOWN_EXCEPTION';
    const refused = { success: false, errors: [{ statusCode, message: 'not now', fields: null }] };
    if (fails && some === 'refused') return refused;
    const Id = to18(`00T${String(Math.floor(dice() * 1e12)).padStart(12, '0')}`) ?? '';
    tasks.push({ ...record, Id });
    written.push({
      writeId: writeIdOf(hasCallObject ? record.CallObject : record.Description),
      record: record.WhoId,
    });
    return fails ? refused : { id: Id, success: true, errors: [] };
  };
  const composite = (asked: unknown, some: Some | undefined): Response => {
    const steps = compositeAsk.parse(asked).compositeRequest.map(({ referenceId, url, body }) => {
      const soql = new URL(url, 'https://x').searchParams.get('q');
      const records = recordsAsk.safeParse(body).data?.records ?? [];
      const rows = records.map((record, index) => make(record, some !== undefined && index % 2 === 0, some));
      return { body: soql === null ? rows : page(soql), httpStatusCode: 200, referenceId };
    });
    return Response.json({ compositeResponse: steps.toReversed() });
  };
  const fields = ['WhoId', 'Subject', 'Description', 'Status', ...(hasCallObject ? ['CallObject'] : [])].map(
    (name) => ({ name, createable: true, type: 'string', label: null }),
  );
  const serve = ({ pathname, searchParams }: URL, body: unknown, some?: Some): Response => {
    if (pathname === '/services/data/') return Response.json([{ version: '59.0' }, { version: '61.0' }]);
    if (pathname.endsWith('/Task/describe')) return Response.json({ fields });
    if (pathname.endsWith('/query')) return Response.json(page(searchParams.get('q') ?? ''));
    if (pathname.endsWith('/composite')) return composite(body, some);
    return Response.json([{ errorCode: 'NOT_FOUND' }], { status: 404 });
  };
  const adapter = createSalesforceAdapter({ ...sending(made, serve), org, userId: null, timeZone: () => 'UTC' });
  return { org, refs, written, adapter };
}
