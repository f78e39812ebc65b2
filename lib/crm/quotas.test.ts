import { describe, expect, it } from 'vitest';
import { restOf as restOfHubspot } from './hubspot/errors';
import { restOf as restOfSalesforce } from './salesforce/errors';

describe('a quota that is used up by everybody together', () => {
  it.each([
    ['api-usage=10018/100000; api-bursts=1/750', null],
    ['api-usage=99999/100000', null],
    ['api-usage=100000/100000', 'dailyLimit'],
    ['per-app-api-usage=250/250(appName=x); api-usage=25/5000', null],
    ['api-bursts=750/750; api-usage=5001/5000', 'dailyLimit'],
    ['', null],
    ['api-usage=0/0', null],
  ])('of Salesforce: %s', (header, because) => {
    expect(restOfSalesforce(new Headers({ 'sforce-limit-info': header }))?.because ?? null).toBe(because);
  });

  it.each([
    [{ 'x-hubspot-ratelimit-remaining': '3' }, null],
    [{ 'x-hubspot-ratelimit-remaining': '0' }, { ms: 10_000, because: 'rateLimit' }],
    [
      { 'x-hubspot-ratelimit-remaining': '0', 'x-hubspot-ratelimit-interval-milliseconds': '1000' },
      { ms: 1000, because: 'rateLimit' },
    ],
    [
      { 'x-hubspot-ratelimit-remaining': '90', 'x-hubspot-ratelimit-daily-remaining': '0' },
      { ms: 3_600_000, because: 'dailyLimit' },
    ],
    [{}, null],
  ])('of HubSpot: %j', (headers, rest) => {
    expect(restOfHubspot(new Headers(headers))).toEqual(rest);
  });
});
