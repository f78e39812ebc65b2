import { describe, expect, it } from 'vitest';
import { type CrmProblem, crmProblem } from '../../lib/crm/result';
import { type AppError, appError } from '../../lib/messaging/app-error';
import { locales } from '../../lib/model/schemas';
import { clauseText } from './clause-text';
import { errorText } from './error-text';
import { translateIn } from './translate';

const problems: readonly CrmProblem[] = [
  { kind: 'rejected', code: 'X', message: 'Industry is required', fields: ['Industry'] },
  { kind: 'rejected', code: 'X', message: '', fields: [] },
  { kind: 'gone', message: '' },
  ...(['rateLimit', 'dailyLimit', 'server', 'locked', 'network'] as const).map((because) => ({
    kind: 'retryAfter' as const,
    afterMs: 1000,
    because,
    message: '',
  })),
  { kind: 'signInNeeded', message: '' },
  { kind: 'forbidden', message: '' },
  { kind: 'unsure', message: '' },
];

const errors: readonly AppError[] = [
  { kind: 'refused', message: '' },
  { kind: 'noRecord' },
  { kind: 'callRunning', recordKey: 'k', leadName: 'Maya' },
  { kind: 'doNotCall' },
  { kind: 'notNow', ruleId: null },
  { kind: 'beingSent' },
  { kind: 'inDoubt' },
  { kind: 'entryGone' },
  { kind: 'followUpTime', issue: 'past' },
  { kind: 'followUpTime', issue: 'far' },
  { kind: 'prescribed' },
  { kind: 'notReady', clauses: [] },
  { kind: 'alreadyHandedOver', aeName: 'Jonas' },
  { kind: 'mayNotReceive', aeName: 'Jonas Lindqvist' },
  { kind: 'notConnected' },
  { kind: 'overtaken' },
  { kind: 'permissionMissing' },
  { kind: 'notAllowed' },
  { kind: 'otherUser', expected: 'Sam', actual: 'Noor' },
  { kind: 'wrongOrg', expected: 'acme', actual: 'other' },
  ...problems.map((problem) => ({ kind: 'crm' as const, problem })),
  { kind: 'storageFull' },
  { kind: 'storageBroken', message: '' },
  { kind: 'noAnswer', updated: false },
  { kind: 'noAnswer', updated: true },
  { kind: 'bug', message: '' },
];

const kindsOf = (options: readonly { readonly shape: { readonly kind: { readonly value: string } } }[]) =>
  options.map(({ shape }) => shape.kind.value).toSorted();
const distinct = (kinds: readonly string[]) => [...new Set(kinds)].toSorted();

describe('errorText', () => {
  it('is tried here with every kind there is', () => {
    expect(distinct(errors.map(({ kind }) => kind))).toEqual(kindsOf(appError.options));
    expect(distinct(problems.map(({ kind }) => kind))).toEqual(kindsOf(crmProblem.options));
  });

  describe.each(locales)('in %s', (locale) => {
    const t = translateIn(locale);

    it.each(errors)('says of $kind what happened and what to do', (error) => {
      const { title, cure, action } = errorText(t, error);
      for (const text of [title, cure, ...(action === undefined ? [] : [action.label])]) {
        expect(text).not.toBe('');
        // A key shown in place of its text, or a variable left unfilled.
        expect(text).not.toMatch(/\w[.:]\w/);
        expect(text).not.toContain('{{');
      }
      expect(cure).toMatch(/[.。]$/);
    });

    it('tells different kinds apart', () => {
      const titles = errors.map((error) => errorText(t, error).title);
      expect(new Set(titles).size).toBe(errors.length);
    });
  });

  it('fills in names and repeats the CRM’s own words', () => {
    const t = translateIn('en');
    expect(errorText(t, { kind: 'callRunning', recordKey: 'k', leadName: '<b>Maya</b>' }).title).toBe(
      'Your call with <b>Maya</b> is not logged yet',
    );
    const rejected = errorText(t, {
      kind: 'crm',
      problem: { kind: 'rejected', code: 'X', message: 'Industry is required', fields: ['Industry', 'Status'] },
    });
    expect(rejected.title).toBe('The CRM refused this because of Industry, Status');
    expect(rejected.theirWords).toBe('The CRM says: Industry is required');
    const narrow = (message: string) =>
      errorText(t, { kind: 'crm', problem: { kind: 'forbidden', cause: 'missingScopes', message } });
    expect(narrow('crm.objects.contacts.write, crm.lists.read').title).toBe(
      'This HubSpot key lacks crm.objects.contacts.write, crm.lists.read',
    );
    expect(narrow('No such right. Ask for crm.lists.read').theirWords).toContain('No such right');
  });
});

describe('clauseText', () => {
  const t = translateIn('en');
  it('says a clause with its details, in the variant its context names', () => {
    const detail = { estimate: 62, minimum: 70, short: 8 };
    expect(clauseText(t, { clauseId: 'score', state: 'unmet', required: true, detail })).toBe(
      'Score 62; 8 short of 70',
    );
    expect(
      clauseText(t, { clauseId: 'reachable', state: 'unmet', required: true, detail: { context: 'doNotCall' } }),
    ).toBe('Asked not to be called');
  });

  it('names a clause it has no text for', () => {
    expect(clauseText(t, { clauseId: 'madeUp', state: 'met', required: true, detail: {} })).toBe('madeUp');
  });
});
