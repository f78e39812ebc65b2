import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../../../tests/support/any-text';
import { checkedId, soqlContaining, soqlId, soqlInstant, soqlText, soqlTexts } from './soql';

const sequences: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

/** Reads a literal as Salesforce documents it: anything else after a backslash is an error, a bare quote ends it. */
function readLiteral(literal: string): string {
  const [, body] = /^'([\s\S]*)'$/.exec(literal) ?? [];
  if (body === undefined) throw new Error('no literal');
  let text = '';
  for (let at = 0; at < body.length; at += 1) {
    const char = body.charAt(at);
    if (char === "'") throw new Error('ended early');
    if (char !== '\\') {
      text += char;
      continue;
    }
    at += 1;
    const next = body.charAt(at);
    if (next === 'u') {
      text += String.fromCharCode(Number.parseInt(body.slice(at + 1, at + 5), 16));
      at += 4;
    } else {
      const meant = sequences[next];
      if (meant === undefined) throw new Error(`unknown escape ${next}`);
      text += meant;
    }
  }
  return text;
}

describe('SOQL literals', () => {
  it('say exactly the text, whatever it holds', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom("'", '\\', '\n', '\u0000', '%', '_', ')', ' OR ', '\u2028') }),
    );
    fc.assert(
      fc.property(nasty, (text) => {
        expect(readLiteral(soqlText(text))).toBe(text);
      }),
    );
  });

  it('look for a text anywhere, in which a wildcard is a letter like any other', () => {
    expect(soqlContaining("O'Neil")).toBe("'%O\\'Neil%'");
    expect(soqlContaining('50%_\\')).toBe("'%50\\%\\_%'");
  });

  it('hold no raw control character', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect([...soqlText(text)].every((char) => char >= ' ')).toBe(true);
      }),
    );
  });

  it('cannot be left by a note that tries to', () => {
    expect(soqlText("x' OR Name != '")).toBe("'x\\' OR Name != \\''");
    expect(soqlText("\\' OR 1=1 --")).toBe("'\\\\\\' OR 1=1 --'");
  });

  it('take only ids where ids belong', () => {
    expect(soqlId('00Qbm000000012dEAA')).toBe("'00Qbm000000012dEAA'");
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/^(?:[A-Za-z0-9]{15}|[A-Za-z0-9]{18})$/.test(text));
        expect(() => checkedId(text)).toThrow(RangeError);
      }),
    );
  });

  it('write lists and instants', () => {
    expect(soqlTexts(['a', "b'c"])).toBe("('a', 'b\\'c')");
    expect(() => soqlTexts([])).toThrow(RangeError);
    expect(soqlInstant(Date.UTC(2026, 10, 24, 9, 5, 7, 123))).toBe('2026-11-24T09:05:07Z');
  });
});
