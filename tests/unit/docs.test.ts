import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('no page of the docs holds both sides of a merge', async () => {
  const root = join(import.meta.dirname, '..', '..');
  const pages = globSync(['*.md', 'docs/**/*.md'], { cwd: root });
  expect(pages.length).toBeGreaterThan(5);
  const texts = await Promise.all(pages.map(async (page) => [page, await readFile(join(root, page), 'utf8')] as const));
  // A formatter may have made table rows and quotes of the marks.
  const marks = /^(?:<{7} |\|? ?={7}(?:\s|$)|>{7} |(?:> ){7})/m;
  expect(texts.filter(([, text]) => marks.test(text)).map(([page]) => page)).toEqual([]);
});
