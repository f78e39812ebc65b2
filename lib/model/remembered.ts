/**
 * A function that remembers what it answered. `keyOf` tells questions apart; after `most` answers it begins anew, so that
 * it holds no more than that. For pure functions that are asked the same again and again.
 */
export function remembered<Q extends readonly unknown[], A>(
  most: number,
  keyOf: (...question: Q) => string,
  answer: (...question: Q) => A,
): (...question: Q) => A {
  const known = new Map<string, { readonly answer: A }>();
  return (...question) => {
    const key = keyOf(...question);
    const found = known.get(key);
    if (found !== undefined) return found.answer;
    const fresh = { answer: answer(...question) };
    if (known.size >= most) known.clear();
    known.set(key, fresh);
    return fresh.answer;
  };
}
