/** A small seeded generator of numbers in [0, 1) (mulberry32); the same seed gives the same folds everywhere. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A fold for each of the rows: shuffled, with the same share of positives in every fold. */
export function foldsOf(outcomes: Uint8Array, rows: Uint32Array, count: number, seed: number): Uint8Array {
  const random = seededRandom(seed);
  const folds = new Uint8Array(rows.length);
  for (const outcome of [0, 1]) {
    const own = [...rows.keys()].filter((index) => outcomes[rows[index] ?? 0] === outcome);
    for (let last = own.length - 1; last > 0; last -= 1) {
      const other = Math.floor(random() * (last + 1));
      [own[last], own[other]] = [own[other] ?? 0, own[last] ?? 0];
    }
    for (const [place, index] of own.entries()) folds[index] = place % count;
  }
  return folds;
}

/** The rows of a fold. */
export function rowsWithin(rows: Uint32Array, folds: Uint8Array, fold: number): Uint32Array {
  return rows.filter((_, index) => folds[index] === fold);
}

/** The rows of all other folds. */
export function rowsOutside(rows: Uint32Array, folds: Uint8Array, fold: number): Uint32Array {
  return rows.filter((_, index) => folds[index] !== fold);
}
