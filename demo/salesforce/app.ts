import { Hono } from 'hono';
import type { AnsweredFault, DemoApp, DemoCore, Json } from '../core/app.ts';
import { assets } from '../core/assets.ts';
import { once } from '../core/once.ts';
import type { Org } from './api/call.ts';
import { type Authenticate, apiRoutes } from './api/routes.ts';
import { apiHost, uiHost } from './hosts.ts';
import { canonicalId } from './ids.ts';
import { createKnobs } from './knobs.ts';
import { oauthRoutes } from './oauth.ts';
import { failSomeRows, isBatchWrite } from './row-faults.ts';
import type { Row } from './schema/field.ts';
import { objectOfId } from './schema/objects.ts';
import { seedOrg } from './seed.ts';
import { createSignIn } from './signin.ts';
import { createStore } from './store.ts';
import { uiApp } from './ui-app.ts';

/** The Salesforce of the demo: its two hosts, and its part in the control endpoints. */
export function createSalesforceApps(core: DemoCore): Readonly<Record<string, DemoApp>> {
  let orgOf = once(() => makeOrg(core));
  const signIn = createSignIn(core, () => orgOf().seeded.organizationId);
  core.register(
    {
      name: 'salesforce',
      reset: () => {
        orgOf = once(() => makeOrg(core));
      },
      state: () => stateOf(orgOf()),
      deleteRecord: (id) => deleteRecord(orgOf(), id),
      faultResponse,
      isBatchWrite,
      failSomeRows,
    },
    [apiHost, uiHost],
  );
  const api = new Hono();
  const ofApps = new Set<string>();
  const authenticate: Authenticate = (authorization) => {
    const [, sid = ''] = /^(?:Bearer|OAuth) (.+)$/.exec(authorization ?? '') ?? [];
    const userId = orgOf().seeded.userIds.get(signIn.userOfApiSession(sid) ?? '');
    return userId === undefined ? null : { userId, byApp: ofApps.has(sid) };
  };
  api.route('/__assets', assets(new URL('./ui/', import.meta.url)));
  api.route(
    '/',
    oauthRoutes({
      userOf: signIn.userOfCookie,
      startSession: (userKey) => {
        const token = signIn.startApiSession(userKey);
        ofApps.add(token);
        return token;
      },
      endSession: signIn.endApiSession,
      organizationId: () => orgOf().seeded.organizationId,
      userId: (userKey) => orgOf().seeded.userIds.get(userKey) ?? '',
    }),
  );
  api.route(
    '/',
    apiRoutes(() => orgOf(), authenticate),
  );
  api.route(
    '/',
    createKnobs(() => orgOf()),
  );
  api.route('/', signIn.routes);
  return { [apiHost]: api, [uiHost]: uiApp(() => orgOf(), signIn) };
}

function makeOrg(core: DemoCore): Org {
  let queueId = '';
  const store = createStore({ now: core.now, assignmentQueueId: () => queueId });
  const seeded = seedOrg(store, core.world);
  queueId = seeded.queueId;
  return { store, seeded, now: core.now, usage: { used: 0 }, access: 'everybody', cursors: new Map() };
}

function deleteRecord(org: Org, given: string): boolean {
  const id = canonicalId(given);
  const def = id === null ? null : objectOfId(id);
  if (id === null || def === null || org.store.get(def.name, id) === null) return false;
  org.store.remove(def.name, id);
  return true;
}

/** What a test looks at: leads with owner and status, and every task. */
function stateOf(org: Org): Json {
  const name = (id: unknown): string | null => {
    const row = typeof id === 'string' ? org.store.find(id)?.row : undefined;
    return row === undefined ? null : [row['Name'], row['FirstName'], row['LastName']].filter(Boolean).join(' ');
  };
  const task = (row: Row): Json => ({
    id: row['Id'] ?? null,
    whoId: row['WhoId'] ?? null,
    whatId: row['WhatId'] ?? null,
    subject: row['Subject'] ?? null,
    description: row['Description'] ?? null,
    status: row['Status'] ?? null,
    subtype: row['TaskSubtype'] ?? null,
    callDisposition: row['CallDisposition'] ?? null,
    callDurationInSeconds: row['CallDurationInSeconds'] ?? null,
    callObject: row['CallObject'] ?? null,
    activityDate: row['ActivityDate'] ?? null,
    owner: name(row['OwnerId']),
    createdAt: row['CreatedDate'] ?? null,
  });
  const lead = (row: Row): Json => ({
    id: row['Id'] ?? null,
    name: name(row['Id']),
    company: row['Company'] ?? null,
    status: row['Status'] ?? null,
    owner: name(row['OwnerId']),
  });
  return {
    apiCalls: org.usage.used,
    leads: [...org.store.rows('Lead')].map(lead),
    contacts: [...org.store.rows('Contact')].map((row) => ({
      id: row['Id'] ?? null,
      name: name(row['Id']),
      owner: name(row['OwnerId']),
    })),
    tasks: [...org.store.rows('Task')].map(task),
  };
}

const problems: Readonly<Record<AnsweredFault, readonly [status: number, code: string, message: string]>> = {
  '401': [401, 'INVALID_SESSION_ID', 'Session expired or invalid'],
  '403limit': [403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'],
  '429': [429, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.'],
  '500': [
    500,
    'UNKNOWN_EXCEPTION',
    'An unexpected error occurred. Please include this ErrorId if you contact support: 1894102231-42',
  ],
  '503': [503, 'SERVER_UNAVAILABLE', 'Server unavailable: the org is under maintenance'],
};

function faultResponse(kind: AnsweredFault): Response {
  const [status, errorCode, message] = problems[kind];
  return Response.json([{ message, errorCode }], { status });
}
