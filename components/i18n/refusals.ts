/** Why a CRM refused a write, in the families that one sentence and one cure can serve. Each is a key below `error:crm.refusal`. */
const families = {
  required: [
    ...['REQUIRED_FIELD_MISSING', 'MISSING_ARGUMENT', 'REQUIRED_FIELD', 'MISSING_REQUIRED_PROPERTY'],
    'REQUIRED_PROPERTIES_MISSING',
  ],
  approval: ['ENTITY_IS_LOCKED'],
  rule: ['FIELD_CUSTOM_VALIDATION_EXCEPTION', 'FIELD_FILTER_VALIDATION_EXCEPTION', 'FAILED_ACTIVATION'],
  value: [
    ...['INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', 'STRING_TOO_LONG', 'NUMBER_OUTSIDE_VALID_RANGE', 'INVALID_OPTION'],
    ...['INVALID_EMAIL_ADDRESS', 'INVALID_EMAIL', 'INVALID_DATE', 'INVALID_INTEGER', 'VALUE_TOO_LONG', 'INVALID_LONG'],
    ...['JSON_PARSER_ERROR', 'INVALID_OWNER_ID', 'VALIDATION_ERROR', 'FIELD_INTEGRITY_EXCEPTION', 'INVALID_STATUS'],
    ...['MALFORMED_ID', 'TEXT_DATA_OUTSIDE_SUPPORTED_CHARSET'],
  ],
  field: [
    ...['INVALID_FIELD', 'INVALID_FIELD_FOR_INSERT_UPDATE', 'INVALID_TYPE', 'INVALID_TYPE_FOR_OPERATION'],
    ...['PROPERTY_DOESNT_EXIST', 'PROPERTY_NOT_WRITEABLE', 'READ_ONLY_VALUE', 'INVALID_ASSOCIATION_TYPE'],
    'FIELD_NOT_UPDATABLE',
  ],
  right: [
    ...['INSUFFICIENT_ACCESS_OR_READONLY', 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', 'INSUFFICIENT_ACCESS'],
    ...['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY_ACCESS', 'NO_ACCESS', 'FORBIDDEN'],
    'INVALID_READ_ONLY_USER_DML',
  ],
  owner: ['INACTIVE_OWNER_OR_USER', 'TRANSFER_REQUIRES_READ', 'OP_WITH_INVALID_USER_TYPE_EXCEPTION', 'OWNER_NOT_FOUND'],
  converted: ['CANNOT_UPDATE_CONVERTED_LEAD'],
  duplicate: [
    'DUPLICATES_DETECTED',
    'DUPLICATE_VALUE',
    'CONFLICT',
    'OBJECT_ALREADY_EXISTS',
    'DUPLICATE_UNIQUE_PROPERTY',
  ],
  automation: [
    ...['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', 'APEX_ERROR', 'CANNOT_EXECUTE_FLOW_TRIGGER', 'WORKFLOW_ERROR'],
  ],
  full: ['STORAGE_LIMIT_EXCEEDED', 'LIMIT_EXCEEDED', 'MAX_ASSOCIATIONS_EXCEEDED'],
  otherOrg: ['WRONG_ORG'],
  key: ['INVALID_KEY'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type RefusalFamily = keyof typeof families;
const familyNames = [
  ...(['required', 'rule', 'value', 'field', 'right', 'owner', 'converted', 'duplicate', 'automation'] as const),
  ...(['full', 'otherOrg', 'key', 'approval'] as const),
];

/** The family of a refusal's code (Salesforce `statusCode`/`errorCode`, HubSpot `category` or `code`); null for one that is not known. */
export function refusalFamily(code: string): RefusalFamily | null {
  return familyNames.find((name) => families[name].some((known) => known === code)) ?? null;
}

const oauthSteps = [
  ...['NOT_INSTALLED', 'BLOCKED', 'NOT_APPROVED', 'IP', 'REDIRECT', 'CLIENT', 'SECRET', 'DENIED', 'SCOPE', 'CANCELLED'],
  'OTHER',
] as const;
export type OauthStep = (typeof oauthSteps)[number];

/** Which step of a sign-in went wrong, where the code is of one (`OAUTH_…`). Each is a key below `error:oauth`. */
export function oauthStep(code: string): OauthStep | null {
  return oauthSteps.find((step) => code === `OAUTH_${step}`) ?? null;
}

const rights = ['apiAccessControl', 'apiDisabled', 'missingScopes', 'noPortalAccess', 'policy'] as const;
export type RightCause = (typeof rights)[number];

/** Why a connection may not do something, where it is known. Each is a key below `error:crm.right`. */
export function rightCause(cause: string | undefined): RightCause | null {
  return rights.find((right) => right === cause) ?? null;
}
