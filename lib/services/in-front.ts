import type { browser as Browser } from '../browser';

type Parts = Pick<typeof Browser, 'tabs' | 'windows'>;

/** Brings an open tab and its window to the front; false where the tab is gone. */
export async function bringInFront({ tabs, windows }: Parts, tabId: number): Promise<boolean> {
  const tab = await tabs.update(tabId, { active: true }).catch(() => null);
  if (tab === null) return false;
  await raise({ windows }, tab.windowId);
  return true;
}

/** Opens a page in a new tab, in front. Whoever clicked a notification may be in another program, or have the window minimized. */
export async function openInFront({ tabs, windows }: Parts, url: string): Promise<void> {
  const tab = await tabs.create({ url });
  await raise({ windows }, tab.windowId);
}

async function raise({ windows }: Pick<Parts, 'windows'>, windowId: number | undefined): Promise<void> {
  if (windowId !== undefined) await windows.update(windowId, { focused: true }).catch(() => undefined);
}
