import { type DockState, dockWidthPx } from '../../lib/messaging/dock-protocol';
import { dockStyles, hostStyle } from './dock-styles';
import { makeResizable, type OnWidth } from './resize';
import { hostName, make } from './root';

/** How the frame stands: absent, loading, painted, or given up. */
export type FrameState = 'none' | 'waiting' | 'open' | 'failed';
/** What of the dock is to be seen: nothing yet, the sidebar, the tab that tries again, or the tab. */
export type DockMode = FrameState | 'collapsed';

/** The dock as it stands in the page: one host element with a closed shadow root. */
export interface DockView {
  readonly host: HTMLElement;
  /** Where the sidebar's frame goes; `hidden`, without a box, while that loads. */
  readonly panel: HTMLElement;
  readonly frame: HTMLIFrameElement;
  readonly tab: HTMLElement;
  /** `isOver`: it lies over the page, which has given no room. */
  show(state: DockState, mode: DockMode, isOver: boolean): void;
}

/** Builds the dock, not yet in the page. `onOpen` follows a press of the tab. */
export function createDockView(onWidth: OnWidth, onOpen: () => void): DockView {
  const host = make(hostName);
  const panel = make('div');
  const handle = make('b');
  const frame = make('iframe');
  const tab = make('button');
  const score = make('span');
  const style = make('style');
  // An element and not a constructed sheet, which Firefox does not take from a content script (bug 1751346). As text
  // set by an extension it is free of the page's CSP in both browsers.
  style.textContent = dockStyles;
  host.style.cssText = hostStyle;
  host.attachShadow({ mode: 'closed' }).append(style, panel, tab);
  panel.hidden = true;
  panel.append(handle);
  tab.append(make('i'), score);

  frame.id = 'f';
  frame.allow = 'clipboard-write';
  tab.hidden = true;
  tab.onclick = onOpen;
  tab.ariaExpanded = 'false';
  handle.role = 'separator';
  handle.ariaOrientation = 'vertical';
  handle.ariaValueMin = `${dockWidthPx.min}`;
  handle.ariaValueMax = `${dockWidthPx.max}`;
  for (const control of [tab, handle]) control.setAttribute('aria-controls', frame.id);
  makeResizable(handle, onWidth);

  return {
    host,
    panel,
    frame,
    tab,
    show({ labels, score: points, call, dark, widthPx }, mode, isOver) {
      host.style.setProperty('color-scheme', dark === null ? 'light dark' : dark ? 'dark' : 'light', 'important');
      panel.className = mode;
      if (mode !== 'waiting') panel.hidden = false;
      // What is not yet to be seen is not to be reached. `inert` alone would do, but when it ends the browser paints the
      // whole page anew, as it does not for another opacity. So it is kept for where we would lie over the page.
      panel.inert = mode === 'waiting' && isOver;
      for (const each of [handle, frame]) each.tabIndex = mode === 'open' ? 0 : -1;
      panel.style.width = `${widthPx}px`;
      handle.ariaValueNow = `${widthPx}`;
      handle.ariaLabel = labels.resize;
      frame.title = labels.frameTitle;
      tab.hidden = mode !== 'collapsed' && mode !== 'failed';
      tab.className = call;
      tab.ariaLabel = labels.open;
      score.textContent = mode === 'failed' ? '↻' : points;
    },
  };
}
