import polyfill from 'webextension-polyfill';

/**
 * The one seam to the extension API for surfaces and background (the content script is too small to carry the
 * polyfill and uses WXT's). In unit tests WXT's fake stands behind it.
 */
export const browser = polyfill;
export type { Runtime, Storage, Tabs } from 'webextension-polyfill';

/**
 * Keeps `storage.local` to Baton's own pages: a content script lives in the CRM's page and gets nothing of it. Firefox
 * has no such guard; there the content script simply does not ask.
 */
export async function keepStorageToOwnPages(): Promise<void> {
  const area: object = browser.storage.local;
  if ('setAccessLevel' in area && typeof area.setAccessLevel === 'function') {
    await area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
  }
}
