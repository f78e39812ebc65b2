import type { Draw } from './draw.ts';
import { leadSources, nextSteps } from './stories.ts';
import type { DemoCompany, DemoOpportunity, DemoPerson } from './world-types.ts';

const dayMs = 86_400_000;
const count = 40;

interface Stage {
  readonly name: string;
  readonly probability: number;
  readonly closed?: boolean;
}

const stages: readonly Stage[] = [
  { name: 'Prospecting', probability: 10 },
  { name: 'Qualification', probability: 20 },
  { name: 'Needs Analysis', probability: 35 },
  { name: 'Proposal/Price Quote', probability: 65 },
  { name: 'Negotiation/Review', probability: 85 },
  { name: 'Closed Won', probability: 100, closed: true },
  { name: 'Closed Lost', probability: 0, closed: true },
];

/** About forty deals of the accounts, open and closed; the first is the open one of the hand-made lead. */
export function makeOpportunities(
  draw: Draw,
  companies: readonly DemoCompany[],
  people: readonly DemoPerson[],
): readonly DemoOpportunity[] {
  const known = people.find((person) => person.edge === 'openOpportunity');
  const accounts = companies.filter((company) => company.isAccount);
  const made: DemoOpportunity[] = [];
  for (let index = 0; index < count; index += 1) {
    const company =
      index === 0 ? companies.find((one) => one.key === known?.companyKey) : accounts[(index * 5) % accounts.length];
    if (company === undefined) continue;
    made.push(makeOpportunity(draw, company, people, made.length, index === 0 ? stages[3] : undefined));
  }
  return made;
}

function makeOpportunity(
  draw: Draw,
  company: DemoCompany,
  people: readonly DemoPerson[],
  index: number,
  fixed: Stage | undefined,
): DemoOpportunity {
  const stage = fixed ?? draw.pick(stages);
  const closed = stage.closed === true;
  const closeAt = draw.now + (closed ? -draw.int(3, 90) : draw.int(10, 120)) * dayMs;
  const contact = people.find((person) => person.kind === 'contact' && person.companyKey === company.key);
  return {
    key: `deal-${index + 1}`,
    name: `${company.name} – ${draw.pick(['shift planning', 'rota rollout', 'pilot, one site', 'renewal', 'overtime control'])}`,
    companyKey: company.key,
    personKey: contact?.key ?? null,
    stage: stage.name,
    isClosed: closed,
    isWon: stage.name === 'Closed Won',
    probability: stage.probability,
    amount: draw.int(9, 96) * 1000,
    closeDate: new Date(closeAt).toISOString().slice(0, 10),
    nextStep: closed ? null : draw.pick(nextSteps),
    source: draw.pick(leadSources),
    ownerKey: company.ownerKey,
    createdAt: draw.hoursAgo(closed ? 24 * 100 : 48, 24 * 200),
  };
}
