import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startDemo } from '../demo/main.ts';
import { type Figure, plainFigure, printTable, writeFigures } from '../tests/bench/figures.ts';
import { type CrmName, type FaultReport, type FaultTally, runThroughFaults } from '../tests/support/fault-run.ts';
import { ensureBuild } from './lib/build.ts';
import { ensureChromium } from './lib/chromium.ts';
import { Explained, exitWith, step } from './lib/terminal.ts';

// npm run test:faults [-- --calls N] [-- --crm salesforce|hubspot] [-- --seed N]
// [-- --minutes N] [-- --without-property] [-- --json FILE]: logs calls in a real
// Chromium while a fifth of all requests to the CRMs go wrong and the browser is killed again and again, and counts
// what the CRMs have in the end.

const options = {
  calls: { type: 'string', default: '10000' },
  crm: { type: 'string' },
  kills: { type: 'string', default: '6' },
  seed: { type: 'string', default: '1' },
  // A portal without the unique property: more requests, each of which may fail.
  'without-property': { type: 'boolean', default: false },
  minutes: { type: 'string', default: '30' },
  json: { type: 'string' },
} as const;
const crms: readonly CrmName[] = ['salesforce', 'hubspot'];

function figuresOf({ tallies, kills, workerStops, tookMs }: FaultReport): Figure[] {
  const sum = (of: (tally: FaultTally) => number) => tallies.reduce((total, tally) => total + of(tally), 0);
  const faultsOf = (tally: FaultTally) => Object.values(tally.faults).reduce((total, times) => total + times, 0);
  const counts = [
    ['acknowledged', 'calls', null, (tally: FaultTally) => tally.acknowledged],
    ['delivered', 'calls', null, (tally: FaultTally) => tally.delivered],
    ['lost', 'calls', 0, (tally: FaultTally) => tally.lost],
    ['doubled', 'calls', 0, (tally: FaultTally) => tally.doubled],
    ['outOfOrder', 'calls', 0, (tally: FaultTally) => tally.outOfOrder],
    ['faults', 'faults', null, faultsOf],
  ] as const;
  return [
    ...counts.map(([name, unit, goal, of]) => plainFigure(name, unit, sum(of), goal)),
    plainFigure('kills', 'kills', kills, null),
    plainFigure('worker-stops', 'stops', workerStops, null),
    plainFigure('minutes', 'min', tookMs / 60_000, null),
    ...tallies.flatMap((tally) => [
      ...counts.map(([name, unit, goal, of]) => plainFigure(`${tally.crm}-${name}`, unit, of(tally), goal)),
      ...Object.entries(tally.faults).map(([kind, times]) =>
        plainFigure(`${tally.crm}-fault-${kind}`, 'faults', times, null),
      ),
    ]),
  ];
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  const chosen = crms.filter((crm) => values.crm === undefined || values.crm === crm);
  if (chosen.length === 0) throw new Explained(`There is no CRM "${values.crm}": salesforce or hubspot.`);
  const executablePath = await ensureChromium();
  const extension = await ensureBuild();
  const demo = await startDemo({ port: 0 });
  const profile = await mkdtemp(join(tmpdir(), 'baton-profile-'));
  try {
    const launch = { executablePath, extension, demoPort: demo.port, headless: true, profile };
    const plan = {
      ...{ crms: chosen, calls: Number(values.calls), kills: Number(values.kills), seed: Number(values.seed) },
      ...{
        rate: 0.2,
        hasIdProperty: !values['without-property'],
        hangMs: 4000,
        stalledMs: 6000,
        timeoutMs: Number(values.minutes) * 60_000,
        say: (text: string) => console.log(`  ${text}`),
      },
    };
    const report = await step('Logging calls through faults', () => runThroughFaults(demo, launch, plan));
    const figures = figuresOf(report);
    printTable(figures);
    await writeFigures(figures, values.json);
    if (figures.some(({ holds }) => holds === false)) process.exitCode = 1;
  } finally {
    await demo.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

await main().catch(exitWith);
