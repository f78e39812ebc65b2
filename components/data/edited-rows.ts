import { useMemo, useState } from 'react';
import { mergeRows, type RowRules } from '../../lib/model/merge-rows';

/** A list as it is edited in this window, beside what is saved of it here and elsewhere. */
export interface EditedRows<T> {
  readonly rows: readonly T[];
  readonly change: (next: (rows: readonly T[]) => readonly T[]) => void;
  /** Something here is not saved. */
  readonly isChanged: boolean;
  /** Ids of rows that were changed here and, otherwise, elsewhere: saving keeps what stands here. */
  readonly clashes: readonly string[];
  /** Has those rows as they were saved elsewhere. */
  readonly takeTheirs: () => void;
  /** Has all rows as they are saved. */
  readonly discard: () => void;
  /** The rows of then (`sent`) are saved now, in this form. */
  readonly keep: (sent: readonly T[], saved: readonly T[]) => void;
}

interface State<T> {
  /** What was last seen to be saved, as text. */
  readonly seen: string;
  /** What the rows were made from. */
  readonly base: readonly T[];
  readonly rows: readonly T[];
  readonly clashes: readonly string[];
}

/** Edits a saved list. What another window saves of it meanwhile comes in beside what is changed here, and neither is lost. */
export function useEditedRows<T>(saved: readonly T[], rules: RowRules<T>): EditedRows<T> {
  const seen = useMemo(() => JSON.stringify(saved), [saved]);
  const [kept, setState] = useState<State<T>>(() => ({ seen, base: saved, rows: saved, clashes: [] }));
  const state = kept.seen === seen ? kept : { ...withSaved(kept, saved, rules), seen };
  if (state !== kept) setState(state);
  const { rows, base, clashes } = state;
  return {
    rows,
    isChanged: rows !== base && textOf(rows, rules) !== textOf(base, rules),
    clashes,
    change: (next) => setState((before) => ({ ...before, rows: next(before.rows) })),
    takeTheirs: () => setState((before) => ({ ...before, rows: withTheirs(before, rules), clashes: [] })),
    discard: () => setState((before) => ({ ...before, rows: before.base, clashes: [] })),
    keep: (sent, now) =>
      setState((before) => {
        const merged = mergeRows({ base: sent, mine: before.rows, theirs: now }, rules);
        return { ...before, base: now, rows: merged.rows, clashes: [] };
      }),
  };
}

function withSaved<T>({ base, rows, clashes }: State<T>, saved: readonly T[], rules: RowRules<T>) {
  const merged = mergeRows({ base, mine: rows, theirs: saved }, rules);
  const known = new Set([...merged.clashes, ...clashes]);
  const rowOf = (list: readonly T[], id: string) =>
    textOf(
      list.filter((row) => rules.idOf(row) === id),
      rules,
    );
  return {
    base: saved,
    rows: merged.rows,
    clashes: [...known].filter((id) => rowOf(merged.rows, id) !== rowOf(saved, id)),
  };
}

function withTheirs<T>({ base, rows, clashes }: State<T>, { idOf }: RowRules<T>): readonly T[] {
  const isIn = (list: readonly T[]) => (row: T) => list.some((other) => idOf(other) === idOf(row));
  const clashing = base.filter((row) => clashes.includes(idOf(row)));
  const others = rows.filter((row) => !clashes.includes(idOf(row)) || isIn(clashing)(row));
  const inPlace = others.map((row) => clashing.find((theirs) => idOf(theirs) === idOf(row)) ?? row);
  return [...inPlace, ...clashing.filter((row) => !isIn(rows)(row))];
}

function textOf<T>(rows: readonly T[], rules: RowRules<T>): string {
  return JSON.stringify(rows.map((row) => [rules.idOf(row), rules.textOf(row)]));
}
