import { followUpYears } from '../../lib/calls/follow-up';
import type { CrmProblem } from '../../lib/crm/result';
import type { AppError } from '../../lib/messaging/app-error';
import { oauthStep, refusalFamily, rightCause } from './refusals';
import type { Translate } from './translate';

/** What a button beside an error can do; the surface knows how. */
export type ErrorAction = 'connect' | 'reload' | 'retry' | 'openRunningCall';

/** An error as the SDR reads it: what happened, what to do, and the CRM's own words where it gave any. */
export interface ErrorText {
  readonly title: string;
  readonly cure: string;
  readonly theirWords?: string;
  readonly action?: { readonly kind: ErrorAction; readonly label: string };
}

type Kinds = { readonly [K in AppError['kind']]: (t: Translate, error: Extract<AppError, { kind: K }>) => ErrorText };
type Problems = {
  readonly [K in CrmProblem['kind']]: (t: Translate, problem: Extract<CrmProblem, { kind: K }>) => ErrorText;
};

const kinds: Kinds = {
  refused: (t) => ({ title: t('error:refused.title'), cure: t('error:refused.cure'), action: action(t, 'reload') }),
  noRecord: (t) => ({ title: t('error:noRecord.title'), cure: t('error:noRecord.cure') }),
  callRunning: (t, { leadName }) => ({
    title: t('error:callRunning.title', { leadName }),
    cure: t('error:callRunning.cure'),
    action: action(t, 'openRunningCall'),
  }),
  doNotCall: (t) => ({ title: t('error:doNotCall.title'), cure: t('error:doNotCall.cure') }),
  notNow: (t) => ({ title: t('error:notNow.title'), cure: t('error:notNow.cure') }),
  inDoubt: (t) => ({ title: t('error:inDoubt.title'), cure: t('error:inDoubt.cure') }),
  beingSent: (t) => ({ title: t('error:beingSent.title'), cure: t('error:beingSent.cure') }),
  followUpTime: (t, { issue }) => ({
    title: t(`error:followUpTime.${issue}`, { years: followUpYears }),
    cure: t('error:followUpTime.cure'),
  }),
  entryGone: (t) => ({ title: t('error:entryGone.title'), cure: t('error:entryGone.cure') }),
  notReady: (t) => ({ title: t('error:notReady.title'), cure: t('error:notReady.cure') }),
  alreadyHandedOver: (t, { aeName }) => ({
    title: t('error:alreadyHandedOver.title', { aeName }),
    cure: t('error:alreadyHandedOver.cure', { aeName }),
  }),
  mayNotReceive: (t, { aeName }) => ({
    title: t('error:mayNotReceive.title', { aeName }),
    cure: t('error:mayNotReceive.cure'),
  }),
  notConnected: (t) => ({
    title: t('error:notConnected.title'),
    cure: t('error:notConnected.cure'),
    action: action(t, 'connect'),
  }),
  overtaken: (t) => ({ title: t('error:overtaken.title'), cure: t('error:overtaken.cure') }),
  permissionMissing: (t) => ({
    title: t('error:permissionMissing.title'),
    cure: t('error:permissionMissing.cure'),
    action: action(t, 'connect'),
  }),
  notAllowed: (t) => ({ title: t('error:notAllowed.title'), cure: t('error:notAllowed.cure') }),
  otherUser: (t, { expected, actual }) => ({
    title: t('error:otherUser.title', { expected, actual }),
    cure: t('error:otherUser.cure', { expected }),
  }),
  wrongOrg: (t, { expected, actual }) => ({
    title: t('error:wrongOrg.title', { expected, actual }),
    cure: t('error:wrongOrg.cure', { expected }),
  }),
  crm: (t, { problem }) => crmProblemText(t, problem),
  prescribed: (t) => ({ title: t('error:prescribed.title'), cure: t('error:prescribed.cure') }),
  storageFull: (t) => ({
    title: t('error:storageFull.title'),
    cure: t('error:storageFull.cure'),
    action: action(t, 'retry'),
  }),
  storageBroken: (t) => ({ title: t('error:storageBroken.title'), cure: t('error:storageBroken.cure') }),
  noAnswer: (t, { updated }) =>
    updated
      ? { title: t('error:updated.title'), cure: t('error:updated.cure'), action: action(t, 'reload') }
      : { title: t('error:noAnswer.title'), cure: t('error:noAnswer.cure'), action: action(t, 'retry') },
  bug: (t) => ({ title: t('error:bug.title'), cure: t('error:bug.cure'), action: action(t, 'retry') }),
};

/** Names of scopes and nothing else. */
const scopeNames = /^[\w-]+(?:\.[\w-]+)+(?:, [\w-]+(?:\.[\w-]+)+)*$/;

const problems: Problems = {
  rejected: (t, problem) => refusalText(t, problem),
  gone: (t) => ({ title: t('error:crm.gone.title'), cure: t('error:crm.gone.cure') }),
  retryAfter: (t, { because }) => ({
    title: t(`error:crm.${because}.title`),
    cure: t(`error:crm.${because}.cure`),
    action: action(t, 'retry'),
  }),
  signInNeeded: (t, { otherUser, byKey }) => {
    const what = byKey === true ? 'keyRefused' : 'signInNeeded';
    return {
      ...(otherUser === undefined
        ? { title: t(`error:crm.${what}.title`), cure: t(`error:crm.${what}.cure`) }
        : { title: t('error:crm.otherUser.title', otherUser), cure: t('error:crm.otherUser.cure', otherUser) }),
      action: action(t, 'connect'),
    };
  },
  forbidden: (t, { message, cause }) => {
    const known = rightCause(cause);
    const words = theirWords(t, message);
    if (known === null) {
      return {
        ...{ title: t('error:crm.forbidden.title'), cure: t('error:crm.forbidden.cure'), ...words },
        action: action(t, 'retry'),
      };
    }
    const scopes = known === 'missingScopes' && scopeNames.test(message) ? message : null;
    if (scopes !== null) {
      const title = t('error:crm.right.missingScopes.titleNamed', { scopes });
      return { title, cure: t('error:crm.right.missingScopes.cureNamed'), action: action(t, 'retry') };
    }
    return {
      ...{ title: t(`error:crm.right.${known}.title`), cure: t(`error:crm.right.${known}.cure`), ...words },
      // What is granted in the CRM needs nothing here but another try.
      action: action(t, known === 'apiDisabled' || known === 'missingScopes' ? 'retry' : 'connect'),
    };
  },
  unsure: (t) => ({ title: t('error:crm.unsure.title'), cure: t('error:crm.unsure.cure') }),
};

/** A refusal by its code: what the code's family means, or the CRM's own words alone. */
function refusalText(t: Translate, { code, fields, message }: Extract<CrmProblem, { kind: 'rejected' }>): ErrorText {
  const words = theirWords(t, message);
  const step = oauthStep(code);
  if (step !== null) return { title: t(`error:oauth.${step}.title`), cure: t(`error:oauth.${step}.cure`), ...words };
  const family = refusalFamily(code);
  const named = fields.length > 0;
  const plain = named
    ? t('error:crm.rejected.titleFields', { fields: fields.join(', ') })
    : t('error:crm.rejected.title');
  if (family === null) return { title: plain, cure: t('error:crm.rejected.cure'), ...words };
  return {
    title: named
      ? t(`error:crm.refusal.${family}.titleFields`, { fields: fields.join(', ') })
      : t(`error:crm.refusal.${family}.title`),
    cure: t(`error:crm.refusal.${family}.cure`),
    ...words,
  };
}

/** The sentence and the cure of any error a command or query can answer; takes a translate function of any namespace. */
export function errorText(t: Translate, error: AppError): ErrorText {
  // The table is exhaustive by its type; TypeScript cannot pair a union's member with its own entry.
  const say = kinds[error.kind] as (t: Translate, error: AppError) => ErrorText;
  return say(t, error);
}

/** The same for what a CRM reported of one write or one connection. */
export function crmProblemText(t: Translate, problem: CrmProblem): ErrorText {
  const say = problems[problem.kind] as (t: Translate, problem: CrmProblem) => ErrorText;
  return say(t, problem);
}

function action(t: Translate, kind: ErrorAction): NonNullable<ErrorText['action']> {
  return { kind, label: t(`error:action.${kind}`) };
}

function theirWords(t: Translate, message: string): Pick<ErrorText, 'theirWords'> {
  return message.trim() === '' ? {} : { theirWords: t('error:theirWords', { message }) };
}
