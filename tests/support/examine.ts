import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import axe from 'axe-core';
import { type Look, looks, misfits, wear } from './surfaces.ts';

/** In the page, after its source ran there. */
declare const window: Window & { readonly axe: typeof axe };

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Where pictures of every surface go, to be looked at by people: with BATON_LOOKS=1. */
export const pictures = process.env['BATON_LOOKS'] === undefined ? null : join('artifacts', 'looks');

/** Each language and each theme once: no colour depends on the language, and no text on the theme. */
const everyOne = [looks[0], looks[3]] as const;

/**
 * Looks at a surface in both languages and both themes: axe finds nothing, nothing is cut off and nothing scrolls
 * sideways at any of the widths. Ends in the first look. For pictures it wears all four combinations.
 */
export async function examine(surface: Page, what: string, widths: readonly number[]): Promise<void> {
  await test.step(what, async () => {
    await surface.bringToFront();
    for (const look of pictures === null ? everyOne : looks) {
      await wear(surface, look);
      await expectFit(surface, what, look, widths);
      await expectAccessible(surface, what, look);
      if (pictures !== null) await take(surface, pictures, `${what} ${look.language} ${look.theme}`, widths);
    }
    await wear(surface, looks[0]);
  });
}

async function expectFit(surface: Page, what: string, look: Look, widths: readonly number[]): Promise<void> {
  for (const width of widths) {
    await surface.setViewportSize({ width, height: 900 });
    await expect.poll(() => misfits(surface), { message: `${what}, ${width} px, ${look.language}` }).toEqual([]);
  }
}

async function expectAccessible(surface: Page, what: string, look: Look): Promise<void> {
  // Put into a page once: reading axe costs more than what it finds out.
  if (!(await surface.evaluate(() => Reflect.has(window, 'axe')))) await surface.evaluate(axe.source);
  const { violations } = await surface.evaluate(
    (values) => window.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }),
    [...tags],
  );
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
  expect(found, `${what}, ${look.language}, ${look.theme}`).toEqual([]);
}

async function take(surface: Page, folder: string, name: string, widths: readonly number[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const width of widths) {
    await surface.setViewportSize({ width, height: 900 });
    await surface.screenshot({ path: join(folder, `${name} ${width}.png`.replaceAll(' ', '-')), fullPage: true });
  }
}
