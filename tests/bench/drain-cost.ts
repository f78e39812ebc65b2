import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemo } from '../../demo/main.ts';
import { type CrmName, runThroughFaults } from '../support/fault-run.ts';
import { type Figure, plainFigure, ratioFigure } from './figures.ts';
import type { Suite } from './stage.ts';

/** How many calls wait before the first leaves: as after a day without network in a team's worth of one browser. */
const calls = 10_000;
/** The most records one request of each CRM takes. */
const perRequest = { salesforce: 200, hubspot: 100 } as const;
const goal = 1.05;
const roundTripMs = 100;

const crms: readonly CrmName[] = ['salesforce', 'hubspot'];
const namesOf = (crm: CrmName) => ({ requests: `drain-requests-${crm}`, speed: `drain-per-second-${crm}` });

/** Requests to drain 10,000 waiting calls against the fewest that the CRM's batches allow, and how fast they leave at a round trip of 100 ms. */
export const drainCost: Suite = {
  names: crms.flatMap((crm) => Object.values(namesOf(crm))),
  async measure({ executablePath, extension, say }, isWanted) {
    const figures: Figure[] = [];
    for (const crm of crms) {
      const names = namesOf(crm);
      if (!Object.values(names).some(isWanted)) continue;
      const demo = await startDemo({ port: 0 });
      const profile = await mkdtemp(join(tmpdir(), 'baton-profile-'));
      const launch = { executablePath, extension, demoPort: demo.port, headless: true, profile };
      const { tallies, drainMs } = await runThroughFaults(demo, launch, {
        ...{ crms: [crm], calls, rate: 0, seed: 1, kills: 0, hasIdProperty: true, connectsLate: true, roundTripMs },
        ...{ stalledMs: 30_000, timeoutMs: 15 * 60_000, say },
      });
      await demo.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
      const [tally] = tallies;
      if (tally === undefined || tally.delivered !== calls) throw new Error(`${crm} was not drained`);
      say(`${crm}: ${tally.drainRequests} requests in ${(drainMs / 1000).toFixed(1)} s`);
      figures.push(
        ratioFigure(names.requests, 'requests', tally.drainRequests, Math.ceil(calls / perRequest[crm]), goal),
        plainFigure(names.speed, 'calls/s', calls / (drainMs / 1000), null),
      );
    }
    return figures;
  },
};
