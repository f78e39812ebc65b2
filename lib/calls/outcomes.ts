import type { Outcome } from './outcome';

const noOne = {
  connect: false,
  conversation: 'never',
  ends: 'nothing',
  doNotCall: false,
  removesNumber: false,
} as const;
const reached = { telephone: 'answered', connect: true, doNotCall: false, removesNumber: false } as const;

/**
 * The outcomes of a call, in the order they are shown: nobody reached first, then what the person said. What the
 * telephone did and what the person said are two facts. Source: domain notes section 2 (canonical outcomes and flags).
 */
export const outcomes: readonly Outcome[] = [
  {
    id: 'noAnswer',
    key: 'N',
    label: { en: 'No answer', 'zh-CN': '无人接听' },
    telephone: 'noAnswer',
    person: 'nobody',
    ...noOne,
    followUp: { kind: 'retry', afterMinutes: 240 },
  },
  {
    id: 'busy',
    key: 'U',
    label: { en: 'Busy', 'zh-CN': '占线' },
    telephone: 'busy',
    person: 'nobody',
    ...noOne,
    followUp: { kind: 'retry', afterMinutes: 45 },
  },
  {
    id: 'voicemailLeft',
    key: 'V',
    label: { en: 'Left voicemail', 'zh-CN': '已留语音留言' },
    telephone: 'voicemail',
    person: 'nobody',
    ...noOne,
    followUp: { kind: 'retry', afterMinutes: 1440 },
  },
  {
    id: 'voicemailNone',
    key: 'M',
    label: { en: 'Voicemail, no message', 'zh-CN': '语音信箱，未留言' },
    telephone: 'voicemail',
    person: 'nobody',
    ...noOne,
    followUp: { kind: 'retry', afterMinutes: 240 },
  },
  {
    id: 'gatekeeper',
    key: 'G',
    label: { en: 'Gatekeeper', 'zh-CN': '前台/助理' },
    telephone: 'answered',
    person: 'gatekeeper',
    ...noOne,
    followUp: { kind: 'retry', afterMinutes: 1440 },
  },
  {
    id: 'wrongNumber',
    key: 'W',
    label: { en: 'Wrong number', 'zh-CN': '号码错误' },
    telephone: 'failed',
    person: 'nobody',
    ...noOne,
    removesNumber: true,
    followUp: { kind: 'none' },
  },
  {
    id: 'callBack',
    key: 'B',
    label: { en: 'Call back', 'zh-CN': '回拨' },
    person: 'callBack',
    ...reached,
    conversation: 'ifLong',
    followUp: { kind: 'promise' },
    ends: 'nothing',
  },
  {
    id: 'brushOff',
    key: 'K',
    label: { en: 'Hung up', 'zh-CN': '被挂断' },
    person: 'brushOff',
    ...reached,
    conversation: 'never',
    followUp: { kind: 'recycle', afterDays: 30 },
    ends: 'nothing',
  },
  {
    id: 'notNow',
    key: 'L',
    label: { en: 'Later, not now', 'zh-CN': '暂缓' },
    person: 'notNow',
    ...reached,
    conversation: 'always',
    followUp: { kind: 'recycle', afterDays: 90 },
    ends: 'nothing',
  },
  {
    id: 'notInterested',
    key: 'X',
    label: { en: 'Not interested', 'zh-CN': '不感兴趣' },
    person: 'notInterested',
    ...reached,
    conversation: 'always',
    followUp: { kind: 'none' },
    ends: 'contact',
  },
  {
    id: 'referred',
    key: 'R',
    label: { en: 'Referred on', 'zh-CN': '转介' },
    person: 'referred',
    ...reached,
    conversation: 'always',
    followUp: { kind: 'referral' },
    ends: 'contact',
  },
  {
    id: 'qualified',
    key: 'Q',
    label: { en: 'Qualified', 'zh-CN': '合格' },
    person: 'qualified',
    ...reached,
    conversation: 'always',
    followUp: { kind: 'none' },
    ends: 'nothing',
  },
  {
    // A person answered, but not the intended one: human, no connect. The line is right no longer.
    id: 'wrongPerson',
    key: 'P',
    label: { en: 'Wrong person', 'zh-CN': '非本人或已离职' },
    telephone: 'answered',
    person: 'wrongPerson',
    ...noOne,
    removesNumber: true,
    followUp: { kind: 'none' },
    ends: 'contact',
  },
  {
    id: 'disqualified',
    key: 'I',
    label: { en: 'Disqualified', 'zh-CN': '不合格' },
    person: 'disqualified',
    ...reached,
    conversation: 'always',
    followUp: { kind: 'none' },
    ends: 'lead',
  },
  {
    id: 'doNotCall',
    key: 'D',
    label: { en: 'Do not call', 'zh-CN': '请勿致电' },
    person: 'doNotCall',
    ...reached,
    conversation: 'never',
    followUp: { kind: 'none' },
    ends: 'person',
    doNotCall: true,
  },
];

/** The outcome with this id, or undefined where Baton does not have it. */
export function findOutcome(id: string): Outcome | undefined {
  return outcomes.find((outcome) => outcome.id === id);
}

/** The outcome a letter names, in either case, or undefined. */
export function outcomeByKey(key: string): Outcome | undefined {
  return outcomes.find((outcome) => outcome.key === key.toUpperCase());
}
