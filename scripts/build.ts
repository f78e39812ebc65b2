import { ensureBuild } from './lib/build.ts';
import { exitWith } from './lib/terminal.ts';

// The production builds, to be loaded into one's own browser (README says how).
try {
  console.log(`Chromium: ${await ensureBuild('chrome')}`);
  console.log(`Firefox:  ${await ensureBuild('firefox')}`);
} catch (error) {
  exitWith(error);
}
