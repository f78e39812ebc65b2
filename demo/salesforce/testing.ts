import { askDemo, type DemoAnswer } from '../core/client.ts';
import { type RunningDemo, runDemo } from '../core/demo.ts';
import { demoSignIn } from '../data/world.ts';
import { createSalesforceApps } from './app.ts';
import { apiHost, uiHost } from './hosts.ts';

export interface SignedIn {
  readonly demo: RunningDemo;
  /** The bearer token a browser would hold as its `sid` cookie. */
  readonly sid: string;
  /** The UI host's own `sid`. */
  readonly uiSid: string;
  /** Calls the API below `/services/data/v66.0`. */
  api(
    path: string,
    init?: { method?: string; body?: unknown; headers?: Readonly<Record<string, string>> },
  ): Promise<DemoAnswer>;
  query(soql: string): Promise<DemoAnswer>;
}

/** Starts a Salesforce of its own and signs Sam in as a browser does. */
export async function startSignedIn(): Promise<SignedIn> {
  const demo = await runDemo([createSalesforceApps], { port: 0 });
  const { sid, uiSid } = await signIn(demo.port, demoSignIn.password);
  const api: SignedIn['api'] = (path, init = {}) =>
    askDemo(demo.port, `https://${apiHost}/services/data/v66.0${path}`, {
      method: init.method ?? 'GET',
      headers: { authorization: `Bearer ${sid}`, ...init.headers },
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    });
  return { demo, sid, uiSid, api, query: (soql) => api(`/query?q=${encodeURIComponent(soql)}`) };
}

/** Posts the form; empty sids where it was refused. */
export async function signIn(port: number, password: string): Promise<{ sid: string; uiSid: string; page: string }> {
  const form = new URLSearchParams({ un: demoSignIn.email, pw: password, startURL: '/lightning/page/home' });
  const answered = await askDemo(port, `https://${apiHost}/`, {
    method: 'POST',
    body: form.toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  const onward = answered.headers.get('location');
  const frontdoor = onward === null ? null : await askDemo(port, onward);
  return { sid: sidIn(answered), uiSid: frontdoor === null ? '' : sidIn(frontdoor), page: answered.text };
}

function sidIn(answered: DemoAnswer): string {
  const cookie = answered.headers.getSetCookie().find((one) => one.startsWith('sid='));
  return decodeURIComponent(/^sid=([^;]*)/.exec(cookie ?? '')?.[1] ?? '');
}

export { apiHost, uiHost };
