import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignPlay, play } from './play';
import { adherenceOf, isAdherent, nextCallDueAt, nextStep, stepsOf, type Touch } from './progress';
import { readyMadePlays } from './ready-made';

const zone = 'America/Denver';
const start = Date.parse('2026-11-23T16:00:00Z');
const minutes = (count: number) => count * 60_000;
const days = (count: number) => count * 24 * 3_600_000;
const [inbound] = readyMadePlays;
if (inbound === undefined) throw new Error('no play');
const asked = (touches: readonly Touch[]) => ({ play: inbound, startedAt: start, touches, timeZone: zone });
const called = (...at: number[]): Touch[] => at.map((each) => ({ channel: 'call', at: each }));

describe('the play of a lead', () => {
  it.each([
    ['Web', 'fresh-inbound'],
    ['Trade Show', 'event-list'],
    ['Webinar', 'event-list'],
    ['Purchased List', 'cold-outbound'],
    [null, 'cold-outbound'],
  ])('is assigned by its source: %s', (source, id) => {
    expect(assignPlay(readyMadePlays, { source })?.id).toBe(id);
  });

  it('is none where no play fits, also after a play was deleted', () => {
    expect(assignPlay([inbound], { source: 'Partner' })).toBeNull();
    expect(assignPlay([], { source: 'Web' })).toBeNull();
  });

  it('every ready-made one is sound', () => {
    for (const each of readyMadePlays) expect(play.safeParse(each).success).toBe(true);
  });
});

describe('the step due', () => {
  it('goes on by what was done', () => {
    expect(nextStep(asked([]))).toMatchObject({ number: 1, dueAt: start });
    expect(nextStep(asked(called(start + minutes(3))))).toMatchObject({ number: 2, dueAt: start + minutes(45) });
    const two = called(start + minutes(3), start + minutes(50));
    expect(nextStep(asked(two))?.step.channel).toBe('email');
    // The next call is due when the next day begins in the SDR's zone.
    expect(nextCallDueAt(asked(two))).toBe(Date.parse('2026-11-24T07:00:00Z'));
  });

  it('is over after the last call', () => {
    const six = called(...[0, 1, 2, 3, 4, 5].map((day) => start + days(day)));
    expect(nextCallDueAt(asked(six))).toBeNull();
  });

  it('every touch fills at most one step, in order, and none before the play began', () => {
    const aTouch = fc.record({
      channel: fc.constantFrom('call' as const, 'email' as const, 'social' as const),
      at: fc.integer({ min: start - days(3), max: start + days(30) }),
    });
    fc.assert(
      fc.property(fc.array(aTouch, { maxLength: 20 }), (touches) => {
        const steps = stepsOf(asked(touches));
        for (const channel of ['call', 'email'] as const) {
          const of = steps.filter(({ step }) => step.channel === channel).map(({ doneAt }) => doneAt);
          const after = touches.filter((touch) => touch.channel === channel && touch.at >= start - 60_000);
          expect(of.filter((at) => at !== null)).toEqual(
            after
              .map(({ at }) => at)
              .toSorted((a, b) => a - b)
              .slice(0, of.length),
          );
        }
      }),
    );
  });
});

describe('adherence', () => {
  it('tells which test failed', () => {
    const onTime = called(start + minutes(2), start + minutes(50));
    expect(adherenceOf(asked(onTime), start + minutes(60))).toEqual({
      firstTouch: true,
      attempts: null,
      channels: null,
      pace: true,
    });
    const slow = called(start + days(3));
    const judged = adherenceOf(asked(slow), start + days(4));
    expect(judged).toEqual({ firstTouch: true, attempts: false, channels: false, pace: false });
    expect(isAdherent(judged)).toBe(false);
    expect(isAdherent(adherenceOf(asked([]), start))).toBeNull();
    const mailFirst: Touch[] = [{ channel: 'email', at: start }];
    expect(adherenceOf(asked(mailFirst), start + minutes(1)).firstTouch).toBe(false);
  });
});
