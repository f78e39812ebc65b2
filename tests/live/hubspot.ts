import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { answerInWords, type LiveQuestion, nothingToSee, type Trial } from './question';

const account = z.object({
  portalId: z.coerce.string(),
  dataHostingLocation: z.string().optional(),
  uiDomain: z.string().optional(),
});
const page = z.object({ results: z.array(z.unknown()) });
const made = z.object({
  results: z.array(z.object({ id: z.coerce.string() })).catch([]),
  errors: z.array(z.unknown()).catch([]),
});

function callOn({ writes: { call } }: Trial, properties: Readonly<Record<string, string>>, trace: string) {
  const to = { to: { id: call.ref.id }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 194 }] };
  const own = {
    ...{ hs_timestamp: new Date(call.startedAt).toISOString(), hs_call_title: 'Test of Baton. Delete me.' },
    ...properties,
  };
  return { properties: own, associations: call.ref.object === 'contact' ? [to] : [], objectWriteTraceId: trace };
}

/** What only a HubSpot portal can tell. */
export const ofHubspot: readonly LiveQuestion[] = [
  {
    ...{ of: 'hubspot', does: 'reads', question: 'The key tells its portal, and where that is kept.' },
    ask: async ({ raw, ref }) => {
      const answer = await raw('GET', '/account-info/2026-09/details');
      const told = account.safeParse(answer.body).data;
      const seen =
        told === undefined
          ? answerInWords(answer)
          : `${told.portalId}, ${told.dataHostingLocation ?? '?'}, ${told.uiDomain ?? '?'}`;
      return { holds: told?.portalId === ref.org, seen };
    },
  },
  {
    ...{ of: 'hubspot', does: 'reads', question: 'Answers say how much of the shared burst is left.' },
    ask: async ({ raw }) => {
      const { headers } = await raw('GET', '/account-info/2026-09/details');
      const left = headers.get('x-hubspot-ratelimit-remaining');
      return {
        holds: left !== null,
        seen: `${left ?? 'not told'} of ${headers.get('x-hubspot-ratelimit-max') ?? '?'}`,
      };
    },
  },
  {
    ...{ of: 'hubspot', does: 'reads', question: 'The key tells its scopes, or says that it does not.' },
    ask: async ({ raw, token }) => {
      const answer = await raw('POST', '/oauth/v2/private-apps/get/access-token-info', { tokenKey: token });
      const scopes = z.object({ scopes: z.array(z.string()) }).safeParse(answer.body).data?.scopes;
      return { holds: scopes !== undefined || answer.status < 500, seen: scopes?.join(' ') ?? answerInWords(answer) };
    },
  },
  {
    ...{ of: 'hubspot', does: 'reads', question: 'The schema of calls tells what must be there with each.' },
    ask: async ({ raw }) => {
      const answer = await raw('GET', '/crm-object-schemas/2026-09/schemas/0-48?includePropertyDefinitions=false');
      const names = z.object({ requiredProperties: z.array(z.string()) }).safeParse(answer.body).data;
      return { holds: names !== undefined, seen: names?.requiredProperties.join(', ') ?? answerInWords(answer) };
    },
  },
  {
    ...{ of: 'hubspot', does: 'reads', question: 'Owners come up to 500 a page.' },
    ask: async ({ raw }) => {
      const answer = await raw('GET', '/crm/owners/2026-09?limit=500');
      const found = page.safeParse(answer.body).data?.results.length;
      return { holds: answer.status === 200, seen: found === undefined ? answerInWords(answer) : `${found} owners` };
    },
  },
  {
    ...{ of: 'hubspot', does: 'reads', question: 'The key serves the outcomes of calls.' },
    ask: async ({ raw }) => {
      const answer = await raw('GET', '/calling/v1/dispositions');
      const found = z.array(z.unknown()).safeParse(answer.body).data?.length;
      return { holds: answer.status === 200, seen: found === undefined ? answerInWords(answer) : `${found} outcomes` };
    },
  },
  {
    ...{
      of: 'hubspot',
      does: 'reads',
      question: 'The pipelines of leads are told, or refused where the portal has no lead object.',
    },
    ask: async ({ raw }) => {
      const answer = await raw('GET', '/crm/pipelines/2026-09/leads');
      return { holds: [200, 403, 404].includes(answer.status), seen: answerInWords(answer) };
    },
  },
  {
    ...{ of: 'hubspot', does: 'reads', question: 'A key that is none is refused with 401 and a category.' },
    ask: async ({ raw }) => {
      const answer = await raw('GET', '/account-info/2026-09/details', undefined, 'pat-na1-nothing');
      return { holds: answer.status === 401, seen: answerInWords(answer) };
    },
  },
  {
    ...{
      of: 'hubspot',
      does: 'writes',
      question: 'A second call with the same unique `baton_id` is refused (400 or 409).',
    },
    ask: async (trial) => {
      const defined = await trial.raw('GET', '/crm/properties/2026-09/calls/baton_id');
      if (defined.status !== 200) return nothingToSee('the portal has no property baton_id on calls');
      const input = callOn(trial, { baton_id: trial.writes.call.id }, uuidv7());
      const answer = await trial.raw('POST', '/crm/objects/2026-09/calls/batch/create', { inputs: [input] });
      const { results } = made.catch({ results: [], errors: [] }).parse(answer.body);
      for (const { id } of results) trial.made.add(id);
      return { holds: results.length === 0, seen: answerInWords(answer) };
    },
  },
  {
    ...{
      of: 'hubspot',
      does: 'writes',
      question: 'A batch in which one row is refused says which (207), or is refused as a whole (400).',
    },
    ask: async (trial) => {
      const [good, bad] = [uuidv7(), uuidv7()];
      const inputs = [callOn(trial, {}, good), callOn(trial, { hs_call_status: 'NO_SUCH_STATUS' }, bad)];
      const answer = await trial.raw('POST', '/crm/objects/2026-09/calls/batch/create', { inputs });
      const { results, errors } = made.catch({ results: [], errors: [] }).parse(answer.body);
      for (const { id } of results) trial.made.add(id);
      const isTraced = JSON.stringify(errors).includes(bad);
      return {
        holds: answer.status === 400 ? results.length === 0 : isTraced && results.length === 1,
        seen: `${answerInWords(answer)}, ${results.length} made, the refused one ${isTraced ? 'named' : 'not named'} by objectWriteTraceId`,
      };
    },
  },
  {
    ...{ of: 'hubspot', does: 'writes', question: 'What the test made goes to the recycling bin.' },
    ask: async ({ raw, made: ids }) => {
      const inputs = [...ids].map((id) => ({ id }));
      const calls = await raw('POST', '/crm/objects/2026-09/calls/batch/archive', { inputs });
      const tasks = await raw('POST', '/crm/objects/2026-09/tasks/batch/archive', { inputs });
      const isDone = [calls, tasks].every(({ status }) => status < 300);
      return { holds: isDone, seen: `${ids.size} objects: ${answerInWords(calls)}, ${answerInWords(tasks)}` };
    },
  },
];

/** What a person has to look at in HubSpot. */
export const byHandInHubspot: readonly LiveQuestion[] = [
  'The script holds with a service key, and with the token of an older private app.',
  'The script holds on an EU portal; pages of `app-eu1` and `app-na2` are recognised.',
  'A property that the portal requires when calls are logged is named by the refusal, and its value under Connections is taken.',
  'Calls and tasks of Baton stand in the timeline under the name of the rep.',
  '403 without a scope, and 429: bodies, and `Retry-After`.',
  'The page of a contact that was merged into another answers with the winner, and a call that waited is written there.',
].map((question) => ({ of: 'hubspot', does: 'byHand', question }));
