import { type FocusEvent, useEffect, useRef } from 'react';

/** The row the focus is in: where it stands and what it shows. */
interface Held {
  readonly list: HTMLElement;
  readonly index: number;
  readonly id: string | undefined;
}

/**
 * Keeps the focus in a list whose rows go as they are dealt with: it passes to the row that moves up, or to the page's
 * heading after the last one. `idOf` is what stands at an index now. Answers what the list listens by.
 */
export function useKeptFocus(idOf: (index: number) => string | undefined) {
  const held = useRef<Held | null>(null);
  useEffect(() => {
    const was = held.current;
    if (was === null || document.activeElement !== document.body) return;
    // The same entry: its row was scrolled out of sight, and nothing moves by itself.
    if (idOf(was.index) === was.id) return;
    held.current = null;
    const rowAt = (index: number) => was.list.querySelector<HTMLElement>(`[data-index="${index}"] button`);
    const next = rowAt(was.index) ?? rowAt(was.index - 1);
    if (next === null) focusHeading();
    else next.focus({ preventScroll: true });
  });
  useEffect(
    () => () => {
      if (held.current !== null && document.activeElement === document.body) focusHeading();
    },
    [],
  );
  return {
    onFocus: ({ currentTarget, target }: FocusEvent<HTMLElement>) => {
      const index = Number(target.closest('[data-index]')?.getAttribute('data-index') ?? 0);
      held.current = { list: currentTarget, index, id: idOf(index) };
    },
    onBlur: () => {
      held.current = null;
    },
  };
}

/** Where the focus goes when what had it is done with. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('main h1[tabindex]')?.focus();
}
