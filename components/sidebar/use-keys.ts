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
    const typing = watchTyping();
    const hear = (event: KeyboardEvent) => {
      if (event === heard) return;
      heard = event;
      if (typing.goesOn(event)) return;
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
    window.addEventListener('pointerdown', typing.end);
    return () => {
      window.removeEventListener('pointerdown', typing.end);
      window.removeEventListener('keydown', hearAtOnce, { capture: true });
      window.removeEventListener('keydown', hear);
    };
  }, []);
}

/** Who types on makes no longer pause than this between two keys. */
const burstMs = 700;
const enders: readonly string[] = ['Enter', 'Escape', 'Tab'];

/**
 * Notices that a field went away under the hands (another window started a call): what is typed on then was meant for that
 * field, and means nothing here until there was a pause, Escape, Tab or a press of the mouse.
 */
function watchTyping() {
  let field: Element | null = null;
  let lastAt: number | null = null;
  const end = () => {
    field = null;
    lastAt = null;
  };
  const note = ({ key, target, altKey, ctrlKey, metaKey }: KeyboardEvent) => {
    // These and shortcuts end what was typed, and may take the field away themselves.
    if (enders.includes(key) || altKey || ctrlKey || metaKey) end();
    else if (key.length === 1 && target instanceof Element) field = target;
  };
  return {
    end,
    /** Whether this key was meant for a field that is gone. */
    goesOn(event: KeyboardEvent): boolean {
      const kind = focusKindOf(event.target);
      if (kind === 'typing' || kind === 'callNote') {
        note(event);
        return false;
      }
      const isPaused = lastAt !== null && event.timeStamp - lastAt > burstMs;
      if (field === null || field.isConnected || isPaused || (event.key !== 'Enter' && enders.includes(event.key))) {
        end();
        return false;
      }
      lastAt = event.timeStamp;
      return true;
    },
  };
}

/**
 * Enter on an outcome, or on nothing, means nothing to anybody else. It is heard before React walks through the tree
 * twice to find that out: what logs a call waits for nothing.
 */
function isOursAlone({ key, target }: KeyboardEvent): boolean {
  return key === 'Enter' && (target === document.body || focusKindOf(target) === 'radio');
}
