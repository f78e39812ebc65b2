import { v7 as uuidv7 } from 'uuid';
import type { Credentials, CrmAdapter } from '../../lib/crm/adapter';
import { createHubspotAdapter } from '../../lib/crm/hubspot/adapter';
import { recordFromUrl } from '../../lib/crm/pages';
import type { CrmResult } from '../../lib/crm/result';
import { createSalesforceAdapter } from '../../lib/crm/salesforce/adapter';
import type { CrmWrite, LogCallWrite } from '../../lib/crm/write';
import type { RecordRef } from '../../lib/model/record';

/** What a check of a live org is asked. */
export interface LiveAsk {
  /** The page of a record made for the test. */
  readonly recordUrl: string;
  /** A Salesforce session or access token, or a HubSpot key. */
  readonly token: string;
  /** The rep's address in HubSpot. */
  readonly email: string;
  /** Whether a call and a follow-up may be written on the record. */
  readonly mayWrite: boolean;
  readonly fetch: typeof fetch;
}

/** One thing that only a live org can tell. */
export interface LiveFinding {
  readonly question: string;
  readonly holds: boolean;
  readonly seen: string;
}

interface Trial {
  readonly adapter: CrmAdapter;
  readonly ref: RecordRef;
  /** Requests so far, as `METHOD path → status`. */
  readonly requests: string[];
}

/** Asks a live org, through Baton's own adapters, what documentation leaves open. @throws RangeError for a page without a record. */
export async function checkLive(ask: LiveAsk): Promise<readonly LiveFinding[]> {
  const ref = recordFromUrl(ask.recordUrl);
  if (ref === null) throw new RangeError('This page shows no record that Baton knows.');
  const requests: string[] = [];
  const trial = { ref, requests, adapter: adapterFor(ref, ask, requests) };
  const findings = [await whoAmI(trial), ...(await reading(trial)), await people(trial)];
  return ask.mayWrite ? [...findings, ...(await writing(trial))] : findings;
}

function adapterFor(ref: RecordRef, ask: LiveAsk, requests: string[]): CrmAdapter {
  const { token, email } = ask;
  const credentials: Credentials = { token: async () => token, refresh: async () => null };
  const watched: typeof fetch = async (input, init) => {
    const answer = await ask.fetch(input, init);
    requests.push(`${init?.method ?? 'GET'} ${new URL(String(input)).pathname} → ${answer.status}`);
    return answer;
  };
  const org = { crm: ref.crm, org: ref.org };
  return ref.crm === 'salesforce'
    ? createSalesforceAdapter({ org, credentials, userId: null, timeZone: () => 'UTC', fetch: watched })
    : createHubspotAdapter({ org, credentials, ownerEmail: email, ownerId: null, fetch: watched });
}

function finding<T>(question: string, result: CrmResult<T>, seen: (value: T) => string): LiveFinding {
  if (result.ok) return { question, holds: true, seen: seen(result.value) };
  return { question, holds: false, seen: `${result.problem.kind}: ${result.problem.message}` };
}

async function whoAmI({ adapter }: Trial): Promise<LiveFinding> {
  const question = 'The token is taken and tells whose it is';
  return finding(question, await adapter.whoAmI(), ({ name, id }) => `${name} (${id})`);
}

async function reading({ adapter, ref, requests }: Trial): Promise<readonly LiveFinding[]> {
  await adapter.readRecord(ref);
  const before = requests.length;
  const again = await adapter.readRecord(ref);
  const made = requests.slice(before);
  return [
    finding('The record is read with owner, phones, activities', again, (record) =>
      [
        record.name,
        record.owner?.name,
        `${record.phones.length} phones`,
        `${record.activities.length} activities`,
      ].join(', '),
    ),
    { question: 'A view of a known record makes few requests', holds: made.length <= 3, seen: made.join('; ') },
  ];
}

async function people({ adapter }: Trial): Promise<LiveFinding> {
  return finding('Colleagues to hand over to are listed', await adapter.listAes(), ({ people, complete }) =>
    complete ? `${people.length} people` : `${people.length} people, and more`,
  );
}

async function writing(trial: Trial): Promise<readonly LiveFinding[]> {
  const { adapter, ref, requests } = trial;
  const call: LogCallWrite = {
    ...{ id: uuidv7(), ref, kind: 'logCall', outcomeId: 'noAnswer', outcomeLabel: 'No answer' },
    ...{ startedAt: Date.now() - 60_000, durationMs: 5000, number: null, note: 'Test call of Baton. Delete me.' },
  };
  const undo: CrmWrite = {
    id: uuidv7(),
    ref,
    kind: 'undoCall',
    callWriteId: call.id,
    subject: 'Test of Baton: taken back',
  };
  const before = requests.length;
  const written = await outcomeOf(adapter, call);
  const requestsMade = requests.slice(before).join('; ');
  const found = await adapter.findWritten([call]);
  const absent = { ...call, id: uuidv7() };
  const notFound = await adapter.findWritten([absent]);
  const twice = await outcomeOf(adapter, call);
  const settled = await adapter.findWritten([call]);
  const undone = await outcomeOf(adapter, undo);
  return [
    finding('A call is written', written, ({ crmId }) => `${crmId} by ${requestsMade}`),
    finding('It is found by its own id at once', asFound(found, call.id, true), (id) => id),
    finding('A call that was never written is not found', asFound(notFound, absent.id, false), () => 'absent'),
    {
      question: 'The same call sent a second time is refused, or noticed',
      holds: twice.ok || twice.problem.kind === 'unsure',
      seen: twice.ok ? `taken for ${twice.value.crmId}` : `${twice.problem.kind}: ${twice.problem.message}`,
    },
    finding('It stands there once afterwards', asFound(settled, call.id, true), (id) => id),
    finding('It is taken back by a change of the same object', undone, ({ crmId }) => String(crmId)),
  ];
}

async function outcomeOf(adapter: CrmAdapter, write: CrmWrite): Promise<CrmResult<{ readonly crmId: string | null }>> {
  const [outcome] = await adapter.write([write]);
  return outcome?.result ?? { ok: false, problem: { kind: 'unsure', message: 'no outcome' } };
}

function asFound(found: CrmResult<ReadonlyMap<string, string>>, id: string, expected: boolean): CrmResult<string> {
  if (!found.ok) return found;
  const crmId = found.value.get(id);
  if ((crmId !== undefined) === expected) return { ok: true, value: crmId ?? '' };
  return { ok: false, problem: { kind: 'unsure', message: expected ? 'not found' : `found as ${crmId}` } };
}
