/** The org's own lists. `SortOrder` has gaps, as in an org that deleted values. */
export const leadStatuses = [
  { label: 'Open - Not Contacted', isConverted: false, isDefault: true, sortOrder: 1 },
  { label: 'Working - Contacted', isConverted: false, isDefault: false, sortOrder: 2 },
  { label: 'Qualified', isConverted: false, isDefault: false, sortOrder: 4 },
  { label: 'Closed - Converted', isConverted: true, isDefault: false, sortOrder: 5 },
  { label: 'Closed - Not Converted', isConverted: false, isDefault: false, sortOrder: 6 },
] as const;

export const taskStatuses = [
  { label: 'Not Started', isClosed: false, isDefault: true, sortOrder: 1 },
  { label: 'In Progress', isClosed: false, isDefault: false, sortOrder: 2 },
  { label: 'Completed', isClosed: true, isDefault: false, sortOrder: 3 },
  { label: 'Waiting on someone else', isClosed: false, isDefault: false, sortOrder: 5 },
  { label: 'Deferred', isClosed: false, isDefault: false, sortOrder: 6 },
] as const;

export const opportunityStages = [
  { label: 'Prospecting', probability: 10, isClosed: false, isWon: false, sortOrder: 1 },
  { label: 'Qualification', probability: 20, isClosed: false, isWon: false, sortOrder: 2 },
  { label: 'Needs Analysis', probability: 35, isClosed: false, isWon: false, sortOrder: 3 },
  { label: 'Proposal/Price Quote', probability: 65, isClosed: false, isWon: false, sortOrder: 7 },
  { label: 'Negotiation/Review', probability: 85, isClosed: false, isWon: false, sortOrder: 8 },
  { label: 'Closed Won', probability: 100, isClosed: true, isWon: true, sortOrder: 9 },
  { label: 'Closed Lost', probability: 0, isClosed: true, isWon: false, sortOrder: 10 },
] as const;

export const callDispositions = [
  'Connected',
  'Left voicemail',
  'No answer',
  'Busy',
  'Gatekeeper',
  'Call back later',
  'Wrong number',
  'Not interested',
] as const;

export const leadSourceValues = [
  'Web',
  'Inbound: pricing page',
  'Webinar',
  'Trade Show',
  'Partner Referral',
  'Purchased List',
  'Outbound Research',
  'Other',
] as const;

export const industries = [
  'Transportation',
  'Wholesale',
  'Food & Beverage',
  'Facilities',
  'Healthcare',
  'Security Services',
  'Hospitality',
  'Retail',
  'Manufacturing',
  'Construction',
  'Staffing',
  'Energy',
  'Public Sector',
  'Business Services',
  'Leisure',
] as const;
