import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Targets, targets, workingTime } from '../../lib/progress/progress';
import { formOf, largestTarget, type TargetsForm, targetsForm } from './targets-form';

const target = fc.option(fc.integer({ min: 1, max: largestTarget }));
const perMetric = fc.record({ dials: target, connects: target, conversations: target, handoffs: target });
const anyTargets: fc.Arbitrary<Targets> = fc.record({ day: perMetric, month: perMetric });
const anyWorkingTime = fc
  .record({
    weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    startMinute: fc.nat(1439),
    endMinute: fc.integer({ min: 1, max: 1440 }),
  })
  .filter(({ startMinute, endMinute }) => startMinute !== endMinute % 1440);

const plain: TargetsForm = formOf(
  {
    day: { dials: 45, connects: null, conversations: 6, handoffs: 1 },
    month: { dials: 810, connects: null, conversations: 108, handoffs: 15 },
  },
  { weekdays: [1, 2, 3, 4, 5], startMinute: 540, endMinute: 1080 },
);

function problemOf(part: Partial<TargetsForm>): string | undefined {
  const parsed = targetsForm.safeParse({ ...plain, ...part });
  return parsed.success ? undefined : parsed.error.issues[0]?.message;
}
const withDials = (dials: string) => ({ day: { ...plain.day, dials } });

describe('targetsForm', () => {
  it('gives back exactly what the form was filled with', () => {
    fc.assert(
      fc.property(anyTargets, anyWorkingTime, (given, time) => {
        expect(targetsForm.parse(formOf(given, time))).toEqual({ targets: given, workingTime: time });
      }),
    );
  });

  it('makes only what the protocol accepts, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (dials, start, end) => {
        const parsed = targetsForm.safeParse({ ...plain, ...withDials(dials), start, end });
        if (!parsed.success) return;
        targets.parse(parsed.data.targets);
        workingTime.parse(parsed.data.workingTime);
      }),
    );
  });

  it.each(['12.5', '-3', '0', 'many', '1e3', '１２'])('refuses %s as a target', (typed) => {
    expect(problemOf(withDials(typed))).toBe('wholeNumber');
  });

  it('takes blanks around a number, and nothing for no target', () => {
    expect(targetsForm.parse({ ...plain, ...withDials(' 60 ') }).targets.day.dials).toBe(60);
    expect(targetsForm.parse({ ...plain, ...withDials('  ') }).targets.day.dials).toBeNull();
  });

  it('refuses a slip of the finger, a week without work and a day without length', () => {
    expect(problemOf(withDials(String(largestTarget + 1)))).toBe('tooLarge');
    expect(problemOf({ weekdays: [] })).toBe('weekdays');
    expect(problemOf({ start: '09:00', end: '09:00' })).toBe('sameTime');
    expect(problemOf({ start: '' })).toBe('time');
  });

  it('takes midnight as the end of the day', () => {
    expect(targetsForm.parse({ ...plain, end: '00:00' }).workingTime.endMinute).toBe(1440);
  });
});
