import { v7 as uuidv7 } from 'uuid';
import type { Credentials } from '../../lib/crm/adapter';
import { createHubspotAdapter } from '../../lib/crm/hubspot/adapter';
import { recordFromUrl } from '../../lib/crm/pages';
import { createSalesforceAdapter } from '../../lib/crm/salesforce/adapter';
import type { LogCallWrite } from '../../lib/crm/write';
import type { RecordRef } from '../../lib/model/record';
import type { Asked, RawAnswer, Seen, Trial } from './question';
import { questions } from './questions';

export { listInMarkdown } from './questions';

/** What a check of a live org is asked. */
export interface LiveAsk {
  /** The page of a record made for the test. */
  readonly recordUrl: string;
  /** A Salesforce session or access token, or a HubSpot key. */
  readonly token: string;
  /** The rep's address in HubSpot. */
  readonly email: string;
  /** Whether calls, tasks and a handoff may be written on the record. */
  readonly mayWrite: boolean;
  readonly fetch: typeof fetch;
}

/** One question with what was seen. */
export interface LiveFinding extends Seen {
  readonly question: string;
}

/** What a check came to, and every request it took. */
export interface LiveReport {
  readonly findings: readonly LiveFinding[];
  readonly requests: readonly Asked[];
}

/** Asks a live org, through Baton's own adapters, what documentation leaves open. @throws RangeError for a page without a record. */
export async function checkLive(ask: LiveAsk): Promise<LiveReport> {
  const ref = recordFromUrl(ask.recordUrl);
  if (ref === null) throw new RangeError('This page shows no record that Baton knows.');
  const trial = trialOf(ref, ask);
  const findings: LiveFinding[] = [];
  for (const { of, does, question, ask: look } of questions) {
    const isMeant = (of === 'both' || of === ref.crm) && (does === 'reads' || (does === 'writes' && ask.mayWrite));
    if (isMeant && look !== undefined) findings.push({ question, ...(await look(trial)) });
  }
  return { findings, requests: trial.requests };
}

function trialOf(ref: RecordRef, ask: LiveAsk): Trial {
  const { token, email } = ask;
  const credentials: Credentials = { token: async () => token, refresh: async () => null };
  const requests: Asked[] = [];
  const watched: typeof fetch = async (input, init) => {
    const answer = await ask.fetch(input, init);
    const { pathname: path } = new URL(String(input));
    requests.push({ method: init?.method ?? 'GET', path, status: answer.status });
    return answer;
  };
  const call: Omit<LogCallWrite, 'id'> = {
    ...{ ref, kind: 'logCall', outcomeId: 'noAnswer', outcomeLabel: 'No answer' },
    ...{ startedAt: Date.now() - 60_000, durationMs: 5000, number: null, note: 'Test call of Baton. Delete me.' },
  };
  const words = { subject: 'Test of Baton. Delete me.', body: '' };
  const org = { crm: ref.crm, org: ref.org };
  const common = { org, credentials, fetch: watched, fieldMap: async () => trial.map };
  const trial: Trial = {
    ref,
    requests,
    adapter:
      ref.crm === 'salesforce'
        ? createSalesforceAdapter({ ...common, userId: null, timeZone: () => 'UTC' })
        : createHubspotAdapter({ ...common, ownerEmail: email, ownerId: null }),
    token,
    raw: (method, path, body, other) => raw(watched, ref, { method, path, body, token: other ?? token }),
    writes: {
      call: { ...call, id: uuidv7() },
      ownListCall: { ...call, id: uuidv7() },
      followUp: { ...words, id: uuidv7(), ref, kind: 'followUp', dueAt: Date.now() + 86_400_000 },
      handoffId: uuidv7(),
    },
    made: new Set(),
    ...{ me: null, fields: null, map: [], handoff: null },
  };
  return trial;
}

interface RawAsk {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly token: string;
}

async function raw(send: typeof fetch, ref: RecordRef, { method, path, body, token }: RawAsk): Promise<RawAnswer> {
  const host = ref.crm === 'salesforce' ? ref.org : 'api.hubapi.com';
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const json = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await send(`https://${host}${path}`, { method, headers, ...json });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: jsonIn(text) };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
