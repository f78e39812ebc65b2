import { makeCompanies } from './companies.ts';
import { makeDraw } from './draw.ts';
import { edgePeople } from './edge-cases.ts';
import { makeOpportunities } from './opportunities.ts';
import { makePeople } from './people.ts';
import { demoUsers } from './users.ts';
import type { DemoWorld } from './world-types.ts';

export { demoSignIn } from './users.ts';
export type * from './world-types.ts';

/** The seed the demo, the tests and the pictures in the documentation share. */
const demoSeed = 20261124;

/**
 * A sales team, its leads and its customers: everything fictional, the same for the same seed and instant.
 * Dates are counted back from `now`, so that the demo never looks abandoned.
 */
export function buildWorld(seed: number = demoSeed, now: Date = new Date()): DemoWorld {
  const draw = makeDraw(seed, now.getTime());
  const companies = makeCompanies(draw);
  const edges = edgePeople(draw, companies);
  const people = makePeople(draw, companies, edges);
  const opportunities = makeOpportunities(draw, companies, people);
  return { seed, now: now.getTime(), users: demoUsers, companies, people, opportunities };
}
