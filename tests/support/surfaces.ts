import { expect, type Page } from '@playwright/test';
import { z } from 'zod';
import { askBackground } from './ask.ts';
import type { BatonBrowser } from './browser.ts';

export const looks = [
  { language: 'en', theme: 'light' },
  { language: 'en', theme: 'dark' },
  { language: 'zh-CN', theme: 'light' },
  { language: 'zh-CN', theme: 'dark' },
] as const;
export type Look = (typeof looks)[number];

const granted = z.object({ ok: z.literal(true), value: z.looseObject({}).nullable() });

/** Chooses language and theme as the settings page does; every open surface follows without a reload. */
export async function wear(extensionPage: Page, look: Look): Promise<void> {
  const ask = async (name: string, question: object) => {
    const [answer] = await askBackground(extensionPage, name, [question]);
    return granted.parse(answer?.reply).value;
  };
  const commandId = `01900000-0000-7000-8000-${Date.now().toString(16).padStart(12, '0')}`;
  await ask('saveSettings', { commandId, change: look });
  await expectLook(extensionPage, look);
}

/** The surface speaks that language and wears that theme. */
export async function expectLook(surface: Page, { language, theme }: Look): Promise<void> {
  await expect(surface.locator('html')).toHaveAttribute('lang', language);
  await expect(surface.locator('html')).toHaveAttribute('data-theme', theme);
  // Colours on their way from one theme to the other are neither's.
  await surface.evaluate(() => {
    const transitions = document.getAnimations().filter((each) => each instanceof CSSTransition);
    return Promise.allSettled(transitions.map(({ finished }) => finished)).then(() => undefined);
  });
}

/** The sidebar as a tab of its own, about the record that the CRM's tab shows; `widthPx` as the dock would be. */
export async function openSidebarTab(baton: BatonBrowser, crmPage: Page, widthPx: number): Promise<Page> {
  const worker = await baton.worker();
  const tabs = await worker.evaluate<{ id: number; url: string }[]>('chrome.tabs.query({})');
  const tab = tabs.find(({ url }) => url === crmPage.url());
  if (tab === undefined) throw new Error(`No tab shows ${crmPage.url()}`);
  const sidebar = await baton.context.newPage();
  await sidebar.setViewportSize({ width: widthPx, height: 900 });
  await sidebar.goto(baton.url(`sidebar.html?tab=${tab.id}`));
  return sidebar;
}

/** A popup or a page of the dashboard as a tab. */
export async function openSurface(baton: BatonBrowser, path: string, widthPx: number): Promise<Page> {
  const page = await baton.context.newPage();
  await page.setViewportSize({ width: widthPx, height: 900 });
  await page.goto(baton.url(path));
  return page;
}

/**
 * What does not fit: the page scrolls sideways, or at all where its main part scrolls by itself, or an element's text is
 * cut off that neither scrolls, folds nor ends in an ellipsis on purpose. Each as a short description.
 */
export function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth, clientHeight, scrollHeight } = document.documentElement;
    const cuts = (overflow: string) => overflow === 'hidden' || overflow === 'clip';

    function misfitsOf(element: HTMLElement): string[] {
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const isForEars = box.width <= 1 || box.height <= 1 || style.clipPath !== 'none';
      if (isForEars || style.display === 'inline' || element.matches('svg *, input')) return [];
      const words = element.innerText.trim();
      const isFolded = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
      const wide = element.scrollWidth - element.clientWidth;
      const tall = element.scrollHeight - element.clientHeight;
      const problems = {
        [`cut by ${wide} px`]: wide > 1 && cuts(style.overflowX) && !isFolded,
        [`cut by ${tall} px in height`]: tall > 2 && cuts(style.overflowY) && !isFolded,
        'short label on several lines': element.matches('button') && words.length <= 12 && box.height > 46,
        'sticks out': box.right > clientWidth + 1 && style.position !== 'fixed',
      };
      const said = `${element.tagName.toLowerCase()}.${element.className} "${words.slice(0, 40)}"`;
      return Object.entries(problems).flatMap(([problem, is]) => (is ? [`${problem}: ${said}`] : []));
    }

    const shown = [...document.body.querySelectorAll<HTMLElement>('*')].filter(
      (element) =>
        element instanceof HTMLElement && element.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
    );
    const page = scrollWidth > clientWidth ? [`the page is ${scrollWidth} px in ${clientWidth}`] : [];
    const main = document.querySelector('main');
    const scrollsInside = main !== null && getComputedStyle(main).overflowY === 'auto';
    const isTooLong = scrollsInside && scrollHeight > clientHeight + 1;
    const long = isTooLong ? [`the page around what scrolls is ${scrollHeight} px in ${clientHeight}`] : [];
    return [...page, ...long, ...shown.flatMap(misfitsOf)];
  });
}
