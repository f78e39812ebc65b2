import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type ApiAnswer, type ApiCall, answerOfError, type Org } from './call.ts';
import { dailyLimit, dispatch } from './dispatch.ts';

/** Versions the org speaks, newest last. Source: facts of November 2026 (Winter '27 is v68.0). */
const versions = [
  { label: "Spring '24", version: '60.0' },
  { label: "Summer '24", version: '61.0' },
  { label: "Winter '25", version: '62.0' },
  { label: "Spring '25", version: '63.0' },
  { label: "Summer '25", version: '64.0' },
  { label: "Winter '26", version: '65.0' },
  { label: "Spring '26", version: '66.0' },
  { label: "Summer '26", version: '67.0' },
  { label: "Winter '27", version: '68.0' },
] as const;

/** Who a request acts for, and whether its token came by way of an app; null where it is no token. */
export type Authenticate = (
  authorization: string | undefined,
) => { readonly userId: string; readonly byApp: boolean } | null;

/** The API host's `/services/…`. */
export function apiRoutes(org: () => Org, authenticate: Authenticate): Hono {
  const app = new Hono();
  app.use('/services/*', async (context, next) => {
    await next();
    const { usage } = org();
    usage.used += 1;
    context.res.headers.set('sforce-limit-info', `api-usage=${usage.used}/${dailyLimit}`);
    context.res.headers.set('cache-control', 'no-cache,must-revalidate,max-age=0,no-store,private');
  });
  app.get('/services/data', (context) => context.json(versionList()));
  app.get('/services/data/', (context) => context.json(versionList()));
  app.get('/services/oauth2/userinfo', (context) => userInfo(context, org(), authenticate));
  app.all('/services/data/:version/:rest{.*}?', (context) => answer(context, org(), authenticate));
  return app;
}

function versionList() {
  return versions.map(({ label, version }) => ({ label, url: `/services/data/v${version}`, version }));
}

async function answer(context: Context, org: Org, authenticate: Authenticate): Promise<Response> {
  const asker = authenticate(context.req.header('authorization'));
  if (asker === null) return problem(context, 401, 'INVALID_SESSION_ID', 'Session expired or invalid');
  const { userId, byApp } = asker;
  if (org.access === 'disabled') {
    return problem(context, 403, 'API_DISABLED_FOR_ORG', 'The REST API is not enabled for this Organization.');
  }
  if (org.access === 'approvedAppsOnly' && !byApp) {
    return problem(context, 401, 'INVALID_SESSION_ID', 'This session is not valid for use with the REST API');
  }
  const version = context.req.param('version')?.replace(/^v/, '') ?? '';
  if (!versions.some((one) => one.version === version)) return unknownVersion(context, version);
  const body = await bodyOf(context);
  if (body === unreadable) return problem(context, 400, 'JSON_PARSER_ERROR', 'The HTTP entity body is not valid JSON');
  const path = new URL(context.req.url).pathname.split('/').slice(4);
  const call: ApiCall = {
    method: methodOf(context),
    version,
    steps: path.filter((step) => step !== '').map(decodeURIComponent),
    query: new URL(context.req.url).searchParams,
    header: (name) => context.req.header(name) ?? null,
    body,
    userId,
  };
  return send(context, attempt(org, call));
}

/** Some clients cannot send PATCH and say so in the query. */
function methodOf(context: Context): string {
  return context.req.query('_HttpMethod')?.toUpperCase() ?? context.req.method;
}

function attempt(org: Org, call: ApiCall): ApiAnswer {
  try {
    return org.store.transaction(() => dispatch(org, call));
  } catch (error) {
    return answerOfError(error);
  }
}

function send(context: Context, answered: ApiAnswer): Response {
  for (const [name, value] of Object.entries(answered.headers ?? {})) context.header(name, value);
  if (answered.body === undefined) return context.body(null, 204);
  return context.json(answered.body, answered.status as ContentfulStatusCode);
}

function problem(context: Context, status: ContentfulStatusCode, errorCode: string, message: string): Response {
  return context.json([{ message, errorCode }], status);
}

function unknownVersion(context: Context, version: string): Response {
  const old = Number(version) > 0 && Number(version) <= 30;
  return old
    ? problem(context, 410, 'UNSUPPORTED_API_VERSION', 'The requested API version is retired or not supported.')
    : problem(context, 404, 'NOT_FOUND', 'The requested resource does not exist');
}

const unreadable = Symbol('unreadable');

async function bodyOf(context: Context): Promise<unknown> {
  const text = await context.req.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return unreadable;
  }
}

function userInfo(context: Context, org: Org, authenticate: Authenticate): Response {
  const userId = authenticate(context.req.header('authorization'))?.userId ?? null;
  const user = userId === null ? null : org.store.get('User', userId);
  if (user === null) return context.text('Bad_OAuth_Token', 403);
  const organizationId = org.seeded.organizationId;
  return context.json({
    sub: `https://login.salesforce.com/id/${organizationId}/${userId}`,
    user_id: userId,
    organization_id: organizationId,
    preferred_username: user['Username'] ?? null,
    nickname: user['Alias'] ?? null,
    name: `${user['FirstName']} ${user['LastName']}`,
    given_name: user['FirstName'] ?? null,
    family_name: user['LastName'] ?? null,
    email: user['Email'] ?? null,
    email_verified: true,
    zoneinfo: user['TimeZoneSidKey'] ?? null,
    locale: 'en_US',
    language: 'en_US',
    user_type: 'STANDARD',
    active: true,
    is_app_installed: true,
  });
}
