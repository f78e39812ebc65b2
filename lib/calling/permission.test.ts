import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CallingQuestion, callChecker, permissionAt, scopesOfNumber } from './permission';
import type { CallPlace } from './places';
import { type CallingRule, callingRule, type NumberScope, rulesInForce } from './rule';
import { shippedRules } from './shipped-rules';

const holidays = {
  US: { '2026-11-26': 'Thanksgiving Day' },
  'US-LA': { '2026-11-26': 'Thanksgiving Day' },
  'US-PA': { '2026-11-26': 'Thanksgiving Day' },
  IT: { '2026-12-08': 'Immacolata' },
  FR: { '2026-05-01': 'Labour Day' },
};

function placeIn(country: string | null, state: string | null, zone: string): CallPlace {
  return { country, state, zone, from: 'address' };
}

function question(places: readonly CallPlace[], scopes: readonly NumberScope[], part: Partial<CallingQuestion> = {}) {
  return { places, scopes, rules: shippedRules, holidays, attemptsAt: [], ...part };
}

const denver = placeIn('US', 'CO', 'America/Denver');
const newYork = placeIn('US', 'NY', 'America/New_York');
const mobile: readonly NumberScope[] = ['mobile'];
const business: readonly NumberScope[] = ['business'];

/** Worked out by hand: an instant in UTC, who is called, and whether that is allowed. */
const cases: readonly (readonly [string, string, readonly CallPlace[], readonly NumberScope[], boolean])[] = [
  ['07:59 in Denver is too early for a mobile', '2026-11-24T14:59:00Z', [denver], mobile, false],
  ['08:00 in Denver is not', '2026-11-24T15:00:00Z', [denver], mobile, true],
  ['20:59 in Denver is not too late', '2026-11-25T03:59:00Z', [denver], mobile, true],
  ['21:00 in Denver is', '2026-11-25T04:00:00Z', [denver], mobile, false],
  ['a business in Denver is not called at 20:00', '2026-11-25T03:00:00Z', [denver], business, false],
  ['nor on a Sunday', '2026-11-22T18:00:00Z', [denver], business, false],
  [
    'Florida ends at 20:00 for mobiles',
    '2026-11-25T01:00:00Z',
    [placeIn('US', 'FL', 'America/New_York')],
    mobile,
    false,
  ],
  ['a second before it does not', '2026-11-25T00:59:59Z', [placeIn('US', 'FL', 'America/New_York')], mobile, true],
  ['Connecticut begins at 9', '2026-11-24T13:30:00Z', [placeIn('US', 'CT', 'America/New_York')], mobile, false],
  ['New York at 8', '2026-11-24T13:30:00Z', [newYork], mobile, true],
  [
    'an unknown state on New York’s clock begins with the latest (Kentucky, 10)',
    '2026-11-24T14:30:00Z',
    [placeIn('US', null, 'America/New_York')],
    mobile,
    false,
  ],
  ['and may be called at 10:30', '2026-11-24T15:30:00Z', [placeIn('US', null, 'America/New_York')], mobile, true],
  ['Texas: Sunday 11:59 no', '2026-11-22T17:59:00Z', [placeIn('US', 'TX', 'America/Chicago')], mobile, false],
  ['Texas: Sunday noon yes', '2026-11-22T18:00:00Z', [placeIn('US', 'TX', 'America/Chicago')], mobile, true],
  ['Mississippi: no Sunday', '2026-11-22T18:00:00Z', [placeIn('US', 'MS', 'America/Chicago')], mobile, false],
  ['Louisiana: no Thanksgiving', '2026-11-26T18:00:00Z', [placeIn('US', 'LA', 'America/Chicago')], mobile, false],
  ['Texas on Thanksgiving', '2026-11-26T18:00:00Z', [placeIn('US', 'TX', 'America/Chicago')], mobile, true],
  ['Denver or New York: 10:30 there is 08:30 here', '2026-11-24T15:30:00Z', [denver, newYork], mobile, true],
  ['Denver or New York: 9:30 there is 07:30 here', '2026-11-24T14:30:00Z', [denver, newYork], mobile, false],
  [
    'Washington calls businesses "any person"',
    '2026-11-25T04:30:00Z',
    [placeIn('US', 'WA', 'America/Los_Angeles')],
    mobile,
    false,
  ],
  ['Canada: Saturday 10:00 yes', '2026-11-21T15:00:00Z', [placeIn('CA', 'ON', 'America/Toronto')], business, true],
  ['Canada: Saturday 18:00 no', '2026-11-21T23:00:00Z', [placeIn('CA', 'ON', 'America/Toronto')], business, false],
  ['Canada: Tuesday 21:29 yes', '2026-11-25T02:29:00Z', [placeIn('CA', 'ON', 'America/Toronto')], business, true],
  [
    'France: a person is not called at 13:30',
    '2026-11-24T12:30:00Z',
    [placeIn('FR', null, 'Europe/Paris')],
    mobile,
    false,
  ],
  ['France: but at 14:00', '2026-11-24T13:00:00Z', [placeIn('FR', null, 'Europe/Paris')], mobile, true],
  ['France: not on Labour Day', '2026-05-01T13:00:00Z', [placeIn('FR', null, 'Europe/Paris')], mobile, false],
  [
    'Italy: the eve of a holiday begins at 10',
    '2026-12-07T08:30:00Z',
    [placeIn('IT', null, 'Europe/Rome')],
    mobile,
    false,
  ],
  ['Italy: other Mondays at 9', '2026-12-14T08:30:00Z', [placeIn('IT', null, 'Europe/Rome')], mobile, true],
  ['Australia: Saturday 16:59 yes', '2026-11-21T05:59:00Z', [placeIn('AU', 'NSW', 'Australia/Sydney')], mobile, true],
  ['Australia: Saturday 17:00 no', '2026-11-21T06:00:00Z', [placeIn('AU', 'NSW', 'Australia/Sydney')], mobile, false],
  ['China: not at midday', '2026-11-24T04:30:00Z', [placeIn('CN', null, 'Asia/Shanghai')], business, false],
  ['China: at 14:00', '2026-11-24T06:00:00Z', [placeIn('CN', null, 'Asia/Shanghai')], business, true],
  [
    'a country without a row keeps to 9 to 17',
    '2026-11-24T16:30:00Z',
    [placeIn('NL', null, 'Europe/Amsterdam')],
    business,
    false,
  ],
  ['within them it may be called', '2026-11-24T15:30:00Z', [placeIn('NL', null, 'Europe/Amsterdam')], business, true],
  // The clocks of the United States go forward on 2026-03-08 and back on 2026-11-01, both at 2:00.
  ['the day clocks go forward: 8:00 comes an hour sooner', '2026-03-08T12:00:00Z', [newYork], mobile, true],
  ['a minute before it does not', '2026-03-08T11:59:00Z', [newYork], mobile, false],
  ['the day before it is 7:00 then', '2026-03-07T12:00:00Z', [newYork], mobile, false],
  ['the day clocks go back: 8:00 comes an hour later', '2026-11-01T12:59:00Z', [newYork], mobile, false],
  ['and then it may begin', '2026-11-01T13:00:00Z', [newYork], mobile, true],
  [
    'London goes back on 2026-10-25, a Sunday, and is not called',
    '2026-10-25T10:00:00Z',
    [placeIn('GB', null, 'Europe/London')],
    business,
    false,
  ],
  ['Monday after, 9:00 is 9:00 UTC', '2026-10-26T09:00:00Z', [placeIn('GB', null, 'Europe/London')], business, true],
  [
    'the Friday before, 9:00 was 8:00 UTC',
    '2026-10-23T08:00:00Z',
    [placeIn('GB', null, 'Europe/London')],
    business,
    true,
  ],
  [
    'Sydney goes forward on 2026-10-04: Monday 9:00 is 22:00 UTC',
    '2026-10-04T22:00:00Z',
    [placeIn('AU', 'NSW', 'Australia/Sydney')],
    mobile,
    true,
  ],
  [
    'Brisbane does not: 8:00 there',
    '2026-10-04T22:00:00Z',
    [placeIn('AU', 'QLD', 'Australia/Brisbane')],
    mobile,
    false,
  ],
];

describe('calling hours, worked out by hand', () => {
  it.each(cases)('%s', (_, at, places, scopes, allowed) => {
    expect(callChecker(question(places, scopes))(Date.parse(at))).toBe(allowed);
  });

  it('says until when, and from when on', () => {
    expect(permissionAt(question([denver], mobile), Date.parse('2026-11-24T17:00:00Z'))).toMatchObject({
      state: 'allowed',
      until: Date.parse('2026-11-25T04:00:00Z'),
      next: { kind: 'hours', rule: { id: 'us-federal' } },
    });
    expect(
      permissionAt(question([placeIn('GB', null, 'Europe/London')], business), Date.parse('2026-10-24T12:00:00Z')),
    ).toMatchObject({
      state: 'barred',
      bar: { kind: 'day', rule: { id: 'gb-courtesy' } },
      from: Date.parse('2026-10-26T09:00:00Z'),
    });
  });

  it('says from when on where an hour that is allowed comes twice', () => {
    const early = { startMinute: 60, endMinute: 90, weekdays: [7] };
    const rules = shippedRules.filter(({ id }) => id === 'us-federal').map((rule) => ({ ...rule, hours: [early] }));
    // Clocks go back from 2:00 to 1:00: it is 1:45, and 1:00 comes again in a quarter of an hour.
    expect(permissionAt(question([newYork], mobile, { rules }), Date.parse('2026-11-01T05:45:00Z'))).toMatchObject({
      state: 'barred',
      from: Date.parse('2026-11-01T06:00:00Z'),
    });
  });

  it('counts attempts to the person in any 24 hours', () => {
    const now = Date.parse('2026-11-24T18:00:00Z');
    const hoursAgo = (...hours: number[]) => hours.map((each) => now - each * 3_600_000);
    const asked = (attemptsAt: number[]) => permissionAt(question([denver], mobile, { attemptsAt }), now);
    expect(asked(hoursAgo(1, 2)).state).toBe('allowed');
    expect(asked(hoursAgo(1, 2, 25)).state).toBe('allowed');
    expect(asked(hoursAgo(1, 2, 3))).toMatchObject({
      state: 'barred',
      bar: { kind: 'attempts' },
      from: now + 21 * 3_600_000,
    });
  });

  it('counts attempts that lie ahead since the clock was set back', () => {
    const now = Date.parse('2026-11-24T18:00:00Z');
    const attemptsAt = [1, 2, 3].map((hours) => now + hours * 3_600_000);
    expect(permissionAt(question([denver], mobile, { attemptsAt }), now)).toMatchObject({
      state: 'barred',
      bar: { kind: 'attempts' },
    });
  });

  it('knows no answer where nothing tells the place', () => {
    expect(permissionAt(question([], business), 0)).toEqual({ state: 'unknown' });
    expect(callChecker(question([], business))(0)).toBe(false);
  });
});

const zones = [
  'America/New_York',
  'America/Denver',
  'America/St_Johns',
  'Europe/London',
  'Europe/Paris',
  'Asia/Kolkata',
  'Asia/Shanghai',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Pacific/Apia',
  'America/Havana',
  'UTC',
] as const;
const aMinute = fc.integer({ min: 0, max: 1440 });
const aWindow = fc
  .record({ a: aMinute, b: aMinute, weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }) })
  .filter(({ a, b }) => a !== b)
  .map(({ a, b, weekdays }) => ({ weekdays, startMinute: Math.min(a, b), endMinute: Math.max(a, b) }));
const aRule = fc
  .record({
    country: fc.constantFrom('US', 'FR', 'any', 'other'),
    scopes: fc.uniqueArray(fc.constantFrom('business', 'consumer', 'mobile'), { minLength: 1 }),
    hours: fc.option(fc.array(aWindow, { maxLength: 3 })),
    holidays: fc.constantFrom('allowed', 'barred'),
    attempts: fc.option(fc.record({ count: fc.integer({ min: 1, max: 3 }), hours: fc.integer({ min: 1, max: 48 }) })),
  })
  .map((part) =>
    callingRule.parse({
      ...part,
      id: 'drawn',
      state: null,
      kind: 'law',
      source: 's',
      asOf: '2026-01-01',
      confidence: 'low',
    }),
  );
const aPlace = fc.record({
  country: fc.constantFrom('US', 'FR', 'DE', null),
  state: fc.constant(null),
  zone: fc.constantFrom(...zones),
  from: fc.constantFrom('address' as const, 'number' as const),
});
/** Instants of 2026, half of them on days on which some clock is moved. */
const anInstant = fc.oneof(
  fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }),
  fc
    .constantFrom('2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01', '2026-04-05', '2026-10-04')
    .chain((day) => fc.integer({ min: Date.parse(day) - 12 * 3_600_000, max: Date.parse(day) + 36 * 3_600_000 })),
);

/** The same question answered another way: by the parts of the date as `Intl` writes them. */
function forbids(
  rule: CallingRule,
  place: CallPlace,
  scopes: readonly NumberScope[],
  at: number,
  attemptsAt: readonly number[],
  isKnown: boolean,
) {
  if (!rule.scopes.some((scope) => scopes.includes(scope))) return false;
  const concerns = rule.country === 'any' || rule.country === place.country || (rule.country === 'other' && !isKnown);
  if (!concerns) return false;
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: place.zone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  const day = `${part('year')}-${part('month')}-${part('day')}`;
  const calendar: Record<string, Record<string, string>> = holidays;
  if (rule.holidays === 'barred' && calendar[place.country ?? '']?.[day] !== undefined) return true;
  const recent = attemptsAt.filter((each) => each > at - (rule.attempts?.hours ?? 0) * 3_600_000);
  if (rule.attempts !== null && recent.length >= rule.attempts.count) return true;
  if (rule.hours === null) return false;
  const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part('weekday')) + 1;
  const minute = Number(part('hour')) * 60 + Number(part('minute'));
  return !rule.hours.some(
    (each) => each.weekdays.includes(weekday) && each.startMinute <= minute && minute < each.endMinute,
  );
}

describe('no call is allowed that a rule forbids', () => {
  it('for any instant, places, rules and attempts; and until when it holds', () => {
    fc.assert(
      fc.property(
        anInstant,
        fc.array(aPlace, { minLength: 1, maxLength: 3 }),
        fc.array(aRule, { maxLength: 5 }),
        fc.uniqueArray(fc.constantFrom<NumberScope>('business', 'consumer', 'mobile'), { minLength: 1 }),
        // Some lie ahead: the clock was set back.
        fc.array(fc.integer({ min: -20, max: 50 }), { maxLength: 4 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (now, places, rules, scopes, hoursAgo, part) => {
          const attemptsAt = hoursAgo.map((hours) => now - hours * 3_600_000);
          const asked = question(places, scopes, { rules, attemptsAt });
          const isForbidden = (at: number) =>
            places.some((place) =>
              rules.some((rule) =>
                forbids(
                  rule,
                  place,
                  scopes,
                  at,
                  attemptsAt,
                  rules.some(({ country }) => country === place.country),
                ),
              ),
            );
          const permission = permissionAt(asked, now);
          expect(permission.state).toBe(isForbidden(now) ? 'barred' : 'allowed');
          expect(callChecker(asked)(now)).toBe(!isForbidden(now));
          // What is said of the time until then holds at any instant of it.
          const end =
            permission.state === 'allowed' ? permission.until : permission.state === 'barred' ? permission.from : null;
          if (end !== null) {
            expect(isForbidden(end)).toBe(permission.state === 'allowed');
            expect(isForbidden(now + Math.floor((end - 1 - now) * part))).toBe(permission.state === 'barred');
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('the rules in force', () => {
  const always = callingRule.parse({
    id: 'us-federal',
    country: 'US',
    state: null,
    scopes: ['mobile'],
    hours: null,
    holidays: 'allowed',
    attempts: null,
    kind: 'courtesy',
    source: 'me',
    asOf: '2026-01-01',
    confidence: 'low',
  });
  const narrow = { ...always, hours: [{ weekdays: [2], startMinute: 600, endMinute: 660 }] };
  const at = (iso: string) => Date.parse(iso);
  const allowed = (rules: readonly CallingRule[], iso: string) =>
    callChecker(question([denver], mobile, { rules }))(at(iso));

  it('an imported row takes the place of the shipped one with its id', () => {
    const rules = rulesInForce(shippedRules, { version: 1, replaceShipped: false, rules: [always] }, null);
    expect(rules.filter(({ id }) => id === 'us-federal')).toEqual([always]);
    expect(allowed(rules, '2026-11-24T10:00:00Z')).toBe(true);
  });

  it('nothing imported loosens what an administrator prescribes', () => {
    const prescribed = { version: 1, replaceShipped: false, rules: [narrow] } as const;
    fc.assert(
      fc.property(fc.array(aRule, { maxLength: 4 }), fc.boolean(), anInstant, (rows, replaceShipped, instant) => {
        const alone = rulesInForce([], null, { ...prescribed, rules: [narrow] });
        const imported = { version: 1 as const, replaceShipped, rules: [...rows, always] };
        const together = rulesInForce(shippedRules, imported, { ...prescribed, rules: [narrow] });
        const ask = (rules: readonly CallingRule[]) => callChecker(question([denver], mobile, { rules }))(instant);
        expect(ask(together) && !ask(alone)).toBe(false);
      }),
    );
    expect(allowed(rulesInForce(shippedRules, null, { ...prescribed, rules: [narrow] }), '2026-11-24T17:30:00Z')).toBe(
      true,
    );
    expect(allowed(rulesInForce(shippedRules, null, { ...prescribed, rules: [narrow] }), '2026-11-24T18:30:00Z')).toBe(
      false,
    );
  });

  it('an imported row for a country does not take it from what is prescribed for countries without a row', () => {
    const others = callingRule.parse({ ...narrow, id: 'team-others', country: 'other', scopes: ['business'] });
    const here = callingRule.parse({ ...always, id: 'mine', country: 'NL', scopes: ['business'] });
    const amsterdam = placeIn('NL', null, 'Europe/Amsterdam');
    const monday = at('2026-11-23T10:00:00Z');
    const ask = (place: CallPlace, rules: readonly CallingRule[]) =>
      callChecker(question([place], business, { rules }))(monday);
    const imported = { version: 1 as const, replaceShipped: false, rules: [here] };
    const prescribed = { version: 1 as const, replaceShipped: false, rules: [others] };
    expect(ask(amsterdam, rulesInForce(shippedRules, imported, null))).toBe(true);
    expect(ask(amsterdam, rulesInForce(shippedRules, imported, prescribed))).toBe(false);
    // A country with a shipped row is none of the others.
    expect(ask(placeIn('GB', null, 'Europe/London'), rulesInForce(shippedRules, imported, prescribed))).toBe(true);
  });

  it('every shipped row has a source, a date and a confidence, and an id of its own', () => {
    for (const rule of shippedRules) expect(callingRule.safeParse(rule).success, rule.id).toBe(true);
    expect(new Set(shippedRules.map(({ id }) => id)).size).toBe(shippedRules.length);
  });
});

describe('the kind of line', () => {
  it('is every kind where the CRM does not tell', () => {
    expect(scopesOfNumber('work')).toEqual(['business']);
    expect(scopesOfNumber(null)).toHaveLength(3);
    expect(scopesOfNumber('other')).toHaveLength(3);
  });
});
