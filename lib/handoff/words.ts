/** The words of a text in any language; Chinese has no spaces between them. */
function wordsOf(text: string): readonly Intl.SegmentData[] {
  return [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)].filter((part) => part.isWordLike);
}

/** How many words a text has, in whatever language. */
export function countWords(text: string): number {
  return wordsOf(text).length;
}

/** The text's first `most` words, with an ellipsis where something was left out. */
export function clipWords(text: string, most: number): string {
  const words = wordsOf(text);
  if (words.length <= most) return text;
  const last = words[most - 1];
  return last === undefined ? '' : `${text.slice(0, last.index + last.segment.length)}…`;
}

/** The text cut to at most `longest` UTF-16 units, never inside a character, with an ellipsis where it was cut. */
export function clipText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/**
 * The largest whole cap under which the sizes together stay within `budget`, each counted up to the cap: short ones keep
 * all, long ones share the rest. Infinity where nothing need be cut.
 */
export function fairShare(sizes: readonly number[], budget: number): number {
  let left = budget;
  const ascending = sizes.toSorted((a, b) => a - b);
  for (const [index, size] of ascending.entries()) {
    const share = Math.floor(left / (ascending.length - index));
    if (size > share) return share;
    left -= size;
  }
  return Number.POSITIVE_INFINITY;
}
