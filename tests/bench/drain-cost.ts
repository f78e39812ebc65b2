import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemo } from '../../demo/main.ts';
import { type CrmName, runThroughFaults } from '../support/fault-run.ts';
import { type Figure, plainFigure, ratioFigure } from './figures.ts';
import type { Stage, Suite } from './stage.ts';

/** How many calls wait before the first leaves: as after a day without network in a team's worth of one browser. */
const calls = 10_000;
/** The most records one request of each CRM takes. */
const perRequest = { salesforce: 200, hubspot: 100 } as const;
const goal = 1.05;
const roundTripMs = 100;
/** What connecting asks by itself is over when nothing was asked for so long. */
const quietMs = 2500;

const crms: readonly CrmName[] = ['salesforce', 'hubspot'];
const namesOf = (crm: CrmName) => ({ requests: `drain-requests-${crm}`, speed: `drain-per-second-${crm}` });

/**
 * Requests to drain 10,000 waiting calls against the fewest that the CRM's batches allow, and how fast they leave at a round trip
 * of 100 ms. What connecting asks although nothing waits (the SDR's own leads) is counted by itself, and left out.
 */
export const drainCost: Suite = {
  names: crms.flatMap((crm) => Object.values(namesOf(crm))),
  async measure(stage, isWanted) {
    const { say } = stage;
    const figures: Figure[] = [];
    for (const crm of crms) {
      const names = namesOf(crm);
      if (!Object.values(names).some(isWanted)) continue;
      const connecting = await drain(stage, crm, 0);
      const { tally, drainMs } = await drain(stage, crm, calls);
      if (tally.delivered !== calls) throw new Error(`${crm} was not drained`);
      const asked = tally.drainRequests - connecting.tally.drainRequests;
      say(
        `${crm}: ${asked} requests in ${(drainMs / 1000).toFixed(1)} s, beside ${connecting.tally.drainRequests} of connecting`,
      );
      figures.push(
        ratioFigure(names.requests, 'requests', asked, Math.ceil(calls / perRequest[crm]), goal),
        plainFigure(names.speed, 'calls/s', calls / (drainMs / 1000), null),
      );
    }
    return figures;
  },
};

/** Connects with so many calls waiting, and lets them drain. */
async function drain({ executablePath, extension, say }: Stage, crm: CrmName, waiting: number) {
  const demo = await startDemo({ port: 0 });
  const profile = await mkdtemp(join(tmpdir(), 'baton-profile-'));
  const launch = { executablePath, extension, demoPort: demo.port, headless: true, profile };
  const { tallies, drainMs } = await runThroughFaults(demo, launch, {
    ...{
      crms: [crm],
      calls: waiting,
      rate: 0,
      seed: 1,
      kills: 0,
      hasIdProperty: true,
      connectsLate: true,
      roundTripMs,
      quietMs,
    },
    ...{ stalledMs: 30_000, timeoutMs: 15 * 60_000, say },
  });
  await demo.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  const [tally] = tallies;
  if (tally === undefined) throw new Error(`Nothing was told of ${crm}`);
  return { tally, drainMs };
}
