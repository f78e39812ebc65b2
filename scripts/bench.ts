import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Figure, printTable, writeFigures } from '../tests/bench/figures.ts';
import { setStage } from '../tests/bench/stage.ts';
import { suites } from '../tests/bench/suites.ts';
import { ensureBuild } from './lib/build.ts';
import { ensureChromium } from './lib/chromium.ts';
import { Explained, exitWith, step } from './lib/terminal.ts';

// npm run bench [-- --only PATTERN] [-- --json FILE]: what Baton costs, each figure against another of the same run,
// so that it says the same on a fast and on a slow machine.

const options = { only: { type: 'string' }, json: { type: 'string' }, extension: { type: 'string' } } as const;

function wantedBy(pattern: string | undefined): (name: string) => boolean {
  const names = suites.flatMap((suite) => suite.names);
  const wanted = names.filter((name) => pattern === undefined || new RegExp(pattern).test(name));
  if (wanted.length === 0) throw new Explained(`No figure is named like "${pattern}". There are: ${names.join(', ')}.`);
  return (name) => wanted.includes(name);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  const isWanted = wantedBy(values.only);
  const executablePath = await ensureChromium();
  // A build given by hand is measured as it is: for comparing two of them.
  const extension = values.extension ?? (await ensureBuild());
  const stage = await setStage({ executablePath, extension, say: (text) => console.log(`  ${text}`) });
  const figures: Figure[] = [];
  try {
    for (const suite of suites) {
      if (!suite.names.some(isWanted)) continue;
      figures.push(
        ...(await step(`Measuring ${suite.names.filter(isWanted).join(', ')}`, () => suite.measure(stage, isWanted))),
      );
    }
  } finally {
    await rm(stage.yardstick, { recursive: true, force: true });
  }
  printTable(figures);
  await writeFigures(figures, values.json);
  const missed = figures.filter((figure) => figure.holds === false);
  if (missed.length === 0) return;
  console.log(`✗ Above their goals: ${missed.map((figure) => figure.name).join(', ')}`);
  process.exitCode = 1;
}

await main().catch(exitWith);
