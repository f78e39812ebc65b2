import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handoff } from '../handoff/handoff';
import { dayMs } from '../model/time';
import { countFates, type FateRule, fateKinds, type LeadFate, verdictOf } from './lead-fate';
import { type PastHandoff, type PastWords, pastCases, pastTable } from './past-table';

const day = 20_000 * dayMs;
const given = { state: 'submitted', submittedAt: day } as const;
const fate = (seenDays: number, opportunities: LeadFate['opportunities'] = [], knowsStage2 = true): LeadFate => ({
  ...{ seenAt: day + seenDays * dayMs, knowsStage2, opportunities },
});
const opened = (after: number, more: { stage2?: number; won?: number } = {}) => ({
  openedAt: day + after * dayMs,
  stage2At: more.stage2 === undefined ? null : day + more.stage2 * dayMs,
  wonAt: more.won === undefined ? null : day + more.won * dayMs,
});
const won: FateRule = { kind: 'won', days: 90 };

describe('what came of a handoff', () => {
  it('is a success that came within its days, and none that came later', () => {
    expect(verdictOf(given, fate(100, [opened(5, { won: 80 })]), won)).toBe('yes');
    expect(verdictOf(given, fate(100, [opened(5, { won: 95 })]), won)).toBe('no');
    expect(verdictOf(given, fate(100), won)).toBe('no');
  });

  it('is not known of a lead nobody told of, and of stage 2 where nobody said which stage that is', () => {
    expect(verdictOf(given, null, won)).toBe('unknown');
    expect(verdictOf(given, fate(100, [opened(1)], false), { kind: 'stage2', days: 30 })).toBe('unknown');
    expect(verdictOf(given, fate(100, [opened(1)], false), { kind: 'opportunity', days: 30 })).toBe('yes');
  });

  it('counts no opportunity that was there before, unless the lead is that opportunity', () => {
    const before = opened(-40, { won: 10 });
    expect(verdictOf(given, fate(100, [before]), won)).toBe('no');
    expect(verdictOf(given, fate(100, [{ ...before, isLead: true }]), won)).toBe('yes');
  });

  it('takes what was won for past stage 2', () => {
    expect(verdictOf(given, fate(100, [opened(1, { won: 20 })]), { kind: 'stage2', days: 60 })).toBe('yes');
  });

  it('is accepted where the AE said so or made an opportunity of it; without an answer it is not known', () => {
    const accepted: FateRule = { kind: 'accepted', days: 0 };
    expect(verdictOf({ ...given, state: 'accepted' }, null, accepted)).toBe('yes');
    expect(verdictOf({ ...given, state: 'returned' }, null, accepted)).toBe('no');
    expect(verdictOf({ ...given, state: 'returned' }, fate(9, [opened(3)]), accepted)).toBe('yes');
    expect(verdictOf(given, fate(9), accepted)).toBe('unknown');
  });

  /** An opportunity is won after it was opened, if at all. */
  const someFate = fc
    .record({
      seen: fc.integer({ min: 0, max: 400 }),
      opened: fc.integer({ min: 0, max: 400 }),
      wonAfter: fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
    })
    .map(({ seen, opened: at, wonAfter }) => ({
      ...{ seen, opened: at, won: wonAfter === undefined ? undefined : at + wonAfter },
    }));

  it('never counts a lead before its days are over, success or not: chances are not flattered', () => {
    fc.assert(
      fc.property(
        someFate,
        fc.integer({ min: 1, max: 365 }),
        fc.constantFrom('opportunity', 'stage2', 'won'),
        (one, days, kind) => {
          const known = fate(one.seen, [opened(one.opened, one.won === undefined ? {} : { won: one.won })]);
          const verdict = verdictOf(given, known, { kind, days });
          expect(verdict === 'tooYoung').toBe(one.seen < days);
        },
      ),
    );
  });

  it('does not change by looking again later: what is decided stays decided', () => {
    fc.assert(
      fc.property(someFate, fc.integer({ min: 1, max: 365 }), fc.integer({ min: 0, max: 400 }), (one, days, later) => {
        const seenBy = (at: number) => {
          const isWon = one.won !== undefined && one.won <= at ? { won: one.won } : {};
          return fate(at, one.opened <= at ? [opened(one.opened, isWon)] : []);
        };
        const first = verdictOf(given, seenBy(one.seen), { kind: 'won', days });
        fc.pre(first !== 'tooYoung');
        expect(verdictOf(given, seenBy(one.seen + later), { kind: 'won', days })).toBe(first);
      }),
    );
  });

  it('gives each case one verdict, and every late success is among the others', () => {
    fc.assert(
      fc.property(fc.array(someFate, { maxLength: 40 }), fc.constantFrom(...fateKinds), (all, kind) => {
        const cases = all.map((one) => ({
          handoff: given,
          fate: fate(one.seen, [opened(one.opened, one.won === undefined ? {} : { won: one.won })]),
        }));
        const counts = countFates(cases, { kind, days: 60 });
        expect(counts.yes + counts.no + counts.tooYoung + counts.unknown).toBe(all.length);
        expect(counts.late).toBeLessThanOrEqual(counts.no);
      }),
    );
  });
});

describe('the own handoffs as a table', () => {
  const words: PastWords = {
    ...{ calls: 'Calls', score: 'Score', outcome: 'Won', yes: 'yes', no: 'no' },
    fieldName: (field) => (field === 'source' ? 'Source' : field),
    criteria: [{ id: 'need', name: 'Source', wordsOf: ({ value }) => (value.kind === 'text' ? value.text : '') }],
  };
  const lead = (id: string) => `salesforce:acme.my.salesforce.com:lead:${id}`;
  const past = (id: string, submittedAt: number, more: Partial<PastHandoff['handoff']> = {}): PastHandoff => ({
    handoff: handoff.parse({
      ...{ id: `0190a3c0-0000-7000-8000-${String(submittedAt / dayMs).padStart(12, '0')}`, recordKey: lead(id) },
      ...{ leadName: 'Dana', ae: { id: 'ae', name: 'Jonas', email: null }, brief: [], clauses: [], rulesVersion: 1 },
      ...{ score: { estimate: 50, low: 0, high: 100 }, state: 'submitted', history: [], submittedAt },
      ...{ dueAt: submittedAt, day: '2026-01-01' },
      ...more,
    }),
    answers: [],
    calledAt: [],
  });
  const dana = '00Q000000000001AAA';

  it('has the fields of the lead as they were, and tells a question and a field of the same name apart', () => {
    const one = past(dana, day, { fields: { source: 'Webinar' } });
    const cases = pastCases([one], { [lead(dana)]: fate(100, [opened(1, { won: 3 })]) }, won);
    expect(pastTable(cases, won, words)).toEqual({
      names: ['Source', 'Source (2)', 'Calls', 'Score', 'Won'],
      rows: [['', 'Webinar', '0', '50', 'yes']],
    });
  });

  it('counts a lead handed over twice once for what came of it, and twice for whether it was accepted', () => {
    const twice = [past(dana, day + dayMs), past(dana, day)];
    expect(pastCases(twice, {}, won).map(({ handoff: { submittedAt } }) => submittedAt)).toEqual([day]);
    expect(pastCases(twice, {}, { kind: 'accepted', days: 0 })).toHaveLength(2);
  });

  it('leaves out withdrawn handoffs, and takes no property of all objects for a lead', () => {
    expect(pastCases([past(dana, day, { state: 'withdrawn' })], {}, won)).toEqual([]);
    const [one] = pastCases([past(dana, day)], Object.create({ [lead(dana)]: fate(100) }), won);
    expect(one?.fate).toBeNull();
  });
});
