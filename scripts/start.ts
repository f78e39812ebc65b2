import { join } from 'node:path';
import { startDemo } from '../demo/main.ts';
import { playTour } from '../demo/tour/tour.ts';
import { ensureBuild } from './lib/build.ts';
import { ensureChromium, ensureCjkFont } from './lib/chromium.ts';
import { demoPort } from './lib/demo-port.ts';
import { hasDisplay } from './lib/display.ts';
import { openOnDemo } from './lib/open-on-demo.ts';
import { exitWith, step } from './lib/terminal.ts';

// `npm start`: the product on the demo CRMs, ready to use; without a display (or with --tour) the guided tour.

const artifacts = join(import.meta.dirname, '..', 'artifacts');

async function tour(): Promise<void> {
  await ensureCjkFont();
  const launch = { executablePath: await ensureChromium(), extension: await ensureBuild(), headless: true };
  const demo = await step('Starting the demo CRMs', async () => startDemo({ port: await demoPort() }));
  console.log(
    '\nNo display here: playing the guided tour. With a display the same command opens a browser to try it in.',
  );
  const folder = join(artifacts, 'tour');
  const { held, failed } = await playTour({ demo, folder, launch });
  await demo.close();
  console.log(`\nPictures of every step: artifacts/tour/\n${held} steps held, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

const whatToTry = `
Baton is docked on a lead's page, signed in and connected to both demo CRMs. Try first, with the focus in the sidebar
(click it, or press Alt+B):

  1 … 4     answer the question shown; the score and its range move
  C, E      start and end the call
  N, Enter  log it: no answer, in two keystrokes (? shows all keys)
  H         hand the lead over, once every rule is met

The second tab is the same on HubSpot. User of both demo CRMs: sam.rivera@baton.example, password cold-call-42.
Close the browser window, or press Ctrl+C here, to stop.
`;

async function open(): Promise<void> {
  const executablePath = await ensureChromium();
  const extension = await ensureBuild();
  const demo = await step('Starting the demo CRMs', async () => startDemo({ port: await demoPort() }));
  const baton = await openOnDemo(demo, { executablePath, extension });
  const closed = new Promise<void>((resolve) => baton.context.on('close', () => resolve()));
  process.on('SIGINT', () => void baton.close());
  console.log(whatToTry);
  await closed;
  await demo.close();
}

const wantsTour = process.argv.includes('--tour') || !hasDisplay();
await (wantsTour ? tour() : open()).catch(exitWith);
