import { clipText } from '../../lib/handoff/words';

/** Scripts whose letters are about twice as wide. */
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** Scripts written from right to left: what follows such a name would stand before it. */
const fromRight = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** Unicode's marks around a text of its own direction. */
const [isolate, isolateEnd] = ['\u2068', '\u2069'];

/**
 * A name as it stands in a sentence: one of 200 letters would leave no room for what the sentence says of it, and one of
 * another direction would turn the sentence's end around.
 */
export function nameInSentence(name: string): string {
  const shown = clipText(name, (name.match(wide) ?? []).length > name.length / 2 ? 24 : 48);
  return fromRight.test(shown) ? isolate + shown + isolateEnd : shown;
}
