import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSalesforceId, objectOfId, to18 } from './ids';

/** Pairs from Salesforce's own documentation samples. */
const pairs = [
  ['005D0000001QX8W', '005D0000001QX8WIAW'],
  ['a00D0000008pQSN', 'a00D0000008pQSNIA2'],
  ['001D000000IqhSL', '001D000000IqhSLIAZ'],
  ['003RO0000035WQg', '003RO0000035WQgYAM'],
] as const;

const id15 = fc.stringMatching(/^[A-Za-z0-9]{15}$/);

describe('Salesforce ids', () => {
  it.each(pairs)('gives %s its check characters', (short, long) => {
    expect(to18(short)).toBe(long);
    expect(to18(long)).toBe(long);
  });

  it('refuses an 18-character id whose check characters are wrong', () => {
    expect(to18('005D0000001QX8WIAX')).toBeNull();
    expect(to18('005d0000001qx8wIAW')).toBeNull();
    expect(to18('005D0000001QX8Wiaw')).toBeNull();
  });

  it.each([
    '',
    'view',
    '005D0000001QX8',
    '005D0000001QX8WI',
    '005D0000001QX8W ',
    '005D0000001-X8W',
    '005D0000001QX8W\n',
  ])('refuses %j', (text) => {
    expect(isSalesforceId(text)).toBe(false);
  });

  it('tells every two ids that differ in case apart without regard to case', () => {
    fc.assert(
      fc.property(id15, fc.nat({ max: 14 }), (id, at) => {
        const char = id.charAt(at);
        const flipped = char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase();
        fc.pre(flipped !== char);
        const other = id.slice(0, at) + flipped + id.slice(at + 1);
        expect(to18(other)?.toLowerCase()).not.toBe(to18(id)?.toLowerCase());
      }),
    );
  });

  it('keeps the first fifteen characters and is stable', () => {
    fc.assert(
      fc.property(id15, (id) => {
        const long = to18(id) ?? '';
        expect(long.slice(0, 15)).toBe(id);
        expect(to18(long)).toBe(long);
      }),
    );
  });

  it.each([
    ['00Q5e00000AbCdE', 'lead'],
    ['0035e00000AbCdE', 'contact'],
    ['0015e00000AbCdE', 'company'],
    ['0065e00000AbCdE', 'deal'],
    ['00q5e00000AbCdE', null],
    ['00T5e00000AbCdE', null],
    ['toString', null],
  ] as const)('says by the prefix what %s is', (id, object) => {
    expect(objectOfId(id)).toBe(object);
  });
});
