import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlOf, textOfHtml } from './html';

describe('text in HubSpot bodies', () => {
  it('comes back as it was written', () => {
    const text = fc.string({
      unit: fc.constantFrom('<', '>', '&', '"', "'", 'a', 'é', '中', '😀', '&lt;', '<br>', 'x\ny', ' '),
    });
    fc.assert(
      fc.property(text, (said) => {
        expect(textOfHtml(htmlOf(said))).toBe(said.trim());
      }),
    );
  });

  it('is read out of what people pasted: long gaps, open tags, lines of the source', () => {
    expect(textOfHtml(`<p>Called\n${' '.repeat(20_000)}twice</p>\n\n<p>Then</p>`)).toBe('Called twice\n Then');
    expect(textOfHtml(`${'<a'.repeat(20_000)} href="x">here</a>`)).toMatch(/^(?:<a)+here$/);
  });

  it('holds no markup but line breaks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (said) => {
        expect(htmlOf(said).replaceAll('<br>', '')).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
      }),
    );
  });

  it('fits the limit and never ends inside an entity or a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('&', '<', '😀', 'a', '\n') }), fc.nat(40), (said, limit) => {
        const html = htmlOf(said, limit);
        expect(html.length).toBeLessThanOrEqual(limit);
        expect(html).not.toMatch(/&[a-z#0-9]*$|[\uD800-\uDBFF]$/);
      }),
    );
  });

  it.each([
    ['<p>One</p><p>Two &amp; three</p>', 'One\nTwo & three'],
    ['a<script>alert(1)</script>b', 'ab'],
    ['<div dir="auto">&#x4e2d;&#25991;&nbsp;!</div>', '中文 !'],
    ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
    ['&#99999999; &bogus;', '&#99999999; &bogus;'],
    ['', ''],
  ])('reads %s', (html, text) => {
    expect(textOfHtml(html)).toBe(text);
  });
});
