import { describe, expect, it } from 'vitest';
import { canonicalId, makeId, toId18 } from './ids.ts';

describe('Salesforce ids', () => {
  it.each([
    ['005D0000001QX8W', '005D0000001QX8WIAW'],
    ['a00D0000008pQSN', 'a00D0000008pQSNIA2'],
    ['001D000000IqhSL', '001D000000IqhSLIAZ'],
    ['003RO0000035WQg', '003RO0000035WQgYAM'],
  ])('lengthens %s to %s, as in the samples of the documentation', (id15, id18) => {
    expect(toId18(id15)).toBe(id18);
    expect(canonicalId(id15)).toBe(id18);
    expect(canonicalId(id18)).toBe(id18);
  });

  it('refuses a wrong checksum, a wrong length and other characters', () => {
    expect(canonicalId('005D0000001QX8WIAX')).toBeNull();
    expect(canonicalId('005D0000001QX8')).toBeNull();
    expect(canonicalId('005D0000001QX8-')).toBeNull();
    expect(canonicalId('view')).toBeNull();
  });

  it('makes ids that are their own canonical form', () => {
    expect(canonicalId(makeId('00Q', 4007))).toBe(makeId('00Q', 4007));
    const many = Array.from({ length: 500 }, (_, index) => makeId('00Q', index));
    expect(new Set(many).size).toBe(500);
  });
});
