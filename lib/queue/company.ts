import type { QueueLead } from './queue-lead';

/** A row is replaced when its lead changes: what was worked out of it holds, and it is asked of every row. */
const companies = new WeakMap<QueueLead, string | null>();

/** The company's name as far as it tells the companies of one org apart; null where there is none. */
export function companyOf(lead: QueueLead): string | null {
  const before = companies.get(lead);
  if (before !== undefined) return before;
  const name = (lead.company ?? '').normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
  const company = name === '' ? null : `${lead.org} ${name}`;
  companies.set(lead, company);
  return company;
}

/** When somebody called a lead last, the SDR or a team-mate (epoch ms); 0 where nobody did. */
export function lastCalledAt({ lastCallAt, othersCallAt }: QueueLead): number {
  return Math.max(lastCallAt ?? 0, othersCallAt ?? 0);
}

/** Somebody of the lead's company who was called already. */
export interface CalledColleague {
  readonly name: string;
  /** Epoch ms. */
  readonly at: number;
}

/** Answers for a lead who else of its company was called since `since` (epoch ms), the latest; null where nobody was. */
export function colleaguesCalledSince(
  leads: Iterable<QueueLead>,
  since: number,
): (lead: QueueLead) => CalledColleague | null {
  const called = new Map<string, QueueLead[]>();
  for (const lead of leads) {
    // Most were not called today: only of these the company is worked out.
    if (lastCalledAt(lead) < since) continue;
    const company = companyOf(lead);
    if (company !== null) called.set(company, [...(called.get(company) ?? []), lead]);
  }
  return (lead) => {
    const company = called.size === 0 ? null : companyOf(lead);
    const others = (company === null ? [] : (called.get(company) ?? [])).filter(
      ({ recordKey }) => recordKey !== lead.recordKey,
    );
    const [first, ...rest] = others;
    if (first === undefined) return null;
    const latest = rest.reduce((best, each) => (isLater(each, best) ? each : best), first);
    return { name: latest.name, at: lastCalledAt(latest) };
  };
}

function isLater(a: QueueLead, b: QueueLead): boolean {
  const [one, two] = [lastCalledAt(a), lastCalledAt(b)];
  return one === two ? a.recordKey > b.recordKey : one > two;
}
