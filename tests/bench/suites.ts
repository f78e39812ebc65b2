import { contentScript } from './content-script.ts';
import { crmRequests } from './crm-requests.ts';
import { drainCost } from './drain-cost.ts';
import { logReply } from './log-reply.ts';
import { navigatePaint } from './navigate-paint.ts';
import { nextLead } from './next-lead.ts';
import { outcomePaint } from './outcome-paint.ts';
import { pageCost } from './page-cost.ts';
import type { Suite } from './stage.ts';

/** Every figure of `npm run bench`, the quick ones first. */
export const suites: readonly Suite[] = [
  contentScript,
  pageCost,
  navigatePaint,
  outcomePaint,
  nextLead,
  logReply,
  crmRequests,
  drainCost,
];
