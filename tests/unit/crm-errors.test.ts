import { describe, expect, it } from 'vitest';
import { crmProblemText } from '../../components/i18n/error-text';
import { translateIn } from '../../components/i18n/translate';
import type { Credentials, CrmAdapter } from '../../lib/crm/adapter';
import { createHubspotAdapter } from '../../lib/crm/hubspot/adapter';
import type { CrmProblem } from '../../lib/crm/result';
import { createSalesforceAdapter } from '../../lib/crm/salesforce/adapter';
import { oauthProblem } from '../../lib/crm/salesforce/oauth';
import type { LogCallWrite } from '../../lib/crm/write';
import { locales } from '../../lib/model/schemas';

// Every error code that the documentation of both CRMs names for the endpoints Baton uses, provoked once: the answer goes
// through the adapter as it would come from the CRM, and has to end in a sentence of its own kind.
// Sources: Salesforce REST API Developer Guide (Status Codes and Error Responses), SOAP API StatusCode list; HubSpot API
// guides (Error handling, usage guidelines); facts of November 2026.

const credentials: Credentials = { token: async () => 'token', refresh: async () => null };

type Case = readonly [code: string, status: number, sentence: RegExp];

/** Codes in the body of an answer. */
const salesforceAnswers: readonly Case[] = [
  ['INVALID_SESSION_ID', 401, /sign in again/],
  ['INVALID_AUTH_HEADER', 401, /sign in again/],
  ['API_DISABLED_FOR_ORG', 403, /may not use the API/],
  ['API_CURRENTLY_DISABLED', 403, /may not use the API/],
  ['REQUEST_LIMIT_EXCEEDED', 403, /used up its CRM requests/],
  ['INSUFFICIENT_ACCESS', 403, /not allowed to do this/],
  ['UNSUPPORTED_API_VERSION', 410, /has trouble right now/],
  ['SERVER_UNAVAILABLE', 503, /answer was lost/],
  ['UNKNOWN_EXCEPTION', 500, /answer was lost/],
  ['UNABLE_TO_LOCK_ROW', 400, /Somebody else is changing/],
  ['JSON_PARSER_ERROR', 400, /does not accept a value/],
  ['REQUEST_TIMEOUT', 408, /answer was lost/],
  ['URI_TOO_LONG', 414, /refused this/],
  ['HEADER_TOO_LONG', 431, /refused this/],
  ['MALFORMED_ID', 400, /does not accept a value/],
  ['NOT_FOUND', 404, /has trouble right now/],
  ['METHOD_NOT_ALLOWED', 405, /refused this/],
  ['ILLEGAL_QUERY_PARAMETER_VALUE', 400, /refused this/],
  ['EXCEEDED_ID_LIMIT', 400, /refused this/],
  ['TXN_SECURITY_METERING_ERROR', 403, /used up its CRM requests/],
  ['SERVICE_UNAVAILABLE', 503, /answer was lost/],
];

/** Codes in a row of a batch. */
const salesforceRows: readonly (readonly [code: string, sentence: RegExp])[] = [
  ['REQUIRED_FIELD_MISSING', /wants Subject filled in/],
  ['FIELD_CUSTOM_VALIDATION_EXCEPTION', /A rule of your CRM/],
  ['ENTITY_IS_LOCKED', /waits for approval/],
  ['FIELD_NOT_UPDATABLE', /not yours to fill/],
  ['INVALID_READ_ONLY_USER_DML', /may not edit/],
  ['TEXT_DATA_OUTSIDE_SUPPORTED_CHARSET', /does not accept the value/],
  ['TOO_MANY_APEX_REQUESTS', /has trouble right now/],
  ['FIELD_FILTER_VALIDATION_EXCEPTION', /A rule of your CRM/],
  ['INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', /does not accept the value of Subject/],
  ['STRING_TOO_LONG', /does not accept the value/],
  ['NUMBER_OUTSIDE_VALID_RANGE', /does not accept the value/],
  ['FIELD_INTEGRITY_EXCEPTION', /does not accept the value/],
  ['INVALID_FIELD_FOR_INSERT_UPDATE', /not yours to fill/],
  ['INVALID_TYPE_FOR_OPERATION', /not yours to fill/],
  ['INSUFFICIENT_ACCESS_OR_READONLY', /may not edit/],
  ['INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', /may not edit/],
  ['INACTIVE_OWNER_OR_USER', /cannot take this/],
  ['TRANSFER_REQUIRES_READ', /cannot take this/],
  ['DUPLICATES_DETECTED', /has this already/],
  ['DUPLICATE_VALUE', /has this already/],
  ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', /automation in your CRM/],
  ['CANNOT_EXECUTE_FLOW_TRIGGER', /automation in your CRM/],
  ['STORAGE_LIMIT_EXCEEDED', /no room left/],
  ['ENTITY_IS_DELETED', /no longer in the CRM/],
  ['INVALID_CROSS_REFERENCE_KEY', /no longer in the CRM/],
  ['UNABLE_TO_LOCK_ROW', /Somebody else is changing/],
  ['UNKNOWN_EXCEPTION', /answer was lost/],
  ['SERVER_UNAVAILABLE', /answer was lost/],
  ['QUERY_TIMEOUT', /answer was lost/],
  ['REQUEST_RUNNING_TOO_LONG', /answer was lost/],
  ['ROW_LOCKED', /Somebody else is changing/],
  ['NOT_FOUND', /no longer in the CRM/],
  ['INVALID_ID_FIELD', /no longer in the CRM/],
  ['MALFORMED_ID', /does not accept the value/],
  ['MISSING_ARGUMENT', /wants Subject filled in/],
  ['FAILED_ACTIVATION', /A rule of your CRM/],
  ['INVALID_EMAIL_ADDRESS', /does not accept the value/],
  ['INVALID_STATUS', /does not accept the value/],
  ['JSON_PARSER_ERROR', /does not accept the value/],
  ['INVALID_FIELD', /not yours to fill/],
  ['INVALID_TYPE', /not yours to fill/],
  ['INSUFFICIENT_ACCESS', /may not edit/],
  ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY_ACCESS', /may not edit/],
  ['OP_WITH_INVALID_USER_TYPE_EXCEPTION', /cannot take this/],
  ['CANNOT_UPDATE_CONVERTED_LEAD', /converted/],
  ['APEX_ERROR', /automation in your CRM/],
  ['WORKFLOW_ERROR', /automation in your CRM/],
  ['LIMIT_EXCEEDED', /no room left/],
  ['REQUEST_LIMIT_EXCEEDED', /used up its CRM requests/],
  ['API_DISABLED_FOR_ORG', /may not use the API/],
  ['DELETE_FAILED', /refused/],
];

const hubspotAnswers: readonly Case[] = [
  ['INVALID_AUTHENTICATION', 401, /no longer accepts Baton’s key/],
  ['EXPIRED_AUTHENTICATION', 401, /no longer accepts Baton’s key/],
  ['MISSING_SCOPES', 403, /key may do too little/],
  ['BANNED', 403, /not allowed to do this/],
  ['VALIDATION_ERROR', 400, /does not accept a value/],
  ['OBJECT_NOT_FOUND', 404, /no longer in the CRM/],
  ['CONFLICT', 409, /has this already/],
  ['OBJECT_ALREADY_EXISTS', 409, /has this already/],
  ['RATE_LIMIT', 429, /asks for a pause/],
  ['LOCKED', 423, /Somebody else is changing/],
  ['MIGRATION_IN_PROGRESS', 477, /has trouble right now/],
  ['UNSUPPORTED_MEDIA_TYPE', 415, /refused this/],
  ['INTERNAL_ERROR', 500, /answer was lost/],
  ['BAD_GATEWAY', 502, /answer was lost/],
  ['SERVICE_UNAVAILABLE', 503, /answer was lost/],
  ['GATEWAY_TIMEOUT', 504, /answer was lost/],
  ['CLOUDFLARE', 521, /answer was lost/],
  ['CLOUDFLARE', 522, /answer was lost/],
  ['CLOUDFLARE', 523, /answer was lost/],
  ['CLOUDFLARE', 524, /answer was lost/],
  ['METHOD_NOT_ALLOWED', 405, /refused this/],
  ['PAYLOAD_TOO_LARGE', 413, /refused this/],
  ['MULTIPLE_ERRORS', 400, /refused this/],
  ['INVALID_OWNER_ID', 400, /does not accept a value/],
];

/** Codes in a failed row of a batch that HubSpot answers with 207. */
const hubspotRows: readonly (readonly [code: string, sentence: RegExp])[] = [
  ['MISSING_REQUIRED_PROPERTY', /wants hs_call_title filled in/],
  ['REQUIRED_PROPERTIES_MISSING', /wants hs_call_title filled in/],
  ['REQUIRED_FIELD', /wants hs_call_title filled in/],
  ['VALIDATION_ERROR', /does not accept the value/],
  ['INVALID_OPTION', /does not accept the value/],
  ['INVALID_DATE', /does not accept the value/],
  ['INVALID_INTEGER', /does not accept the value/],
  ['INVALID_LONG', /does not accept the value/],
  ['INVALID_EMAIL', /does not accept the value/],
  ['VALUE_TOO_LONG', /does not accept the value/],
  ['INVALID_OWNER_ID', /does not accept the value/],
  ['PROPERTY_DOESNT_EXIST', /not yours to fill/],
  ['PROPERTY_NOT_WRITEABLE', /not yours to fill/],
  ['READ_ONLY_VALUE', /not yours to fill/],
  ['INVALID_ASSOCIATION_TYPE', /not yours to fill/],
  ['FORBIDDEN', /may not edit/],
  ['NO_ACCESS', /may not edit/],
  ['CONFLICT', /has this already/],
  ['OBJECT_ALREADY_EXISTS', /has this already/],
  ['DUPLICATE_UNIQUE_PROPERTY', /has this already/],
  ['MAX_ASSOCIATIONS_EXCEEDED', /no room left/],
  ['OBJECT_NOT_FOUND', /no longer in the CRM/],
  ['LOCKED', /Somebody else is changing/],
  ['RATE_LIMITS', /Somebody else is changing/],
  ['INTERNAL_ERROR', /answer was lost/],
  ['SERVER_ERROR', /answer was lost/],
  ['GATEWAY_TIMEOUT', /answer was lost/],
];

/** The policies of a 429. */
const hubspotLimits: readonly (readonly [policy: string, sentence: RegExp])[] = [
  ['SECONDLY', /asks for a pause/],
  ['TEN_SECONDLY_ROLLING', /asks for a pause/],
  ['DAILY', /used up its CRM requests/],
];

/** Codes that only reading meets. */
const salesforceReads: readonly Case[] = [
  ['MALFORMED_QUERY', 400, /refused/],
  ['INVALID_FIELD', 400, /not yours to fill|refused/],
  ['INVALID_TYPE', 400, /not yours to fill|refused/],
  ['INVALID_QUERY_FILTER_OPERATOR', 400, /refused/],
  ['INVALID_QUERY_LOCATOR', 400, /refused/],
  ['QUERY_TIMEOUT', 400, /refused|trouble|answer/],
  ['QUERY_TOO_COMPLICATED', 400, /refused/],
  ['OPERATION_TOO_LARGE', 400, /refused/],
];

const oauthErrors: readonly (readonly [error: string, description: string, sentence: RegExp])[] = [
  ['invalid_client', 'app must be installed into org', /not installed/],
  ['OAUTH_APPROVAL_ERROR_GENERIC', '', /not installed/],
  ['OAUTH_APP_BLOCKED', 'this app is blocked by admin', /blocked the app/],
  ['OAUTH_APP_ACCESS_DENIED', 'user is not admin approved to access this app', /not approved/],
  ['redirect_uri_mismatch', 'redirect_uri must match configuration', /does not know Baton/],
  ['invalid_client_id', 'client identifier invalid', /does not know this client id/],
  ['invalid_client_credentials', 'client secret invalid', /asks for a secret/],
  ['access_denied', 'end-user denied authorization', /did not allow/],
  ['invalid_scope', 'the requested scope is invalid', /does not grant/],
  ['invalid_request', 'ip restricted', /not allowed from this network/],
  ['invalid_grant', 'expired access/refresh token', /sign in again/],
  ['inactive_user', 'user is inactive', /sign in again/],
  ['inactive_org', 'organization is locked', /sign in again/],
  ['unsupported_response_type', 'response type not supported', /refused the sign-in/],
  ['server_error', 'number of login attempts exceeded', /trouble right now/],
];

const salesforceRef = {
  crm: 'salesforce',
  org: 'acme.my.salesforce.com',
  object: 'lead',
  id: '00Qbm000000012dEAA',
} as const;
const hubspotRef = { crm: 'hubspot', org: '4711', object: 'company', id: '9' } as const;

function call(ref: LogCallWrite['ref']): LogCallWrite {
  return {
    ...{
      id: '01900000-0000-7000-8000-000000000001',
      ref,
      kind: 'logCall',
      outcomeId: 'noAnswer',
      outcomeLabel: 'No answer',
    },
    ...{ startedAt: 1, durationMs: null, number: null, note: '' },
  };
}

const field = {
  createable: true,
  updateable: true,
  filterable: true,
  length: 255,
  restrictedPicklist: false,
  picklistValues: [],
};
const described = {
  fields: ['WhoId', 'Subject', 'CallObject', 'Description'].map((name) => ({
    ...field,
    name,
    relationshipName: null,
    type: 'string',
  })),
};

/** A Salesforce org that answers writes with `write`. */
function salesforce(write: () => Response): CrmAdapter {
  const send: typeof fetch = async (input) => {
    const { pathname } = new URL(String(input));
    if (pathname === '/services/data/') return Response.json([{ version: '67.0' }]);
    if (pathname.endsWith('/describe')) return Response.json(described);
    return pathname.endsWith('/query') ? Response.json({ done: true, records: [] }) : write();
  };
  const org = { crm: 'salesforce', org: salesforceRef.org } as const;
  return createSalesforceAdapter({ org, credentials, userId: null, timeZone: () => 'UTC', fetch: send });
}

/** A portal that answers writes with `write`. */
function hubspot(write: () => Response): CrmAdapter {
  const send: typeof fetch = async (input) => {
    const { pathname } = new URL(String(input));
    if (pathname.endsWith('/batch/create')) return write();
    return Response.json(
      pathname.includes('dispositions') ? [] : { results: pathname.endsWith('/batch/read') ? [{ id: '9' }] : [] },
    );
  };
  const org = { crm: 'hubspot', org: '4711' } as const;
  return createHubspotAdapter({ org, credentials, ownerEmail: 'a@b.example', ownerId: '1', fetch: send });
}

async function problemOf(adapter: CrmAdapter, write: LogCallWrite): Promise<CrmProblem> {
  const [outcome] = await adapter.write([write]);
  if (outcome === undefined || outcome.result.ok) throw new Error('expected a problem');
  return outcome.result.problem;
}

function says(problem: CrmProblem, sentence: RegExp): void {
  for (const locale of locales) {
    const { title, cure } = crmProblemText(translateIn(locale), problem);
    // A key shown in place of its text, or a code in place of a sentence.
    for (const text of [title, cure]) expect(text).not.toMatch(/\w[.:]\w|[A-Z]{2,}_[A-Z]/);
  }
  expect(crmProblemText(translateIn('en'), problem).title).toMatch(sentence);
}

describe('what a CRM answers', () => {
  it.each(salesforceAnswers)('Salesforce %s (%i)', async (errorCode, status, sentence) => {
    const adapter = salesforce(() => Response.json([{ errorCode, message: 'In its own words' }], { status }));
    says(await problemOf(adapter, call(salesforceRef)), sentence);
  });

  it.each(salesforceRows)('Salesforce row %s', async (statusCode, sentence) => {
    const errors = [{ statusCode, message: 'In its own words', fields: ['Subject'] }];
    const body = [{ success: false, errors }];
    const adapter = salesforce(() =>
      Response.json({
        compositeResponse: [
          { referenceId: 'create', httpStatusCode: 200, body },
          { referenceId: 'readBack0', httpStatusCode: 200, body: { done: true, records: [] } },
        ],
      }),
    );
    says(await problemOf(adapter, call(salesforceRef)), sentence);
  });

  it.each(hubspotAnswers)('HubSpot %s (%i)', async (category, status, sentence) => {
    const body = { status: 'error', category, message: 'In its own words' };
    says(
      await problemOf(
        hubspot(() => Response.json(body, { status })),
        call(hubspotRef),
      ),
      sentence,
    );
  });

  it.each(hubspotRows)('HubSpot row %s', async (code, sentence) => {
    const context = { objectWriteTraceId: [call(hubspotRef).id], propertyName: ['hs_call_title'] };
    const errors = [{ status: 'error', category: code, message: 'In its own words', context }];
    const adapter = hubspot(() =>
      Response.json({ status: 'COMPLETE', results: [], numErrors: 1, errors }, { status: 207 }),
    );
    says(await problemOf(adapter, call(hubspotRef)), sentence);
  });

  it.each(hubspotLimits)('HubSpot 429 of the policy %s', async (policyName, sentence) => {
    const body = { status: 'error', errorType: 'RATE_LIMIT', policyName, message: 'In its own words' };
    says(
      await problemOf(
        hubspot(() => Response.json(body, { status: 429 })),
        call(hubspotRef),
      ),
      sentence,
    );
  });

  it.each(salesforceReads)('Salesforce %s (%i) to reading', async (errorCode, status, sentence) => {
    const send: typeof fetch = async (input) => {
      const { pathname } = new URL(String(input));
      if (pathname === '/services/data/') return Response.json([{ version: '67.0' }]);
      return Response.json([{ errorCode, message: 'In its own words' }], { status });
    };
    const org = { crm: 'salesforce', org: salesforceRef.org } as const;
    const adapter = createSalesforceAdapter({ org, credentials, userId: null, timeZone: () => 'UTC', fetch: send });
    const read = await adapter.listAes();
    if (read.ok) throw new Error('expected a problem');
    says(read.problem, sentence);
  });

  it.each(oauthErrors)('Salesforce sign-in %s (%s)', (error, description, sentence) => {
    says(oauthProblem(error, description), sentence);
  });
});
