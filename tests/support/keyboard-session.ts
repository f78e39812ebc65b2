import { expect, type Page } from '@playwright/test';
import type { Sidebar } from './sidebar.ts';

/** Every outcome by its letter. */
export const letters = ['n', 'u', 'v', 'm', 'g', 'w', 'b', 'k', 'l', 'x', 'r', 'q', 'p', 'i', 'd'] as const;

/** Presses keys one by one, and counts them. */
export function tapping(page: Page): { tap(key: string): Promise<void>; taps(): number } {
  let taps = 0;
  return {
    tap: async (key) => {
      taps += 1;
      await page.keyboard.press(key);
    },
    taps: () => taps,
  };
}

/** One key, and another lead is on screen; answers how many keys it took. */
export async function goOn({ sidebar, page }: { readonly sidebar: Sidebar; readonly page: Page }): Promise<number> {
  const frame = await sidebar.frame();
  const before = await sidebar.leadName();
  if (before === null) throw new Error('No lead is shown');
  const next = frame.getByRole('button', { name: /^Next: / });
  await expect(next).toBeVisible();
  await expect(next).not.toContainText(before);
  await sidebar.press();
  const hand = tapping(page);
  await hand.tap('f');
  await sidebar.showsAnotherThan(before);
  expect(page.url()).toMatch(/^https:/);
  return hand.taps();
}
