import { describe, expect, it } from 'vitest';
import { dayLine } from './day-line';
import { hour, noon, noTargets, nothing, snapshotOf } from './progress-rig';
import { standingOf } from './standing';

const size = { width: 330, height: 72 };
const draw = (part = {}, at = noon) => {
  const snapshot = snapshotOf(part);
  return dayLine(snapshot, standingOf(snapshot, 'handoffs', 'day', at), at, size);
};
const numbersIn = (path: string | null) => (path?.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);

describe('dayLine', () => {
  it('runs from the start of work to its end', () => {
    expect(draw()).toMatchObject({ startsAt: noon - 3 * hour, endsAt: noon + 6 * hour });
  });

  it('makes room for work before and after the working time', () => {
    const early = noon - 5 * hour;
    expect(draw({ handoffTimes: [early] }).startsAt).toBe(early);
    expect(draw({}, noon + 9 * hour).endsAt).toBe(noon + 9 * hour);
  });

  it('stays inside its box whatever the counts', () => {
    const many = Array.from({ length: 40 }, (_, index) => noon - index * 60_000);
    for (const part of [
      {},
      { handoffTimes: [], today: nothing },
      { handoffTimes: many, today: { ...nothing, handoffs: 40 } },
    ]) {
      const { steps, cone } = draw(part);
      for (const number of [...numbersIn(steps), ...numbersIn(cone)]) {
        expect(number).toBeGreaterThanOrEqual(0);
        expect(number).toBeLessThanOrEqual(size.width);
      }
    }
  });

  it('rises by one step per handoff', () => {
    const levels = numbersIn(draw().steps).filter((_, index) => index % 2 === 1);
    expect(new Set(levels).size).toBe(3);
    expect(levels).toEqual(levels.toSorted((a, b) => b - a));
    expect(draw({ handoffTimes: [], today: nothing }).now.y).toBe(size.height - 5);
  });

  it('draws no pace without a target and no cone once work is over', () => {
    expect(draw({ targets: { day: noTargets, month: noTargets } }).paceLine).toBeNull();
    expect(draw({}, noon + 7 * hour).cone).toBeNull();
  });
});
