import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Explained, run, step } from './terminal.ts';

export type Target = 'chrome' | 'firefox';

const root = join(import.meta.dirname, '..', '..');
const sources = ['assets', 'components', 'entrypoints', 'lib', 'public'];
const files = ['package-lock.json', 'wxt.config.ts', 'tsconfig.json'];

/** Where the production build of a target lies. */
export function buildFolder(target: Target = 'chrome'): string {
  return join(root, '.output', target === 'chrome' ? 'chrome-mv3' : 'firefox-mv3');
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  const paths = [...files];
  for (const folder of sources) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries) if (entry.isFile()) paths.push(join(entry.parentPath, entry.name));
  }
  for (const path of paths.sort()) {
    const file = path.startsWith(root) ? path : join(root, path);
    hash.update(path).update(await readFile(file));
  }
  return hash.digest('hex');
}

/** Builds for production unless the last build was of exactly these sources. @throws Explained with the build's words. */
export async function ensureBuild(target: Target = 'chrome'): Promise<string> {
  const folder = buildFolder(target);
  const stamp = `${folder}.stamp`;
  const now = await fingerprint();
  if (existsSync(join(folder, 'manifest.json')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now)
    return folder;
  return step(`Building Baton for ${target === 'chrome' ? 'Chromium' : 'Firefox'}`, async () => {
    const built = await run('wxt', target === 'chrome' ? ['build'] : ['build', '-b', 'firefox', '--mv3']);
    if (built.code !== 0) throw new Explained(`The build failed:\n${built.output}`);
    writeFileSync(stamp, now);
    return folder;
  });
}
