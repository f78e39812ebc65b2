import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandSnippet, type Snippet, snippet } from './snippets';

const snippets: readonly Snippet[] = [
  { trigger: 'vm', text: 'Left a voicemail.' },
  { trigger: '留言', text: '已留言，明天再打。' },
];
const expand = (text: string, caret = text.length) => expandSnippet({ text, caret }, snippets);

describe('snippets in a note', () => {
  it.each([
    [';vm ', 'Left a voicemail. '],
    ['Again;VM ', 'AgainLeft a voicemail. '],
    ['；ｖｍ　', 'Left a voicemail. '],
    ['；留言 ', '已留言，明天再打。 '],
  ])('takes %j', (typed, text) => {
    expect(expand(typed)).toEqual({ text, caret: text.length });
  });

  it.each([';vm', 'vm ', ';other ', '; vm ', ';vm. '])('leaves %j alone', (typed) => {
    expect(expand(typed)).toBeNull();
  });

  it('keeps what stands before and after, and puts the caret behind the snippet', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const caret = before.length + ';vm '.length;
        const text = 'Left a voicemail. ';
        expect(expand(`${before};vm ${after}`, caret)).toEqual({
          text: before + text + after,
          caret: before.length + text.length,
        });
      }),
    );
  });

  it('takes letters and digits for a trigger, and no empty text', () => {
    expect(snippet.safeParse({ trigger: 'v m', text: 'x' }).success).toBe(false);
    expect(snippet.safeParse({ trigger: 'vm2', text: '  ' }).success).toBe(false);
    expect(snippet.safeParse({ trigger: 'vm2', text: 'x' }).success).toBe(true);
  });
});
