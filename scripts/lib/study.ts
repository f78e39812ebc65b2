import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { type Figure, printTable, writeFigures } from '../../tests/bench/figures.ts';
import type { LearningBench } from '../../tests/bench/learning/main.ts';
import { Explained } from './terminal.ts';

const options = {
  data: { type: 'string' },
  outcome: { type: 'string' },
  positive: { type: 'string' },
  drop: { type: 'string' },
  separator: { type: 'string' },
  order: { type: 'string' },
  json: { type: 'string' },
} as const;

/** Known only after the call, and what no rep could ask: national economic figures. */
const afterwards = ['duration'];
const economy = ['emp.var.rate', 'cons.price.idx', 'cons.conf.idx', 'euribor3m', 'nr.employed'];

/** The cold calls in tests/data: what a rep can know, and beside it the same with the economic figures. */
export const coldCalls: LearningBench = {
  data: join(import.meta.dirname, '..', '..', 'tests', 'data', 'uci-bank-marketing.csv.gz'),
  outcome: 'y',
  positive: 'yes',
  separator: ';',
  order: 'row',
  sets: [
    { name: 'what a rep can know', drop: [...afterwards, ...economy] },
    { name: 'with economic figures', drop: afterwards },
  ],
};

function benchOf(
  values: ReturnType<typeof parseArgs<{ options: typeof options }>>['values'],
  standard: LearningBench,
): LearningBench {
  const { data, outcome, positive, separator, order } = values;
  if (data === undefined && outcome === undefined) return standard;
  if (data === undefined || outcome === undefined)
    throw new Explained('Name both --data FILE.csv and --outcome COLUMN.');
  const drop = (values.drop ?? '').split(',').filter((name) => name !== '');
  return { data, outcome, positive, separator, order, sets: [{ name: 'all columns', drop }] };
}

/** The rules are written for a bundler (imports without file names), so they are bundled first. */
async function bundled(entry: string, directory: string): Promise<unknown> {
  await build({
    configFile: false,
    root: join(import.meta.dirname, '..', '..'),
    logLevel: 'error',
    build: {
      ssr: entry,
      outDir: directory,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'main.mjs' } },
    },
    ssr: { noExternal: true },
  });
  return await import(pathToFileURL(join(directory, 'main.mjs')).href);
}

/** What the bundle of a bench has beside its measure: the error that says why data cannot be measured. */
interface Measuring {
  readonly Unmeasurable: abstract new (...args: never[]) => Error;
}

/**
 * Runs a bench over past leads by the command line's options (`--data FILE.csv --outcome COLUMN …`, or else `standard`),
 * prints and writes its figures, and ends with exit code 1 where a goal is missed.
 * @throws Explained for options that do not go together and for data that cannot be measured.
 */
export async function runStudy<Bundle extends Measuring>(
  entry: string,
  standard: LearningBench,
  measure: (bundle: Bundle, bench: LearningBench) => Promise<readonly Figure[]>,
): Promise<void> {
  const { values } = parseArgs({ options });
  const bench = benchOf(values, standard);
  const directory = await mkdtemp(join(tmpdir(), 'baton-bench-'));
  try {
    // The bundle is our own entry, built a moment ago.
    const bundle = (await bundled(entry, directory)) as Bundle;
    const figures = await measure(bundle, bench).catch((error: unknown) => {
      throw error instanceof bundle.Unmeasurable ? new Explained(error.message) : error;
    });
    printTable(figures);
    await writeFigures(figures, values.json);
    const missed = figures.filter((figure) => figure.holds === false);
    if (missed.length === 0) return;
    console.log(`✗ Goals missed: ${missed.map((figure) => figure.name).join(', ')}`);
    process.exitCode = 1;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
