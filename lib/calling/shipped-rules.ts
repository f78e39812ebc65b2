import type { CallingRule, CallingWindow, NumberScope } from './rule';

const weekdays = [1, 2, 3, 4, 5];
const monToSat = [...weekdays, 6];
const everyDay = [...monToSat, 7];
const everyone: NumberScope[] = ['business', 'consumer', 'mobile'];
/** Rules that protect people at home; a mobile used for work counts as one. Source: domain notes section 5 (US federal). */
const people: NumberScope[] = ['consumer', 'mobile'];
const asOf = '2026-11-23';

/** Hours given as `8`, `9.5` or `21.5` on weekdays. */
function at(days: readonly number[], from: number, to: number): CallingWindow {
  return { weekdays: [...days], startMinute: from * 60, endMinute: to * 60 };
}

type Row = Pick<CallingRule, 'id' | 'country' | 'source' | 'confidence'> & Partial<CallingRule>;

function row(part: Row): CallingRule {
  return { state: null, scopes: people, hours: null, holidays: 'allowed', attempts: null, kind: 'law', asOf, ...part };
}

function usState(state: string, part: Omit<Row, 'id' | 'country'>): CallingRule {
  return row({ id: `us-${state.toLowerCase()}`, country: 'US', state, ...part });
}

const threeADay = { count: 3, hours: 24 };

const everywhere: readonly CallingRule[] = [
  row({
    id: 'any-attempts',
    country: 'any',
    scopes: everyone,
    attempts: threeADay,
    kind: 'courtesy',
    source: 'Baton: nobody is called more than three times in a day and a night',
    confidence: 'high',
  }),
  row({
    id: 'other-courtesy',
    country: 'other',
    scopes: everyone,
    hours: [at(weekdays, 9, 17)],
    holidays: 'barred',
    kind: 'courtesy',
    source: 'Baton: no rule of this country is known here, so only the hours that every known rule allows',
    confidence: 'low',
  }),
];

const unitedStates: readonly CallingRule[] = [
  row({
    id: 'us-federal',
    country: 'US',
    hours: [at(everyDay, 8, 21)],
    source: '47 CFR 64.1200(c)(1); 16 CFR 310.4',
    confidence: 'high',
  }),
  row({
    id: 'us-business',
    country: 'US',
    scopes: ['business'],
    hours: [at(monToSat, 8, 20)],
    kind: 'courtesy',
    source: 'Baton: federal hours bind calls to people, not to businesses',
    confidence: 'medium',
  }),
  usState('FL', {
    hours: [at(everyDay, 8, 20)],
    attempts: threeADay,
    source: 'Fla. Stat. 501.616 (SB 1120)',
    confidence: 'high',
  }),
  usState('OK', {
    hours: [at(everyDay, 8, 20)],
    attempts: threeADay,
    source: 'Oklahoma HB 3168, from 2022-11-01',
    confidence: 'high',
  }),
  usState('WA', {
    scopes: everyone,
    hours: [at(everyDay, 8, 20)],
    source: 'RCW 19.158.040 ("any person"); whether it binds calls to businesses is read the strict way',
    confidence: 'medium',
  }),
  usState('MD', {
    hours: [at(everyDay, 8, 20)],
    attempts: threeADay,
    source: 'Maryland Stop the Spam Calls Act, from 2024-01-01',
    confidence: 'high',
  }),
  usState('CT', { hours: [at(everyDay, 9, 20)], source: 'Connecticut SB 1058, from 2023-10-01', confidence: 'high' }),
  usState('MS', { hours: [at(monToSat, 8, 20)], source: 'Miss. Code 77-3-723', confidence: 'high' }),
  usState('LA', {
    hours: [at(monToSat, 8, 20)],
    holidays: 'barred',
    source: 'Louisiana: no calls on Sundays and legal holidays',
    confidence: 'medium',
  }),
  usState('PA', {
    hours: [at(monToSat, 9, 19)],
    holidays: 'barred',
    source: 'Pennsylvania: no legal holidays since 2019-12-03; SB 992 (no Sundays, 9 to 19) read as being in force',
    confidence: 'medium',
  }),
  usState('TX', {
    hours: [at(monToSat, 9, 21), at([7], 12, 21)],
    source: 'Tex. Bus. & Com. Code 304, 301',
    confidence: 'medium',
  }),
  usState('KY', { hours: [at(everyDay, 10, 21)], source: 'Kentucky, by rule services', confidence: 'medium' }),
  usState('AL', {
    hours: [at(monToSat, 8, 20)],
    holidays: 'barred',
    source: 'Alabama, by rule services',
    confidence: 'low',
  }),
  usState('RI', {
    hours: [at(weekdays, 9, 18), at([6], 10, 17)],
    holidays: 'barred',
    source: 'R.I. Gen. Laws 5-61-3.6',
    confidence: 'low',
  }),
  usState('UT', { holidays: 'barred', source: 'Utah, by rule services', confidence: 'low' }),
  usState('MA', { hours: [at(everyDay, 8, 20)], source: 'Massachusetts, by rule services', confidence: 'medium' }),
  usState('NV', { hours: [at(everyDay, 9, 20)], source: 'Nevada, by rule services', confidence: 'low' }),
  usState('WY', { hours: [at(everyDay, 8, 20)], source: 'Wyoming, by rule services', confidence: 'low' }),
  ...['MI', 'MN', 'NM'].map((state) =>
    usState(state, { hours: [at(everyDay, 9, 21)], source: `${state}, by rule services`, confidence: 'low' }),
  ),
];

const otherCountries: readonly CallingRule[] = [
  row({
    id: 'ca',
    country: 'CA',
    scopes: everyone,
    hours: [at(weekdays, 9, 21.5), at([6, 7], 10, 18)],
    source: 'CRTC Unsolicited Telecommunications Rules (bind calls to businesses too)',
    confidence: 'high',
  }),
  row({
    id: 'ca-bc-holidays',
    country: 'CA',
    state: 'BC',
    holidays: 'barred',
    source: 'British Columbia, by a rule service',
    confidence: 'low',
  }),
  row({
    id: 'gb-courtesy',
    country: 'GB',
    scopes: everyone,
    hours: [at(weekdays, 9, 17.5)],
    kind: 'courtesy',
    source: 'Baton: the law sets no hours (PECR reg. 21 asks for TPS and CTPS screening)',
    confidence: 'medium',
    note: {
      en: 'Screen the number against TPS and CTPS at least every 28 days.',
      'zh-CN': '请至少每 28 天对照 TPS 和 CTPS 名单核查一次号码。',
    },
  }),
  row({
    id: 'fr-consumer',
    country: 'FR',
    hours: [at(weekdays, 10, 13), at(weekdays, 14, 20)],
    holidays: 'barred',
    attempts: { count: 4, hours: 30 * 24 },
    source: 'Décret 2022-1313; since 2026-08-11 only with prior consent (loi 2025-594)',
    confidence: 'high',
    note: {
      en: 'Private persons only with their prior consent.',
      'zh-CN': '拨打个人前必须事先取得本人同意。',
    },
  }),
  row({
    id: 'fr-business',
    country: 'FR',
    scopes: ['business'],
    hours: [at(weekdays, 9, 13), at(weekdays, 14, 19)],
    holidays: 'barred',
    kind: 'courtesy',
    source: 'Baton: calls between businesses are outside the consumer code',
    confidence: 'medium',
  }),
  row({
    id: 'de-courtesy',
    country: 'DE',
    scopes: everyone,
    hours: [at(weekdays, 9, 18)],
    holidays: 'barred',
    kind: 'courtesy',
    source: 'Baton: UWG § 7 sets no hours; it asks for consent, or of a business for its presumed consent',
    confidence: 'high',
    note: {
      en: 'Note why they may be expected to be interested.',
      'zh-CN': '请记录可推定对方感兴趣的理由。',
    },
  }),
  row({
    id: 'es',
    country: 'ES',
    scopes: everyone,
    hours: [at(weekdays, 9, 21)],
    holidays: 'barred',
    source: 'Spain: 9 to 21, no weekends and holidays; sources differ on holidays',
    confidence: 'medium',
  }),
  row({
    id: 'it',
    country: 'IT',
    scopes: everyone,
    hours: [at(weekdays, 9, 20), at([6], 10, 19)],
    eveHours: [{ startMinute: 600, endMinute: 1140 }],
    holidays: 'barred',
    source: 'Italian code of conduct on telemarketing (joining is voluntary)',
    confidence: 'medium',
  }),
  row({
    id: 'au',
    country: 'AU',
    scopes: everyone,
    hours: [at(weekdays, 9, 20), at([6], 9, 17)],
    holidays: 'barred',
    source: 'Telecommunications (Telemarketing and Research Calls) Industry Standard; donotcall.gov.au',
    confidence: 'high',
  }),
  row({
    id: 'cn-courtesy',
    country: 'CN',
    scopes: everyone,
    hours: [at(weekdays, 9, 12), at(weekdays, 14, 18)],
    holidays: 'barred',
    kind: 'courtesy',
    source: 'Baton: no national rule on hours found; make-up working days are not known here',
    confidence: 'low',
  }),
];

/**
 * The calling rules Baton ships. Source of every row: domain notes section 5, read 2026-11-23; `source` names the law or
 * that the row is a courtesy of ours. Product input, not legal advice: an administrator prescribes what a team follows.
 */
export const shippedRules: readonly CallingRule[] = [...everywhere, ...unitedStates, ...otherCountries];
