import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startDemo } from '../demo/main.ts';
import { launchBaton } from '../tests/support/browser.ts';
import { salesforceDemo } from '../tests/support/demo-crm.ts';
import { arrive } from '../tests/support/story.ts';
import { ensureBuild } from './lib/build.ts';
import { ensureChromium } from './lib/chromium.ts';
import { exitWith } from './lib/terminal.ts';

// The pictures in docs/pictures, taken from the product itself so that they cannot grow old unnoticed.
async function main(): Promise<void> {
  const folder = join(import.meta.dirname, '..', 'docs', 'pictures');
  await mkdir(folder, { recursive: true });
  const demo = await startDemo({ port: 0 });
  const baton = await launchBaton({
    executablePath: await ensureChromium(),
    extension: await ensureBuild(),
    demoPort: demo.port,
    headless: true,
    viewport: { width: 1360, height: 1200 },
  });
  const page = await baton.context.newPage();
  const step = (_title: string, play: (saw: () => void) => Promise<void>) => play(() => undefined);
  const sidebar = await arrive({ baton, crm: salesforceDemo(demo), page, step });
  await sidebar.press('1', '2');
  await sidebar.startCall();
  await page.screenshot({ path: join(folder, 'sidebar.png') });
  await baton.close();
  await demo.close();
}

await main().catch(exitWith);
