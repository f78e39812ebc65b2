import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordKey } from '../model/schemas';
import { changeBetween, draftOfParts, mergedPart, partsOf, withChange } from './draft-parts';
import type { Draft } from './views';

const maya = recordKey.parse('salesforce:acme.my.salesforce.com:lead:00Q000000000001AAA');
const words = fc.string({ maxLength: 12 });
const named = fc.dictionary(fc.constantFrom('need', 'a:b', 'budget'), words, { noNullPrototype: true });

const drafts: fc.Arbitrary<Draft> = fc
  .record({ note: words, outcomeId: fc.option(fc.constantFrom('busy', 'callBack')), brief: named, notes: named })
  .map(({ note, outcomeId, brief, notes }) => ({
    ...{ recordKey: maya, note, outcomeId, followUpAt: note === '' ? null : note.length, updatedAt: 1 },
    ...{ brief, referral: { name: note, contact: '' }, aeId: outcomeId ?? '' },
    answerWords: Object.fromEntries(Object.entries(notes).map(([id, text]) => [id, { note: text, evidence: '' }])),
  }));

describe('a draft in parts', () => {
  it('is the same draft put together again', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const parts = partsOf(draft);
        const again = draftOfParts(maya, parts, 1);
        expect(again === null ? {} : partsOf(again)).toEqual(parts);
      }),
    );
  });

  it('is after a change what the one who made it has, where nobody else wrote', () => {
    fc.assert(
      fc.property(drafts, drafts, (before, after) => {
        const [from, to] = [partsOf(before), partsOf(after)];
        const change = changeBetween(from, to);
        expect(change === null ? from : withChange(from, change)).toEqual(to);
      }),
    );
  });

  it('holds the words of both who wrote in the same place', () => {
    const some = fc.string({ minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(some, some, some, (from, theirs, added) => {
        const merged = mergedPart('note', { from, theirs, mine: from + added }) ?? '';
        expect(merged).toContain(theirs === from ? from : theirs);
        expect(merged).toContain(added);
      }),
    );
  });

  it('takes the choice made last, and joins nothing to what is too long', () => {
    expect(mergedPart('outcomeId', { from: undefined, theirs: 'busy', mine: 'callBack' })).toBe('callBack');
    const mine = 'm'.repeat(4000);
    expect(mergedPart('brief:pain', { from: undefined, theirs: 'Nobody fills the rota', mine })).toBe(mine);
  });
});
