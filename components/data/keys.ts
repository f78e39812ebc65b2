import type { OrgKey, RecordKey } from '../../lib/model/record';

/** Under which key each query is kept; `pulse.ts` names the same keys. */
export const queryKeys = {
  settings: ['settings'],
  tab: ['tab'],
  leads: ['lead'],
  lead: (key: RecordKey) => ['lead', key],
  leadRefresh: (key: RecordKey) => ['leadRefresh', key],
  draft: (key: RecordKey) => ['draft', key],
  handoffPreviews: ['handoffPreview'],
  handoffPreview: (key: RecordKey, aeId: string) => ['handoffPreview', key, aeId],
  allAes: ['aes'],
  aes: (org: OrgKey) => ['aes', org],
  allCalls: ['calls'],
  calls: (search: string) => ['calls', search],
  sync: ['sync'],
  connections: ['connections'],
  seenOrgs: ['seenOrgs'],
  orgFields: (org: OrgKey) => ['connections', 'fields', org],
  followUps: ['followUps'],
  callingRules: ['callingRules'],
  scorecards: ['scorecards'],
  nextLead: ['nextLead'],
  queue: ['queue'],
  plays: ['plays'],
  reviews: ['reviews'],
  answerModel: ['answerModel'],
} as const;
