import { ensureBuild } from './lib/build.ts';
import { ensureChromium } from './lib/chromium.ts';
import { exitWith, run } from './lib/terminal.ts';

// npm run test:session: twenty calls of every outcome on each demo CRM, by keyboard alone, printing the keys they took.
try {
  await ensureChromium();
  await ensureBuild('chrome');
  const args = ['test', '--config', 'tests/session/playwright.config.ts', '--reporter=list', ...process.argv.slice(2)];
  process.exitCode = (await run('playwright', args, { echo: true })).code;
} catch (error) {
  exitWith(error);
}
