import { useEffect } from 'react';

/**
 * A double click is meant for what was under the pointer when it began. Where its first click put another control
 * there, the second one is let pass: of a double click on "Log" it would start the next call.
 */
export function useMeantClicks(): void {
  useEffect(() => {
    let begunOn: Element | null = null;
    let isMeant = true;
    // Counted by presses: a click that a label hands on to its field has none of its own.
    const onPress = ({ detail, target }: MouseEvent) => {
      const control = controlOf(target);
      if (detail <= 1) begunOn = control;
      isMeant = control === begunOn;
    };
    const onClick = (event: MouseEvent) => {
      if (event.detail <= 1 || isMeant) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    document.addEventListener('mousedown', onPress, { capture: true });
    document.addEventListener('click', onClick, { capture: true });
    return () => {
      document.removeEventListener('mousedown', onPress, { capture: true });
      document.removeEventListener('click', onClick, { capture: true });
    };
  }, []);
}

function controlOf(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest('button, a, input, select, textarea, label, summary') : null;
}
