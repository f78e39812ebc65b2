/**
 * Between background and content script; free of zod, because the content script imports it.
 * The content script reports what its page shows and which number was dialled there, and may ask for nothing; all else is told to it.
 */
export interface PageReport {
  readonly to: 'baton-page';
  readonly url: string;
  readonly title: string;
  /** When the page showed that (epoch ms): who hears of it on two ways tells the later by it. */
  readonly at: number;
}

/** The SDR clicked a `tel:` link of the page: their phone dials it. */
export interface DialReport {
  readonly to: 'baton-dial';
  readonly url: string;
}

/** How wide the dock may be, and how wide it is until the SDR drags it. */
export const dockWidthPx = { min: 320, max: 480, initial: 380 } as const;

/** Everything the dock shows and says; strings come from the locale files through the background. */
export interface DockState {
  /** False where the page shows no record: the dock is absent. */
  readonly present: boolean;
  readonly collapsed: boolean;
  readonly widthPx: number;
  /** Null where the SDR left it to the system, which only the page can ask. */
  readonly dark: boolean | null;
  /** For the collapsed tab: the score, or null while there is none. */
  readonly score: string | null;
  /** For the collapsed tab: a call on the line, one whose outcome is not logged yet, or none. The name of the tab's class. */
  readonly call: 'live' | 'ended' | '';
  readonly labels: { readonly frameTitle: string; readonly open: string; readonly resize: string };
}

export type DockMessage =
  | { readonly to: 'baton-dock'; readonly kind: 'state'; readonly state: DockState }
  /** The sidebar frame has painted: show it. */
  | { readonly to: 'baton-dock'; readonly kind: 'ready' }
  | { readonly to: 'baton-dock'; readonly kind: 'focus'; readonly where: 'sidebar' | 'page' | 'toggle' };

/** What the SDR did to the dock itself (dragged, pressed an arrow key, clicked the tab). */
export interface DockChange {
  readonly to: 'baton-dock-change';
  readonly collapsed?: boolean;
  readonly widthPx?: number;
}
