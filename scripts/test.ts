import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ensureBuild } from './lib/build.ts';
import { ensureChromium, ensureCjkFont } from './lib/chromium.ts';
import { Explained, exitWith, run, step } from './lib/terminal.ts';

// Everything that must hold before a change lands: checks, unit and component tests, both production builds,
// and the story in a real Chromium. The last line counts all of it together.

const reports = join(import.meta.dirname, '..', 'artifacts', 'reports');
interface Tally {
  passed: number;
  failed: number;
}
const total: Tally = { passed: 0, failed: 0 };

function add(tally: Tally): void {
  total.passed += tally.passed;
  total.failed += tally.failed;
}

/** A check either holds or not: one passed or one failed. */
async function check(name: string, command: string, args: readonly string[]): Promise<void> {
  await step(name, async () => {
    const result = await run(command, args);
    if (result.code === 0) return add({ passed: 1, failed: 0 });
    add({ passed: 0, failed: 1 });
    console.log(result.output);
    throw new Explained(`${name} failed`);
  }).catch(() => undefined);
}

async function otherChecks(): Promise<void> {
  await check('Lint and format', 'biome', ['ci', '--error-on-warnings', '.']);
  await check('Architecture', 'node', ['scripts/check-architecture.ts']);
  await check('Dead code', 'knip', []);
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numFailedTestSuites: z.number(),
});

async function unitTests(): Promise<void> {
  const file = join(reports, 'unit.json');
  const result = await run('vitest', ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`], {
    echo: true,
  });
  const report = vitestReport.parse(JSON.parse(await readFile(file, 'utf8')));
  const failed = report.numFailedTests === 0 && result.code !== 0 ? 1 : report.numFailedTests;
  add({ passed: report.numPassedTests, failed });
}

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});

async function endToEndTests(filter: readonly string[]): Promise<void> {
  const file = join(reports, 'e2e.json');
  const result = await run('playwright', ['test', '--reporter=list,json', ...filter], {
    echo: true,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  const { stats } = playwrightReport.parse(JSON.parse(await readFile(file, 'utf8')));
  // A test that passes only on a second try hides a fault: it counts as failed.
  const failed = stats.unexpected + stats.flaky;
  add({ passed: stats.expected, failed: failed === 0 && result.code !== 0 ? 1 : failed });
}

async function build(target: 'chrome' | 'firefox'): Promise<boolean> {
  try {
    await ensureBuild(target);
    add({ passed: 1, failed: 0 });
    return true;
  } catch (error) {
    console.log(error instanceof Explained ? error.message : error);
    add({ passed: 0, failed: 1 });
    return false;
  }
}

async function main(filter: readonly string[]): Promise<void> {
  await mkdir(reports, { recursive: true });
  await ensureChromium();
  await ensureCjkFont();
  // WXT writes the types that the type check extends from.
  await run('wxt', ['prepare']);
  // Each keeps one core busy, and the first takes as long as the others together.
  await Promise.all([check('Type check', 'tsc', ['--noEmit']), otherChecks()]);
  await step('Unit and component tests', unitTests);
  const built = (await build('chrome')) && (await build('firefox'));
  if (built) await step('End-to-end tests in Chromium', () => endToEndTests(filter));
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

await main(process.argv.slice(2)).catch(exitWith);
