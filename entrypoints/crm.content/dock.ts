import type { DockChange, DockMessage, DockState } from '../../lib/messaging/dock-protocol';
import { createDockView, type FrameState } from './dock-view';
import { createRoom } from './make-room';
import { rootOf } from './root';
import { whenIdle } from './when-idle';

/** A frame that has not said by then that it is ready takes no room, until it does after all. */
const readyWithinMs = 10_000;
/** The page comes first: the sidebar starts when the page has nothing to do for a moment, or after that long. */
const idleWithinMs = 1000;
/** Below either, the dock lies over the page: squeezed further, the page would be of no use. */
const leastWindowPx = 900;
const leastPagePx = 480;
/** How often the page may take the dock out of the document before it is left alone. */
const mostRemovals = 10;

type DockPlace = Omit<DockChange, 'to'>;

export interface DockOptions {
  readonly frameUrl: () => string;
  /** The SDR moved the dock; resolves when the background has it. */
  readonly onChange: (change: DockPlace) => Promise<unknown>;
  readonly signal: AbortSignal;
}

/** The dock of this page. It knows nothing but what the background told it last. */
export interface Dock {
  hear(message: DockMessage): void;
  /**
   * Keeps that much more room for a sidebar of which the background has not spoken yet, so that the page is laid out with
   * it from the start. Given back where nothing is heard. Answers how much is kept.
   */
  expect(morePx: number): number;
  /** Puts right what the page has moved, opened or replaced since. */
  tidy(): void;
}

/** Makes the dock of this page, which is absent until the background says otherwise and when `signal` ends it. */
export function createDock({ frameUrl, onChange, signal }: DockOptions): Dock {
  let state: DockState | undefined;
  /** How the SDR moved the dock, until the background has it: what it tells meanwhile is of before. */
  let moved: DockPlace = {};
  let frameState: FrameState = 'none';
  let readyTimer: ReturnType<typeof setTimeout> | undefined;
  let wantsFocus = false;
  let removals = 0;
  let expectedPx = 0;
  /** What in the page had the focus last. */
  let focused: WeakRef<EventTarget> | undefined;
  /** Asked for while the document is empty: later, asking lays the whole page out, just before the room changes it. */
  let windowPx = innerWidth;

  const { host, panel, frame, tab, show } = createDockView((widthPx, isDone) => {
    void move({ widthPx }, isDone);
  }, open);
  const { take, tidy } = createRoom(host);
  const isInDock = () => document.activeElement === host;

  function change(changes: Partial<DockState>): void {
    if (state) state = { ...state, ...changes };
    render();
  }

  async function move(place: DockPlace, isDone: boolean): Promise<void> {
    const now = { ...moved, ...place };
    moved = now;
    change(place);
    if (!isDone) return;
    await onChange(place);
    if (moved === now) moved = {};
  }

  function waitForFrame(): void {
    readyTimer = setTimeout(() => {
      // A tab in the background paints nothing, and its sidebar has not failed.
      if (document.hidden) waitForFrame();
      else {
        setFrame('failed');
        render();
      }
    }, readyWithinMs);
  }

  function startFrame(): void {
    if (frameState !== 'waiting' || frame.isConnected) return;
    frame.src = frameUrl();
    frame.onload = () => {
      panel.hidden = false;
    };
    panel.hidden = true;
    panel.append(frame);
    waitForFrame();
  }

  function setFrame(next: FrameState): void {
    clearTimeout(readyTimer);
    frameState = next;
    if (next === 'waiting') whenIdle(startFrame, idleWithinMs);
    else if (next === 'none') frame.remove();
  }

  const isOver = (widthPx: number) =>
    windowPx < Math.max(leastWindowPx, widthPx + leastPagePx) || !!document.fullscreenElement;

  function takeRoom(widthPx: number): void {
    take(isOver(widthPx) ? 0 : widthPx);
  }

  /**
   * Puts the host in or out. Where a sidebar is expected it is there, unseen, with the page's first layout: put in after
   * it, it would make the browser look through all of the page's layers once more.
   */
  function place(isWanted: boolean): void {
    if (!isWanted) host.remove();
    // Before there is a body, the parser would put the head after us.
    else if (document.body && !host.isConnected) rootOf().append(host);
  }

  function render(): void {
    const here = !signal.aborted && removals <= mostRemovals && state?.present && state;
    place(!!here || expectedPx > 0);
    if (!here) {
      setFrame('none');
      takeRoom(expectedPx);
      return;
    }
    const { collapsed, widthPx } = here;
    if (frameState === 'none' && !collapsed) setFrame('waiting');
    const wasInDock = isInDock();
    show(here, collapsed ? 'collapsed' : frameState, isOver(widthPx));
    // While the sidebar loads its room is kept free, so that the page is laid out once.
    takeRoom(tab.hidden ? widthPx : 0);
    if (wasInDock && collapsed) tab.focus();
    if (frameState === 'open' && wantsFocus) {
      wantsFocus = false;
      frame.focus();
    }
  }

  function open(): void {
    wantsFocus = true;
    if (frameState === 'failed') setFrame('none');
    if (state?.collapsed) void move({ collapsed: false }, true);
    else render();
  }

  function focusPage(): void {
    const target = focused?.deref();
    if (target instanceof HTMLElement) target.focus({ preventScroll: true });
    if (isInDock()) host.blur();
  }

  function settle(): void {
    render();
    tidy();
  }

  function expectNothing(): void {
    expectedPx = 0;
    render();
  }

  const whileHere = { signal };
  signal.addEventListener('abort', expectNothing);
  setTimeout(expectNothing, readyWithinMs);
  addEventListener(
    'resize',
    () => {
      windowPx = innerWidth;
      render();
    },
    whileHere,
  );
  // On paper there is no dock, nor beside what fills the screen, and none of its room.
  addEventListener('beforeprint', () => take(0), whileHere);
  for (const event of ['afterprint', 'fullscreenchange']) addEventListener(event, settle, whileHere);
  addEventListener(
    'focusin',
    ({ target }) => {
      if (target && !isInDock()) focused = new WeakRef(target);
    },
    whileHere,
  );

  return {
    expect(morePx) {
      expectedPx += morePx;
      render();
      return expectedPx;
    },
    hear(message) {
      if (message.kind === 'state') {
        state = { ...message.state, ...moved };
        expectNothing();
      } else if (message.kind === 'ready') {
        if (frameState !== 'none') setFrame('open');
        render();
      } else if (message.where === 'page' || (message.where === 'toggle' && isInDock())) focusPage();
      else open();
    },
    tidy() {
      // Rendered again where nothing has changed, it would be styled and painted again too.
      if (!host.isConnected) {
        if (frameState !== 'none') {
          // Taken out by the page. The frame loads anew when it is put back, and says again when it is ready.
          removals += 1;
          setFrame('none');
        }
        render();
      }
      tidy();
    },
  };
}
