/** How rows of a list are told apart and compared. */
export interface RowRules<T> {
  readonly idOf: (row: T) => string;
  /** Two rows of the same text say the same. */
  readonly textOf: (row: T) => string;
  /** A row changed here, to be saved over the one that was saved elsewhere meanwhile. */
  readonly onto?: (mine: T, theirs: T) => T;
}

/** A list that was changed in two places. */
export interface MergedRows<T> {
  readonly rows: readonly T[];
  /** Ids of rows changed differently in both places: `rows` has them as they are here, or not where they were removed here. */
  readonly clashes: readonly string[];
}

/**
 * Brings together what was changed here and what was saved elsewhere since both were `base`. A row that only one of them
 * changed, added or removed is as that one has it; the order is the one that was changed, else theirs.
 */
export function mergeRows<T>(
  { base, mine, theirs }: { readonly base: readonly T[]; readonly mine: readonly T[]; readonly theirs: readonly T[] },
  rules: RowRules<T>,
): MergedRows<T> {
  const { idOf, textOf, onto = (row) => row } = rules;
  const [was, here, there] = [base, mine, theirs].map((rows) => new Map(rows.map((row) => [idOf(row), row])));
  const text = (rows: ReadonlyMap<string, T> | undefined, id: string) => {
    const row = rows?.get(id);
    return row === undefined ? null : textOf(row);
  };
  const clashes: string[] = [];
  const merged = new Map<string, T>();
  for (const id of new Set([...base, ...mine, ...theirs].map(idOf))) {
    const [before, now, elsewhere] = [text(was, id), text(here, id), text(there, id)];
    const isTheirs = now === before || now === elsewhere;
    if (!isTheirs && elsewhere !== before) clashes.push(id);
    const [own, other] = [here?.get(id), there?.get(id)];
    const row = isTheirs ? other : own !== undefined && other !== undefined ? onto(own, other) : own;
    if (row !== undefined) merged.set(id, row);
  }
  const isMyOrder = orderOf(base, mine, idOf) !== orderOf(mine, base, idOf);
  const [first, second] = isMyOrder ? [mine, theirs] : [theirs, mine];
  const ids = new Set([...first, ...second].map(idOf));
  return { rows: [...ids].flatMap((id) => merged.get(id) ?? []), clashes };
}

/** The order in which `rows` has what `others` has too. */
function orderOf<T>(rows: readonly T[], others: readonly T[], idOf: RowRules<T>['idOf']): string {
  const known = new Set(others.map(idOf));
  return JSON.stringify(rows.map(idOf).filter((id) => known.has(id)));
}
