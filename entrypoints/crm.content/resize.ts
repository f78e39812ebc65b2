import { dockWidthPx } from '../../lib/messaging/dock-protocol';

const keyStepPx = 16;
const { min, max, initial } = dockWidthPx;

/** The nearest width the dock may have. */
export function widthWithin(px: number): number {
  return Math.round(Math.min(Math.max(px, min), max));
}

/** The width a key asks for, in range or not; undefined for any other key. The handle goes left to widen the dock. */
export function widthByKey(key: string, px: number): number | undefined {
  const widths: Record<string, number> = { ArrowLeft: px + keyStepPx, ArrowRight: px - keyStepPx, Home: min, End: max };
  return widths[key];
}

/** Hears of another width, at most once a frame; it is to be remembered once `isDone`. */
export type OnWidth = (px: number, isDone: boolean) => void;

/** Makes `handle`, whose `aria-valuenow` is the width, a separator that is dragged, moved by keys and reset by a double click. */
export function makeResizable(handle: HTMLElement, onWidth: OnWidth): void {
  let grabbedAt = 0;
  let wanted = 0;
  let frame = 0;

  const now = () => (frame ? wanted : Number(handle.ariaValueNow));
  const want = (px: number) => {
    wanted = widthWithin(px);
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      onWidth(wanted, !grabbedAt);
    });
  };
  handle.onpointerdown = ({ button, clientX, pointerId }) => {
    if (button) return;
    grabbedAt = clientX + now();
    handle.setPointerCapture(pointerId);
  };
  handle.onpointermove = ({ clientX }) => {
    if (grabbedAt) want(grabbedAt - clientX);
  };
  // Follows the release of the button too.
  handle.onlostpointercapture = () => {
    grabbedAt = 0;
    want(now());
  };
  handle.ondblclick = () => want(initial);
  handle.onkeydown = (event) => {
    const px = widthByKey(event.key, now());
    if (!px) return;
    event.preventDefault();
    want(px);
  };
}
