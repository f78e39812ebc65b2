import { notFound } from '../errors.ts';
import type { ApiAnswer, ApiCall, Org } from './call.ts';
import { collections } from './collections.ts';
import { batch, composite, type Dispatch } from './composite.ts';
import { query } from './query.ts';
import { sobjects } from './records.ts';

/** Calls an org of this size may make in 24 hours. */
export const dailyLimit = 100_000;

/** Answers a request below `/services/data/vXX.0`. @throws ApiError */
export const dispatch: Dispatch = (org: Org, call: ApiCall): ApiAnswer => {
  const [area, second] = call.steps;
  switch (area) {
    case undefined:
      return { status: 200, body: resources(call.version) };
    case 'query':
    case 'queryAll':
      return query(org, call);
    case 'sobjects':
      return sobjects(org, call);
    case 'limits':
      return { status: 200, body: limits(org) };
    case 'composite':
      if (second === 'sobjects') return collections(org, call);
      if (second === 'batch') return batch(org, call, dispatch);
      if (second === undefined && call.method === 'POST') return composite(org, call, dispatch);
      throw notFound();
    default:
      throw notFound();
  }
};

function resources(version: string): Readonly<Record<string, string>> {
  const base = `/services/data/v${version}`;
  const names = ['sobjects', 'query', 'queryAll', 'composite', 'limits'];
  return Object.fromEntries(names.map((name) => [name, `${base}/${name}`]));
}

function limits(org: Org) {
  return {
    DailyApiRequests: { Max: dailyLimit, Remaining: dailyLimit - org.usage.used },
    DailyBulkApiBatches: { Max: 15_000, Remaining: 15_000 },
    DataStorageMB: { Max: 10_240, Remaining: 9_911 },
  };
}
