import { clipText } from '../../lib/handoff/words';

/** Scripts whose letters are about twice as wide. */
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** A name as it stands in a sentence: one of 200 letters would leave no room for what the sentence says of it. */
export function nameInSentence(name: string): string {
  return clipText(name, wide.test(name) ? 24 : 48);
}
