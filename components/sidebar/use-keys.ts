import { useEffect, useLayoutEffect, useRef } from 'react';
import { isDialogOpen } from '../ui/Dialog';
import { commandOf, focusKindOf, type KeyCommand } from './keymap';

/**
 * Listens to the sidebar's keys. The handler answers true where it used the key; only then is the browser's own
 * meaning of it held back. While any modal dialog is open, only its own keys (Escape, by the dialog) count.
 */
export function useKeys(handle: (command: KeyCommand) => boolean): void {
  const latest = useRef(handle);
  // Before any further key: two keystrokes may come faster than passive effects run.
  useLayoutEffect(() => {
    latest.current = handle;
  });
  useEffect(() => {
    let heard: KeyboardEvent | null = null;
    const hear = (event: KeyboardEvent) => {
      if (event === heard) return;
      heard = event;
      // The Escape that closed a dialog is used up: it must not leave the sidebar too.
      if (event.key === 'Escape' && event.defaultPrevented) return;
      const command = commandOf(event, focusKindOf(event.target));
      if (command !== null && !isDialogOpen() && latest.current(command)) event.preventDefault();
    };
    const hearAtOnce = (event: KeyboardEvent) => {
      if (isOursAlone(event)) hear(event);
    };
    window.addEventListener('keydown', hearAtOnce, { capture: true });
    window.addEventListener('keydown', hear);
    return () => {
      window.removeEventListener('keydown', hearAtOnce, { capture: true });
      window.removeEventListener('keydown', hear);
    };
  }, []);
}

/**
 * Enter on an outcome, or on nothing, means nothing to anybody else. It is heard before React walks through the tree
 * twice to find that out: what logs a call waits for nothing.
 */
function isOursAlone({ key, target }: KeyboardEvent): boolean {
  return key === 'Enter' && (target === document.body || focusKindOf(target) === 'radio');
}
