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

/** The same for what is worked out of one object that never changes: remembered for as long as there is that object. */
export function rememberedOf<O extends object, A extends object>(answer: (object: O) => A): (object: O) => A {
  const known = new WeakMap<O, A>();
  return (object) => {
    const found = known.get(object);
    if (found !== undefined) return found;
    const fresh = answer(object);
    known.set(object, fresh);
    return fresh;
  };
}
