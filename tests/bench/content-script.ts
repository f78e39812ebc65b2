import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { plainFigure } from './figures.ts';
import type { Suite } from './stage.ts';

const goalBytes = 12_000;

/** The weight of what is loaded into every page of the CRM. */
export const contentScript: Suite = {
  names: ['content-script-bytes'],
  async measure({ extension }) {
    const folder = join(extension, 'content-scripts');
    const sizes = await Promise.all((await readdir(folder)).map(async (file) => (await stat(join(folder, file))).size));
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    return [plainFigure('content-script-bytes', 'bytes', bytes, goalBytes)];
  },
};
