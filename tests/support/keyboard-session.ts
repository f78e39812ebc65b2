import { expect, type Page } from '@playwright/test';
import type { DemoCrm } from './demo-crm.ts';
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

/** The leads called in a session, and what their CRM has got of it. */
export interface CallTally {
  /** By their ids, in the order of the calls. */
  readonly ids: readonly string[];
  /** The lead of this id is called now. */
  call(id: string): void;
  /** How many calls the CRM has of these leads beyond those it had before. */
  arrived(): number;
}

/** Counts the calls of a session to leads of this CRM. */
export function tallyOf(crm: DemoCrm): CallTally {
  const ids: string[] = [];
  const before = new Map<string, number>();
  const callsOf = (id: string) => crm.written(id).filter(({ kind }) => kind === 'call').length;
  return {
    ids,
    call(id) {
      ids.push(id);
      if (!before.has(id)) before.set(id, callsOf(id));
    },
    arrived: () => [...before].reduce((sum, [id, had]) => sum + callsOf(id) - had, 0),
  };
}
