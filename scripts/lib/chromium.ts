import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { Explained, run, step } from './terminal.ts';

// Branded Google Chrome no longer honours --load-extension, so it is not looked for.
const names = ['chromium', 'chromium-browser', 'chrome-for-testing'];

const aptGet = '/usr/bin/apt-get';

function findOnPath(): string | undefined {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of names) {
      const file = join(folder, name);
      if (existsSync(file)) return file;
    }
  }
  return undefined;
}

/** The Chromium to use, or undefined: `BATON_CHROMIUM`, then the PATH, then Playwright's own download. */
export function findChromium(): string | undefined {
  const wanted = process.env['BATON_CHROMIUM'];
  if (wanted !== undefined && wanted !== '') {
    if (!existsSync(wanted)) {
      throw new Explained(
        `BATON_CHROMIUM names ${wanted}, which does not exist. Let it name a Chromium, or unset it: then one is found or installed.`,
      );
    }
    return wanted;
  }
  const found = findOnPath();
  if (found !== undefined) return found;
  const downloaded = chromium.executablePath();
  return existsSync(downloaded) ? downloaded : undefined;
}

async function canUseApt(): Promise<readonly string[] | undefined> {
  if (process.platform !== 'linux' || !existsSync(aptGet)) return undefined;
  if (process.getuid?.() === 0) return [];
  const sudo = await run('sudo', ['-n', 'true']);
  return sudo.code === 0 ? ['sudo', '-n'] : undefined;
}

async function aptInstall(packages: readonly string[]): Promise<boolean> {
  const prefix = await canUseApt();
  if (prefix === undefined) return false;
  const apt = async (...args: string[]) => {
    const [command = aptGet, ...rest] = [...prefix, aptGet, ...args];
    return run(command, rest, { env: { DEBIAN_FRONTEND: 'noninteractive' } });
  };
  await apt('update', '-qq');
  return (await apt('install', '-y', '-qq', '--no-install-recommends', ...packages)).code === 0;
}

/** A Chromium that can load the extension, installed where none is found. @throws Explained saying how to get one. */
export async function ensureChromium(): Promise<string> {
  const found = findChromium();
  if (found !== undefined) return found;
  return step('Installing Chromium (none was found)', async () => {
    if (await aptInstall(['chromium'])) {
      const installed = findChromium();
      if (installed !== undefined) return installed;
    }
    const download = await run('playwright', ['install', 'chromium']);
    const downloaded = findChromium();
    if (download.code === 0 && downloaded !== undefined) return downloaded;
    throw new Explained(
      'No Chromium was found and none could be installed. Install one (Debian: "sudo apt-get install chromium"; ' +
        'elsewhere: "npx playwright install chromium") or name one in BATON_CHROMIUM, then run the same command again.',
    );
  });
}

/** Makes Chinese legible in screenshots where a font can be installed; without it they show boxes, which is said. */
export async function ensureCjkFont(): Promise<void> {
  if (process.platform !== 'linux') return;
  const fonts = await run('fc-list', [':lang=zh', 'family']);
  if (fonts.code === 0 && fonts.output.trim() !== '') return;
  const done = await step('Installing a Chinese font for the screenshots', () => aptInstall(['fonts-noto-cjk']));
  if (!done) console.log('  No Chinese font is installed: Chinese text in screenshots shows as boxes.');
}
