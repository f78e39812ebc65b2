import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBuild } from './lib/build.ts';
import { ensureChromium, ensureCjkFont } from './lib/chromium.ts';
import { browserTally, type Tally, unitTally } from './lib/reports.ts';
import { Explained, exitWith, run, step } from './lib/terminal.ts';

// Everything that must hold before a change lands: checks, unit and component tests, both production builds,
// and the story in a real Chromium. The last line counts all of it together.

const root = join(import.meta.dirname, '..');
const reports = join(root, 'artifacts', 'reports');
const total: { passed: number; failed: number; failures: string[] } = { passed: 0, failed: 0, failures: [] };

function add({ passed, failed, failures }: Tally): void {
  total.passed += passed;
  total.failed += failed;
  total.failures.push(...failures);
}

/** Counts what a program reported; where it failed and reported nothing failed, or nothing at all, that is one failure. */
function addReported(name: string, tally: Tally | null, code: number): void {
  if (tally === null) add(failedAt(`${name}: no report, exit code ${code}`));
  else if (tally.failed > 0 || (code === 0 && tally.passed > 0)) add(tally);
  else add({ ...failedAt(`${name}: exit code ${code}`), passed: tally.passed });
}

const held: Tally = { passed: 1, failed: 0, failures: [] };
const failedAt = (name: string): Tally => ({ passed: 0, failed: 1, failures: [`✗ ${name}`] });

/** A check either holds or not: one passed or one failed. */
async function check(name: string, command: string, args: readonly string[]): Promise<void> {
  await step(name, async () => {
    const result = await run(command, args);
    if (result.code === 0) return add(held);
    add(failedAt(name));
    console.log(result.output);
    throw new Explained(`${name} failed`);
  }).catch(() => undefined);
}

async function otherChecks(): Promise<void> {
  await check('Lint and format', 'biome', ['ci', '--error-on-warnings', '.']);
  await check('Architecture', 'node', ['scripts/check-architecture.ts']);
  await check('Dead code', 'knip', []);
}

async function unitTests(): Promise<void> {
  const file = await reportFile('unit.json');
  const result = await run('vitest', ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`], {
    echo: true,
  });
  addReported('Unit and component tests', await readTally(file, (report) => unitTally(report, root)), result.code);
}

async function endToEndTests(filter: readonly string[]): Promise<void> {
  const file = await reportFile('e2e.json');
  const result = await run('playwright', ['test', '--reporter=list,json', ...filter], {
    echo: true,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  addReported('End-to-end tests in Chromium', await readTally(file, browserTally), result.code);
}

/** Where a report is to be written. Gone until then: a run that breaks off must not be counted by the last one's. */
async function reportFile(name: string): Promise<string> {
  const file = join(reports, name);
  await rm(file, { force: true });
  return file;
}

/** Null where there is no report, or half of one. */
async function readTally(file: string, tallyOf: (report: unknown) => Tally): Promise<Tally | null> {
  try {
    return tallyOf(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    console.log(error);
    return null;
  }
}

async function build(target: 'chrome' | 'firefox'): Promise<boolean> {
  try {
    await ensureBuild(target);
    add(held);
    return true;
  } catch (error) {
    console.log(error instanceof Explained ? error.message : error);
    add(failedAt(`Building Baton for ${target}`));
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
  // The last lines say what failed: whoever reads only those need not search the rest.
  if (total.failures.length > 0) console.log(`\n${total.failures.join('\n')}`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

await main(process.argv.slice(2)).catch(exitWith);
