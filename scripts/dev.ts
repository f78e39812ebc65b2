import { spawn } from 'node:child_process';
import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDemo } from '../demo/main.ts';
import { ensureChromium } from './lib/chromium.ts';
import { demoPort } from './lib/demo-port.ts';
import { hasDisplay } from './lib/display.ts';
import { openOnDemo } from './lib/open-on-demo.ts';
import { exitWith, step } from './lib/terminal.ts';

const extension = join(import.meta.dirname, '..', '.output', 'chrome-mv3-dev');
const patienceMs = 120_000;

/** Waits until WXT's dev server has written the whole extension; the manifest is the last file it writes. */
async function built(isRunning: () => boolean): Promise<void> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const isThere = await access(join(extension, 'manifest.json')).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    if (!isRunning()) throw new Error('The dev server ended before it had built the extension; see above why.');
    if (Date.now() > until) throw new Error('The dev server built no extension within two minutes; see above why.');
    await sleep(200);
  }
}

// The contributor's loop: the demo CRMs, WXT's dev server with hot reload, and a Chromium window with what it builds.
async function main(): Promise<void> {
  const executablePath = await ensureChromium();
  const demo = await startDemo({ port: await demoPort() });
  console.log(`Demo CRMs on port ${demo.port} of this machine`);
  await rm(extension, { recursive: true, force: true, maxRetries: 5 });
  const wxt = spawn('wxt', [], { stdio: 'inherit', shell: process.platform === 'win32' });
  let isRunning = true;
  const ended = new Promise<void>((resolve) => wxt.on('close', () => resolve())).then(() => {
    isRunning = false;
  });
  if (hasDisplay()) {
    await step('Building the extension', () => built(() => isRunning));
    const baton = await openOnDemo(demo, { executablePath, extension });
    console.log('\nSave a file, and the window shows the change. Close the window, or press Ctrl+C here, to stop.\n');
    baton.context.on('close', () => void wxt.kill());
    process.on('SIGINT', () => void baton.close());
  } else console.log('No display here: WXT builds and watches, but no browser is opened.');
  await ended;
  await demo.close();
  process.exit();
}

await main().catch(exitWith);
