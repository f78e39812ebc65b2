/**
 * What SDRs of the demo wrote down about earlier contact. The company sells shift planning for people who
 * drive, guard, nurse, clean and serve. `{first}`, `{company}`, `{staff}`, `{number}` are filled in per person.
 */
export interface CallStory {
  readonly result: string;
  readonly subject: string;
  readonly body: string;
  /** Seconds, from and to. */
  readonly lasted: readonly [number, number];
}

export const callStories: readonly CallStory[] = [
  call(
    'Left voicemail',
    'Call: left voicemail',
    'Voicemail left, 20 seconds. Mentioned the overtime figures and that I will try again Thursday morning.',
    25,
    48,
  ),
  call(
    'Left voicemail',
    'Call: left voicemail',
    'Second voicemail. Asked whether planning sits with {first} or with the site managers.',
    22,
    40,
  ),
  call('No answer', 'Call: no answer', 'Rang out after eight rings. No mailbox.', 0, 0),
  call(
    'No answer',
    'Call: no answer',
    'No answer on the direct line. Switchboard says mornings before 9 are best.',
    0,
    0,
  ),
  call('Busy', 'Call: line busy', 'Engaged twice within ten minutes.', 0, 0),
  call(
    'Gatekeeper',
    'Call: spoke to reception',
    'Reception will not put me through without a reason. Left my name, she noted it as "shift planning".',
    58,
    130,
  ),
  call(
    'Connected',
    'Call: short conversation',
    'Picked up between two meetings. Still planning {number} people in a spreadsheet, "and it shows". Call back after the quarter closes.',
    95,
    210,
  ),
  call(
    'Connected',
    'Call: asked for pricing',
    '{first} asked what it costs for about {number} drivers. Said a range depends on sites; wants one page in writing first.',
    140,
    320,
  ),
  call(
    'Connected',
    'Call: good conversation',
    'Two people quit last month over late rota changes. Overtime is the number their CFO looks at. Interested in seeing how {company} would run a week in it.',
    260,
    620,
  ),
  call(
    'Connected',
    'Call: not now',
    'Contract with the current tool runs until spring. Polite, open to a call in February.',
    60,
    150,
  ),
  call(
    'Connected',
    'Call: who decides',
    'Says the head of operations decides together with finance; IT only looks at the sign-on. Will forward my note.',
    120,
    280,
  ),
  call(
    'Call back later',
    'Call: asked to call back',
    'On the way to a depot. Asked me to call tomorrow after 10, his time.',
    18,
    44,
  ),
  call(
    'Wrong number',
    'Call: wrong number',
    'Number belongs to the accounts team now. New extension requested.',
    20,
    35,
  ),
];

export interface MailStory {
  readonly subject: string;
  readonly body: string;
}

export const mailStories: readonly MailStory[] = [
  mail(
    'Email: planning at {company}',
    'Hi {first},\n\nteams of about {number} people usually lose four to six hours a week moving shifts by hand. Is that roughly what you see at {company}?\n\nSam',
  ),
  mail(
    'Email: one page, as promised',
    'Hi {first},\n\nhere is the one page you asked for: what it takes to move a week of shifts for {number} people, and what it replaced at a company of your size.\n\nSam',
  ),
  mail(
    'Email: missed you today',
    'Hi {first},\n\ntried you just now. I will ring again on Thursday at 9:40 your time unless another moment suits you better.\n\nSam',
  ),
  mail(
    'Email: re: pricing page',
    'Hi {first},\n\nyou had the pricing page open twice this week, so the honest answer first: it is priced per planned person, and sites are free.\n\nSam',
  ),
  mail(
    'Email: introduction by a colleague',
    'Hi {first},\n\nyour colleague in HR suggested that shift swaps are your topic rather than hers. Would ten minutes next week be a bad idea?\n\nSam',
  ),
];

/** What a salesperson notes as the next step of a deal. */
export const nextSteps: readonly string[] = [
  'Send the security questionnaire back',
  'Site visit with the planners, two depots',
  'Walk the CFO through the overtime figures',
  'Legal returns the contract with comments',
  'Pilot with one site, four weeks',
  'Agree who owns the rollout on their side',
];

export const leadSources: readonly string[] = [
  'Web',
  'Inbound: pricing page',
  'Webinar',
  'Trade Show',
  'Partner Referral',
  'Purchased List',
  'Outbound Research',
  'Other',
];

export const jobTitles: readonly string[] = [
  'Head of Operations',
  'Operations Director',
  'VP Operations',
  'Chief Operating Officer',
  'Fleet Manager',
  'Depot Manager',
  'Planning Manager',
  'Workforce Planning Lead',
  'Head of People',
  'HR Business Partner',
  'Shift Operations Manager',
  'Regional Manager',
  'Director of Nursing',
  'Plant Manager',
  'Site Services Manager',
  'Finance Director',
  'Financial Controller',
  'IT Applications Manager',
  'Transformation Lead',
  'General Manager',
  'Payroll Manager',
  'Owner',
];

export const localTitles: Readonly<Record<string, readonly string[]>> = {
  de: ['Leiter Disposition', 'Betriebsleiterin', 'Leitung Personalplanung', 'Geschäftsführer', 'Leiter Controlling'],
  fr: ["Directeur d'exploitation", 'Responsable planning', 'Directrice des ressources humaines', 'Responsable de site'],
  es: ['Director de Operaciones', 'Responsable de planificación', 'Jefa de Recursos Humanos'],
  zh_CN: ['运营总监', '人力资源经理', '排班主管', '财务经理', '总经理'],
  ja: ['業務部長', '人事課長', '運行管理者', '取締役'],
  sv: ['Driftchef', 'Bemanningsansvarig', 'HR-chef'],
};

function call(result: string, subject: string, body: string, from: number, to: number): CallStory {
  return { result, subject, body, lasted: [from, to] };
}

function mail(subject: string, body: string): MailStory {
  return { subject, body };
}
