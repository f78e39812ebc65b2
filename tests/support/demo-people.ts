import { z } from 'zod';
import { askDemo } from '../../demo/core/client.ts';
import { demoSignIn } from '../../demo/data/users.ts';
import { demoServiceKey } from '../../demo/hubspot/seed/owners.ts';
import { apiHost, signIn } from '../../demo/salesforce/testing.ts';

const rows = z.array(z.object({ id: z.string(), success: z.literal(true) }));
const batch = z.object({ results: z.array(z.object({ id: z.string() })) });

/** Makes more people in a demo CRM than its world holds, through its public API; answers their ids. */
export async function makePeople(
  port: number,
  crm: 'salesforce' | 'hubspot',
  count: number,
): Promise<readonly string[]> {
  const make = crm === 'salesforce' ? await leadsIn(port) : contactsIn(port);
  const made: string[] = [];
  while (made.length < count) made.push(...(await make(made.length, Math.min(100, count - made.length))));
  return made;
}

type Make = (from: number, count: number) => Promise<readonly string[]>;

async function leadsIn(port: number): Promise<Make> {
  const { sid } = await signIn(port, demoSignIn.password);
  return async (from, count) => {
    const records = Array.from({ length: count }, (_, index) => ({
      ...{ attributes: { type: 'Lead' }, LastName: `Person ${from + index}`, Company: `Company ${from + index}` },
    }));
    const url = `https://${apiHost}/services/data/v66.0/composite/sobjects`;
    return rows.parse(await post(port, url, sid, { allOrNone: true, records })).map(({ id }) => id);
  };
}

function contactsIn(port: number): Make {
  return async (from, count) => {
    const inputs = Array.from({ length: count }, (_, index) => ({
      properties: { lastname: `Person ${from + index}`, email: `person${from + index}@example.com` },
      associations: [],
    }));
    const url = 'https://api.hubapi.com/crm/objects/2026-09/contacts/batch/create';
    return batch.parse(await post(port, url, demoServiceKey, { inputs })).results.map(({ id }) => id);
  };
}

async function post(port: number, url: string, token: string, body: unknown): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await askDemo(port, url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (answer.status >= 300) throw new Error(`${url}: ${answer.status} ${answer.text}`);
  return JSON.parse(answer.text);
}
