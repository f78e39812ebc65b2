import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locales } from '../model/schemas';
import { evidenceFrom, evidenceLabel, evidenceOf, evidenceSources, sourceLabel } from './evidence';

const held = { value: { kind: 'unknown' }, note: '', at: 0 } as const;

describe('evidence', () => {
  it.each(evidenceSources)('keeps %s as what it is, in whichever language it was typed', (source) => {
    for (const locale of locales) {
      expect(evidenceFrom(` ${sourceLabel(source, locale).toUpperCase()} `)).toBe(source);
      expect(evidenceLabel(source, locale)).toBe(sourceLabel(source, locale));
    }
  });

  it('keeps any other words as they were typed', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 9 }), fc.constantFrom(...locales), (text, locale) => {
        expect(evidenceLabel(evidenceFrom(`${text}…`), locale)).toBe(`${text}…`.trim());
      }),
    );
  });

  it('says by itself what was heard in a call or only stands in the CRM, and what was said goes first', () => {
    expect(evidenceOf(held)).toBeUndefined();
    expect(evidenceOf({ ...held, callId: 'a' })).toBe('call');
    expect(evidenceOf({ ...held, source: 'crm' })).toBe('crm');
    expect(evidenceOf({ ...held, callId: 'a', evidence: 'https://example.com/jobs' })).toBe('https://example.com/jobs');
  });
});
