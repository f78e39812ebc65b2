import { expect, it } from 'vitest';
import { nameInSentence } from './name-in-sentence';

it.each([
  ['Maya Okonkwo', 'Maya Okonkwo'],
  ['x'.repeat(200), `${'x'.repeat(47)}…`],
  ['长'.repeat(200), `${'长'.repeat(23)}…`],
  // One letter of another script makes no name wide.
  [`${'x'.repeat(48)}长`, `${'x'.repeat(47)}…`],
  ['ليلى الحدّاد', '\u2068ليلى الحدّاد\u2069'],
])('%s stands in a sentence as %s', (name, shown) => {
  expect(nameInSentence(name)).toBe(shown);
});
