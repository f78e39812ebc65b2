import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomes } from '../calls/outcomes';
import { followUpAfterReturn } from './after-return';
import { type AnsweredHandoff, answerFiguresOf, figuresDays, workedBetween } from './answer-figures';
import { type Handoff, returnReasons } from './handoff';

const hour = 3_600_000;
/** Tuesday, 24 November 2026, 12:00 in UTC. */
const noon = Date.UTC(2026, 10, 24, 12);
const question = {
  ...{ now: noon, timeZone: 'UTC' },
  workingTime: { weekdays: [1, 2, 3, 4, 5], startMinute: 540, endMinute: 1080 },
};

function given(submittedAt: number, state: Handoff['state'] = 'submitted', at = submittedAt): AnsweredHandoff {
  const first = { state: 'submitted', at: submittedAt, reason: null } as const;
  const history = state === 'submitted' ? [first] : [first, { state, at, reason: null }];
  return { state, history, submittedAt, dueAt: submittedAt + 24 * hour };
}

describe('how AEs answer', () => {
  it('is counted by answers that stand, in working time', () => {
    // Friday 17:00 to Monday 10:00 are two working hours.
    const friday = Date.UTC(2026, 10, 20, 17);
    const monday = Date.UTC(2026, 10, 23, 10);
    const handoffs = [
      given(friday, 'accepted', monday),
      given(noon - 3 * hour, 'returned', noon - 2 * hour),
      given(noon - 2 * hour),
      given(noon - 48 * hour),
      given(noon - hour, 'withdrawn'),
      given(noon - (figuresDays + 1) * 24 * hour, 'accepted'),
    ];
    expect(answerFiguresOf(handoffs, question)).toEqual({
      ...{ given: 4, accepted: 1, returned: 1, waiting: 1, overdue: 1, medianMs: 1.5 * hour },
      // Both whose time is over: answered after the day, and not at all.
      ...{ inTime: 0, timeOver: 2 },
    });
  });

  it('has no time to answer where nobody answered', () => {
    expect(answerFiguresOf([given(noon)], question)).toMatchObject({ medianMs: null, waiting: 1 });
  });

  it('counts every handoff given once', () => {
    const states = fc.constantFrom('submitted', 'accepted', 'returned', 'withdrawn') satisfies fc.Arbitrary<
      Handoff['state']
    >;
    const some = fc.array(fc.tuple(fc.integer({ min: noon - 80 * 24 * hour, max: noon }), states));
    fc.assert(
      fc.property(some, (all) => {
        const handoffs = all.map(([at, state]) => given(at, state));
        const { accepted, returned, waiting, overdue, ...figures } = answerFiguresOf(handoffs, question);
        expect(accepted + returned + waiting + overdue).toBe(figures.given);
        expect(figures.inTime).toBeLessThanOrEqual(figures.timeOver);
      }),
    );
  });

  it('takes no more working time than time, and adds up', () => {
    const at = fc.integer({ min: noon - 20 * 24 * hour, max: noon });
    fc.assert(
      fc.property(at, at, at, (...times) => {
        const [a = 0, b = 0, c = 0] = times.toSorted((x, y) => x - y);
        const whole = workedBetween(a, c, question);
        expect(whole).toBeLessThanOrEqual(c - a);
        expect(workedBetween(a, b, question) + workedBetween(b, c, question)).toBe(whole);
      }),
    );
  });
});

describe('what follows a return', () => {
  it('is something that outcomes of calls know too, for every reason', () => {
    const known = new Set(outcomes.map(({ followUp }) => followUp.kind));
    for (const reason of [...returnReasons, null]) expect(known).toContain(followUpAfterReturn(reason).kind);
    expect(followUpAfterReturn('duplicate')).toEqual({ kind: 'none' });
  });
});
