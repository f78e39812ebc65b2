import { readsOfBoth, writesOfBoth } from './both-crms';
import { byHandInHubspot, ofHubspot } from './hubspot';
import type { LiveQuestion } from './question';
import { byHandInSalesforce, ofSalesforce } from './salesforce';

const own = [...ofSalesforce, ...ofHubspot];

/** Everything that only a live org can confirm, in the order in which it is asked: the list of docs/live-check.md. */
export const questions: readonly LiveQuestion[] = [
  ...readsOfBoth,
  ...own.filter(({ does }) => does === 'reads'),
  ...writesOfBoth,
  ...own.filter(({ does }) => does === 'writes'),
  ...byHandInSalesforce,
  ...byHandInHubspot,
];

const crmNames = { both: '', salesforce: 'Salesforce: ', hubspot: 'HubSpot: ' } as const;
const parts = [
  { does: 'reads', title: 'Asked by the script' },
  { does: 'writes', title: 'Asked by the script with `--write`' },
  { does: 'byHand', title: 'By hand' },
] as const;

/** The list as docs/live-check.md has it. */
export function listInMarkdown(): string {
  return parts
    .map(({ does, title }) => {
      const lines = questions
        .filter((one) => one.does === does)
        .map(({ of, question }) => `- [ ] ${crmNames[of]}${question}`);
      return [`### ${title}`, '', ...lines].join('\n');
    })
    .join('\n\n');
}
