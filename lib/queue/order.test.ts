import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orgOfKey, type RecordKey, recordKey } from '../model/record';
import { companyOf } from './company';
import { hourKey, hourWeight, withDial } from './hours';
import {
  compareRanked,
  frontOf,
  nextLead,
  type QueueQuestion,
  type RankedLead,
  randomShare,
  rankLead,
  rankQueue,
} from './order';
import type { QueueLead } from './queue-lead';

const now = Date.UTC(2026, 10, 24, 15, 0);
const hourMs = 3_600_000;
const keyOf = (number: number): RecordKey =>
  recordKey({ crm: 'hubspot', org: '4711', object: 'contact', id: String(number + 1) });

function lead(number: number, part: Partial<QueueLead> = {}): QueueLead {
  const key = keyOf(number);
  return {
    recordKey: key,
    org: orgOfKey(key),
    name: `Lead ${number}`,
    company: null,
    kind: 'outbound',
    window: 'open',
    zone: 'America/Denver',
    barred: null,
    fit: null,
    attempts: 0,
    lastCallAt: null,
    triedAt: [],
    othersCallAt: null,
    dueAt: null,
    stepDueAt: null,
    freshAt: null,
    ...part,
  };
}
const mayCall = (window: string) => (window === 'open' ? true : window === 'shut' ? false : null);
const limitsOf = () => [{ count: 3, hours: 24 }];
const question: QueueQuestion = {
  now,
  dayStart: now - 15 * hourMs,
  mayCall,
  limitsOf,
  notAgain: [],
  hours: {},
  draw: 0.99,
  pick: 0,
};
const nextOf = (leads: readonly QueueLead[], part: Partial<QueueQuestion> = {}) =>
  nextLead(leads, { ...question, ...part })?.next.lead.name ?? null;

describe('who is next', () => {
  const due = lead(1, { dueAt: now - 60_000, attempts: 2, lastCallAt: now - 20 * hourMs });
  const dueLonger = lead(2, { dueAt: now - 2 * hourMs, attempts: 2, lastCallAt: now - 20 * hourMs });
  const fresh = lead(3, { freshAt: now - 4 * 60_000 });
  const step = lead(4, { stepDueAt: now - hourMs, fit: 0.1 });
  const good = lead(5, { fit: 0.9 });

  it('a promise due, then a lead that just came in, then the play, then the fit', () => {
    const all = [good, step, fresh, due, dueLonger];
    expect(rankQueue(all, question).map((each) => [each.lead.name, each.band])).toEqual([
      ['Lead 2', 'promise'],
      ['Lead 1', 'promise'],
      ['Lead 3', 'fresh'],
      ['Lead 4', 'step'],
      ['Lead 5', 'fit'],
    ]);
  });

  it.each([
    ['must not be called', { barred: 'doNotCall' }],
    ['is another rep’s', { barred: 'otherRep' }],
    ['was called by a team-mate an hour ago', { othersCallAt: now - hourMs }],
    ['may not be called at this hour', { window: 'shut' }],
    ['was tried three times today', { triedAt: [now - 9 * hourMs, now - 7 * hourMs, now - 5 * hourMs] }],
    ['has a promise for later', { dueAt: now + hourMs }],
    ['has a play whose next step is due later', { stepDueAt: now + hourMs, attempts: 1 }],
    ['was promised a call that may not be made at this hour', { window: 'shut', dueAt: now - 1 }],
    ['was promised a call and must not be called any more', { barred: 'doNotCall', dueAt: now - 1 }],
    ['was promised a call and is another rep’s now', { barred: 'otherRep', dueAt: now - 1 }],
    ['was called a moment ago', { lastCallAt: now - 60_000, dueAt: now - 2 * hourMs }],
  ] satisfies [string, Partial<QueueLead>][])('never one that %s', (_, part) => {
    expect(nextOf([lead(1, { ...part, fit: 1 })])).toBeNull();
  });

  it('is not misled by dates of the next century, nor by a clock that was set back', () => {
    const nextCentury = Date.UTC(2126, 0, 1);
    const ranked = rankQueue(
      [
        lead(1, { freshAt: nextCentury, fit: 0.1 }),
        lead(2, { othersCallAt: nextCentury, fit: 0.9 }),
        lead(3, { lastCallAt: nextCentury, dueAt: now - 1 }),
        lead(4, { lastCallAt: now + hourMs, dueAt: now - 1 }),
      ],
      question,
    );
    // Whoever was called an hour from now was called just now, before the clock was set back.
    expect(ranked.map((each) => [each.lead.name, each.band])).toEqual([
      ['Lead 3', 'promise'],
      ['Lead 2', 'fit'],
      ['Lead 1', 'fit'],
    ]);
  });

  it('takes from the list chosen, and keeps due promises whatever the list', () => {
    const isListed = ({ recordKey: key }: QueueLead) => key === keyOf(4);
    expect(rankQueue([good, step, fresh, due], { ...question, isListed }).map(({ lead: { name } }) => name)).toEqual([
      'Lead 1',
      'Lead 4',
    ]);
    expect(nextOf([good, fresh], { isListed })).toBeNull();
  });

  it('keeps a promise to somebody whose place is not known, and calls nobody else there', () => {
    expect(nextOf([lead(1, { window: 'nowhere', fit: 1 })])).toBeNull();
    expect(nextOf([lead(1, { window: 'nowhere', dueAt: now - 1 })])).toBe('Lead 1');
  });

  it('prefers the hour at which such leads are reached', () => {
    let hours = {};
    // 08:00 in Denver reaches many, 10:00 in New York few.
    for (let dial = 0; dial < 200; dial += 1) {
      hours = withDial(hours, 'outbound', 8, dial % 4 === 0);
      hours = withDial(hours, 'outbound', 10, dial % 50 === 0);
    }
    const newYork = lead(1, { zone: 'America/New_York', fit: 0.6 });
    const denver = lead(2, { zone: 'America/Denver', fit: 0.6 });
    expect(nextOf([newYork, denver], { hours })).toBe('Lead 2');
    expect(nextOf([newYork, denver])).toBe('Lead 1');
  });
});

describe('people of one company', () => {
  const acme = (number: number, part: Partial<QueueLead> = {}) => lead(number, { company: 'Acme  GmbH', ...part });
  const order = (leads: readonly QueueLead[]) => rankQueue(leads, question).map(({ lead: { name } }) => name);

  it('are not called one after the other on one day: once one was, the others stand behind everybody else', () => {
    const called = acme(1, { lastCallAt: now - hourMs, barred: 'ended' });
    const other = lead(3, { fit: 0.1, company: 'Elsewhere' });
    expect(order([acme(2, { fit: 0.9 }), other])).toEqual(['Lead 2', 'Lead 3']);
    expect(order([called, acme(2, { fit: 0.9 }), other])).toEqual(['Lead 3', 'Lead 2']);
    expect(nextLead([called, acme(2, { fit: 0.9 })], question)?.next).toMatchObject({
      lead: { name: 'Lead 2' },
      colleague: { name: 'Lead 1', at: now - hourMs },
      isHeld: true,
    });
    // Yesterday's call, one of another org's company of that name, and the lead's own do not hold it.
    expect(order([acme(1, { lastCallAt: now - 16 * hourMs }), acme(2, { fit: 0.9 }), other])[0]).toBe('Lead 2');
    expect(order([{ ...called, org: 'hubspot:1' as QueueLead['org'] }, acme(2, { fit: 0.9 }), other])[0]).toBe(
      'Lead 2',
    );
    expect(order([acme(2, { fit: 0.9, lastCallAt: now - 5 * hourMs }), other])[0]).toBe('Lead 2');
  });

  it('are held by a team-mate’s call as well, and never from what they were promised', () => {
    const called = acme(1, { othersCallAt: now - hourMs });
    const promised = acme(2, { dueAt: now - 60_000 });
    expect(order([called, promised, acme(4, { fit: 1 }), lead(3, { fit: 0.1 })])).toEqual([
      'Lead 2',
      'Lead 3',
      'Lead 4',
    ]);
  });

  it('stand in the list with the first of them only among the others', () => {
    expect(order([acme(1, { fit: 0.9 }), acme(2, { fit: 0.8 }), lead(3, { fit: 0.1 })])).toEqual([
      'Lead 1',
      'Lead 3',
      'Lead 2',
    ]);
  });
});

describe('hours', () => {
  it('are flat while nothing is known, and move toward what is seen, never past it', () => {
    expect(hourWeight({}, 'inbound', 9)).toBe(1);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 23 }), fc.boolean()), { minLength: 1, maxLength: 400 }),
        (dials) => {
          let counts = {};
          for (const [hour, isConnect] of dials) counts = withDial(counts, 'k', hour, isConnect);
          const rate = (dials.filter(([, isConnect]) => isConnect).length + 60 * 0.08) / (dials.length + 60);
          for (const [hour] of dials) {
            const { dials: n, connects } = (counts as Record<string, { dials: number; connects: number }>)[
              hourKey('k', hour)
            ] ?? { dials: 1, connects: 0 };
            const weight = hourWeight(counts, 'k', hour);
            const own = connects / n / rate;
            expect(weight).toBeGreaterThanOrEqual(Math.min(1, own) - 1e-9);
            expect(weight).toBeLessThanOrEqual(Math.max(1, own) + 1e-9);
          }
          expect(hourWeight(counts, 'other', 9)).toBe(1);
        },
      ),
    );
  });
});

const anInstant = fc.option(fc.integer({ min: now - 60 * hourMs, max: now + 60 * hourMs }));
const anInstantOrNone = fc.oneof(fc.constant(null), anInstant);
const leads = fc
  .array(
    fc.record({
      window: fc.constantFrom('open', 'open', 'open', 'shut', 'nowhere'),
      // Most may be called and half were promised nothing, so that every band has somebody in it.
      barred: fc.option(fc.constantFrom('doNotCall', 'ended', 'handedOver', 'otherRep', 'noNumber'), {
        freq: 1,
        nil: null,
      }),
      fit: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      attempts: fc.nat(9),
      lastCallAt: anInstantOrNone,
      triedAt: fc.array(fc.integer({ min: now - 60 * hourMs, max: now }), { maxLength: 4 }),
      othersCallAt: anInstantOrNone,
      dueAt: anInstantOrNone,
      stepDueAt: anInstant,
      freshAt: anInstant,
      kind: fc.constantFrom('inbound', 'outbound'),
      zone: fc.constantFrom('America/Denver', 'Asia/Tokyo', null),
      company: fc.constantFrom('Acme', 'acme ', 'Zeta', '', null),
    }),
    { maxLength: 30 },
  )
  .map((parts) => parts.map((part, number) => lead(number, part)));
const asked = fc
  .record({
    // Chance chooses often enough to be seen choosing.
    draw: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.999, noNaN: true })),
    pick: fc.double({ min: 0, max: 0.999, noNaN: true }),
    last: fc.nat(30),
    listed: fc.option(fc.uniqueArray(fc.nat(30)), { nil: undefined }),
  })
  .map(({ draw, pick, last, listed }): QueueQuestion => {
    const keys = new Set(listed?.map(keyOf));
    const isListed = listed === undefined ? {} : { isListed: (each: QueueLead) => keys.has(each.recordKey) };
    return { ...question, ...isListed, draw, pick, notAgain: [keyOf(last)] };
  });

describe('the queue', () => {
  it('is a total order, and the next lead is its first unless chance chose', () => {
    fc.assert(
      fc.property(leads, asked, (all, ask) => {
        const ranked = rankQueue(all, ask);
        for (const [index, one] of ranked.entries()) {
          for (const [other, two] of ranked.entries())
            expect(Math.sign(compareRanked(one, two))).toBe(Math.sign(index - other));
        }
        const chosen = nextLead(all, ask);
        if (chosen === null) expect(ranked).toEqual([]);
        else if (!chosen.random) expect(chosen.next).toEqual(ranked[0]);
        else {
          expect(ask.draw).toBeLessThan(randomShare);
          expect(ranked[0]?.isHeld === true || ['step', 'fit'].includes(ranked[0]?.band ?? '')).toBe(true);
          expect(ranked.map((each) => each.lead.recordKey)).toContain(chosen.next.lead.recordKey);
        }
      }),
    );
  });

  it('has in front whom it has first, but for companies: of them each one stands by itself', () => {
    const alone = leads.map((all) => all.map((each) => ({ ...each, company: null })));
    fc.assert(
      fc.property(alone, asked, fc.integer({ min: 1, max: 12 }), (all, ask, count) => {
        expect(frontOf(all, ask, count)).toEqual(rankQueue(all, ask).slice(0, count));
      }),
    );
    fc.assert(
      fc.property(leads, asked, (all, ask) => {
        expect(frontOf(all, ask, 1)).toEqual(rankQueue(all, ask).slice(0, 1));
        const among = all.filter((_, index) => index % 3 === 0);
        const chosen = nextLead(all, { ...ask, draw: 1 }, among)?.next ?? null;
        const best = frontOf(all, ask, all.length).find(({ lead: { recordKey: key } }) =>
          among.some((each) => each.recordKey === key),
        );
        expect(chosen).toEqual(best ?? null);
      }),
    );
  });

  it('has one order among leads that are worth the same', () => {
    const alike = fc.constantFrom<Partial<QueueLead>>({}, { fit: 0.5 }, { dueAt: now - 1 }, { freshAt: now - 1 });
    const many = fc
      .array(alike, { minLength: 2, maxLength: 12 })
      .map((parts) => parts.map((part, at) => lead(at, part)));
    fc.assert(
      fc.property(
        many.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          const ranked = rankQueue(all, question);
          expect(rankQueue(shuffled, question)).toEqual(ranked);
          expect(nextLead(shuffled, question)?.next).toEqual(ranked[0]);
          for (const [index, each] of ranked.slice(1).entries()) {
            expect(compareRanked(ranked[index] ?? each, each)).toBeLessThan(0);
          }
        },
      ),
    );
  });

  it('does not depend on the order in which leads are known', () => {
    fc.assert(
      fc.property(
        leads.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        asked,
        ([all, shuffled], ask) => {
          expect(rankQueue(shuffled, ask)).toEqual(rankQueue(all, ask));
          expect(nextLead(shuffled, ask)).toEqual(nextLead(all, ask));
        },
      ),
    );
  });

  it('calls two of one company one after the other only where that was promised, or nobody else is left', () => {
    fc.assert(
      fc.property(leads, asked, (all, ask) => {
        const waiting = new Map<RecordKey, QueueLead>(
          all.map((each) => [each.recordKey, { ...each, lastCallAt: null, othersCallAt: null }]),
        );
        let before: QueueLead | null = null;
        for (let turn = 0; turn < all.length; turn += 1) {
          const asking: QueueQuestion = { ...ask, notAgain: before === null ? [] : [before.recordKey] };
          const found: RankedLead | undefined = nextLead(waiting.values(), asking)?.next;
          if (found === undefined) break;
          const company = companyOf(found.lead);
          if (before !== null && company !== null && company === companyOf(before) && found.band !== 'promise') {
            const others = rankQueue(waiting.values(), asking).filter(({ isHeld }) => !isHeld);
            expect(others).toEqual([]);
          }
          const called = { ...found.lead, dueAt: null, lastCallAt: ask.now - 11 * 60_000, attempts: 1 };
          waiting.set(called.recordKey, called);
          before = called;
        }
      }),
    );
  });

  it('starves no due promise: called in turn, every one that may be called comes before anything else', () => {
    fc.assert(
      fc.property(leads, asked, (all, ask) => {
        const waiting = new Map(all.map((each) => [each.recordKey, each]));
        const isDue = (each: QueueLead) => rankLead(each, { ...ask, notAgain: [] })?.band === 'promise';
        const promised = all.filter((each) => isDue(each)).map((each) => each.recordKey);
        const order: string[] = [];
        let notAgain: readonly string[] = [];
        for (let turn = 0; turn < promised.length; turn += 1) {
          const next = nextLead(waiting.values(), { ...ask, notAgain })?.next.lead;
          if (next === undefined) break;
          expect(notAgain).not.toContain(next.recordKey);
          order.push(next.recordKey);
          // Called and logged: the promise is kept.
          waiting.set(next.recordKey, { ...next, dueAt: null, lastCallAt: ask.now });
          notAgain = [next.recordKey];
        }
        expect(order.toSorted()).toEqual(promised.toSorted());
      }),
    );
  });

  it('never proposes the lead at hand, nor one that is barred, shut or just called', () => {
    fc.assert(
      fc.property(leads, asked, (all, ask) => {
        const next = nextLead(all, ask)?.next.lead;
        if (next === undefined) return;
        expect(ask.notAgain).not.toContain(next.recordKey);
        expect(next.barred).toBeNull();
        expect(next.window).not.toBe('shut');
        expect(Math.abs(ask.now - (next.othersCallAt ?? Number.NEGATIVE_INFINITY))).toBeGreaterThanOrEqual(24 * hourMs);
      }),
    );
  });
});
