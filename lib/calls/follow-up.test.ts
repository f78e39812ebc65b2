import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, localDayOf, minuteMs, minuteOfDay, weekdayOf } from '../model/time';
import { isWorking, type WorkingHours } from '../model/working-time';
import { type FollowUpQuestion, suggestFollowUps } from './follow-up';
import { leadHoursIn } from './lead-hours';
import { findOutcome, outcomes } from './outcomes';

const office: WorkingHours = { weekdays: [1, 2, 3, 4, 5], startMinute: 9 * 60, endMinute: 18 * 60 };
const denver = 'America/Denver';

function ask(outcomeId: string, more: Partial<FollowUpQuestion> & { now: number }) {
  const outcome = findOutcome(outcomeId);
  if (outcome === undefined) throw new Error(`no outcome ${outcomeId}`);
  return suggestFollowUps({
    outcome,
    zones: [denver],
    ownZone: denver,
    workingTime: office,
    triedAt: [more.now],
    ...more,
  });
}

function shown(at: number, timeZone: string): string {
  const minute = minuteOfDay(at, timeZone);
  return `${localDayOf(at, timeZone)} ${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
}

const zones = fc.constantFrom(
  denver,
  'America/New_York',
  'Asia/Dubai',
  'Asia/Kathmandu',
  'Asia/Riyadh',
  'Asia/Shanghai',
  'Australia/Lord_Howe',
  'Europe/London',
  'Pacific/Honolulu',
);
const questions: fc.Arbitrary<FollowUpQuestion> = fc
  .record({
    outcome: fc.constantFrom(...outcomes),
    now: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) }),
    zones: fc.uniqueArray(zones, { maxLength: 3 }),
    ownZone: zones,
    workingTime: fc.record({
      weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
      startMinute: fc.integer({ min: 0, max: 1439 }),
      endMinute: fc.integer({ min: 1, max: 1440 }),
    }),
    minutesAgo: fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 5 }),
  })
  .map(({ minutesAgo, ...rest }) => ({ ...rest, triedAt: minutesAgo.map((minutes) => rest.now - minutes * minuteMs) }));

describe('suggested follow-ups, whatever the outcome, the zones and the hours', () => {
  it('lie in the future, inside the working hours of the lead, on the half hour of its clock', () => {
    fc.assert(
      fc.property(questions, (question) => {
        for (const { dueAt, timeZone } of suggestFollowUps(question)) {
          expect(timeZone).toBe(question.zones[0] ?? question.ownZone);
          expect(dueAt).toBeGreaterThan(question.now);
          expect(isWorking(dueAt, leadHoursIn(timeZone), timeZone)).toBe(true);
          expect(minuteOfDay(dueAt, timeZone) % 30).toBe(0);
          expect(dueAt % minuteMs).toBe(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are one at least where the outcome asks for one, three at most, no two alike, and none where it does not', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const times = suggestFollowUps(question).map(({ dueAt }) => dueAt);
        expect(times.length > 0).toBe(question.outcome.followUp.kind !== 'none');
        expect(times.length).toBeLessThanOrEqual(3);
        expect(new Set(times).size).toBe(times.length);
      }),
      { numRuns: 60 },
    );
  });

  it('are three where the outcome asks for one and every week has days on which both sides work', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const times = suggestFollowUps({
          ...question,
          ownZone: question.zones[0] ?? question.ownZone,
          workingTime: office,
        });
        expect(times).toHaveLength(question.outcome.followUp.kind === 'none' ? 0 : 3);
      }),
      { numRuns: 60 },
    );
  });

  it('are not at times one side does not work for the sake of one more', () => {
    const onMonday = (at: number) => localDayOf(at, denver) === '2026-11-30' || weekdayOf(localDayOf(at, denver)) === 7;
    const now = instantOf('2026-11-27', 600, denver);
    fc.assert(
      fc.property(fc.constantFrom(...outcomes), fc.integer({ min: 570, max: 1050 }), (outcome, latest) => {
        const isAllowed = (at: number) => onMonday(at) && minuteOfDay(at, denver) < latest;
        for (const { dueAt } of ask(outcome.id, { now, isAllowed })) {
          if (outcome.followUp.kind !== 'recycle') expect(isWorking(dueAt, office, denver)).toBe(true);
        }
      }),
    );
  });

  it('suit every candidate zone where their days overlap', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const candidates = [denver, 'America/New_York'];
        for (const { dueAt } of suggestFollowUps({ ...question, zones: candidates })) {
          for (const zone of candidates) expect(isWorking(dueAt, leadHoursIn(zone), zone)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('never come sooner than the outcome says', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const { followUp } = question.outcome;
        const [first] = suggestFollowUps(question);
        if (first === undefined) return;
        if (followUp.kind === 'retry') {
          expect(first.dueAt).toBeGreaterThanOrEqual(question.now + followUp.afterMinutes * minuteMs);
        }
        if (followUp.kind === 'recycle') {
          expect(first.dueAt).toBeGreaterThan(question.now + (followUp.afterDays - 1.1) * 1440 * minuteMs);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a try tomorrow', () => {
  const isFar = (minute: number, others: readonly number[]) => others.every((other) => Math.abs(minute - other) >= 120);

  it('is at an hour neither tried nor proposed for that day already, while the window of that day has one', () => {
    const triedMinutes = fc.array(fc.integer({ min: 0, max: 1439 }), { maxLength: 6 });
    const window = fc.record({ start: fc.integer({ min: 16, max: 26 }), length: fc.integer({ min: 2, max: 20 }) });
    fc.assert(
      fc.property(questions, triedMinutes, window, (question, tried, { start, length }) => {
        const timeZone = question.zones[0] ?? question.ownZone;
        const minute = (at: number) => minuteOfDay(at, timeZone);
        const isAllowed = (at: number) => minute(at) >= start * 30 && minute(at) < (start + length) * 30;
        const triedAt = tried.map((each) => instantOf('2025-11-03', each, timeZone));
        const plain = { ...question, zones: [timeZone], ownZone: timeZone, workingTime: office, triedAt, isAllowed };
        const found = suggestFollowUps(plain);
        for (const [index, { dueAt, why }] of found.entries()) {
          expect(isAllowed(dueAt)).toBe(true);
          if (why !== 'tomorrow') continue;
          const day = localDayOf(dueAt, timeZone);
          const before = found.slice(0, index).filter((other) => localDayOf(other.dueAt, timeZone) === day);
          const taken = [...triedAt, ...before.map((other) => other.dueAt)].map(minute);
          const slots = Array.from({ length: 48 }, (_, half) => instantOf(day, half * 30, timeZone));
          const left = slots.filter(
            (at) =>
              isAllowed(at) &&
              isWorking(at, leadHoursIn(timeZone), timeZone) &&
              isWorking(at, office, timeZone) &&
              isWorking(at + 14 * minuteMs, office, timeZone) &&
              isFar(minute(at), taken),
          );
          if (left.length > 0) expect(isFar(minute(dueAt), taken)).toBe(true);
          if (isFar(minute(found[0]?.dueAt ?? 0), tried)) expect(isFar(minute(dueAt), tried)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('a time that was named', () => {
  it('comes first, is to come, and is allowed; an exact hour is kept where it is', () => {
    const named = fc.record({ inMinutes: fc.integer({ min: 1, max: 60 * 24 * 60 }), isExact: fc.boolean() });
    fc.assert(
      fc.property(questions, named, (question, { inMinutes, isExact }) => {
        const at = question.now + inMinutes * minuteMs;
        const isAllowed = (when: number) => weekdayOf(localDayOf(when, question.ownZone)) !== 7;
        const [first] = suggestFollowUps({ ...question, heard: { at, isExact }, isAllowed });
        if (question.outcome.followUp.kind === 'none') expect(first).toBeUndefined();
        else if (first !== undefined) {
          expect(first.dueAt).toBeGreaterThan(question.now);
          expect(isAllowed(first.dueAt)).toBe(true);
          if (isExact && isAllowed(at)) expect(first).toMatchObject({ dueAt: at, why: 'heard' });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is not proposed where no follow-up can be set for it', () => {
    const now = instantOf('2026-11-23', 600, denver);
    const at = instantOf('2126-12-03', 600, denver);
    expect(ask('callBack', { now, heard: { at, isExact: true } }).map(({ why }) => why)).not.toContain('heard');
  });

  it('is an hour of the lead’s working day where only the day was named', () => {
    const at = instantOf('2026-12-03', 600, denver);
    const [first] = ask('callBack', { now: instantOf('2026-11-23', 600, denver), heard: { at, isExact: false } });
    expect([shown(first?.dueAt ?? 0, denver), first?.why]).toEqual(['2026-12-03 10:00', 'heard']);
  });
});

describe('the play’s next call', () => {
  const now = instantOf('2026-11-23', 600, denver);

  it('is proposed first where nobody was reached, at an hour not tried yet, never before the next try may come', () => {
    const stepDueAt = instantOf('2026-11-25', 0, denver);
    const [first, second] = ask('noAnswer', { now, stepDueAt });
    expect([shown(first?.dueAt ?? 0, denver), first?.why]).toEqual(['2026-11-25 12:00', 'step']);
    expect(second?.why).toBe('retry');
    const [soon] = ask('noAnswer', { now, stepDueAt: now });
    expect(soon?.dueAt).toBeGreaterThanOrEqual(now + 240 * minuteMs);
  });

  it('is not what a person who answered was promised', () => {
    expect(ask('callBack', { now, stepDueAt: now }).map(({ why }) => why)).not.toContain('step');
  });
});

describe('suggested follow-ups', () => {
  const monday = (minute: number) => instantOf('2026-11-23', minute, denver);

  it('after no answer: another hour, else tomorrow morning or afternoon, where that was not tried', () => {
    const found = ask('noAnswer', { now: monday(16 * 60 + 30), triedAt: [monday(16 * 60 + 30)] });
    expect(found.map(({ dueAt, why }) => [shown(dueAt, denver), why])).toEqual([
      ['2026-11-24 9:00', 'retry'],
      ['2026-11-24 11:00', 'tomorrow'],
      ['2026-11-24 14:00', 'tomorrow'],
    ]);
    const after10 = ask('noAnswer', { now: monday(10 * 60) });
    expect(after10.map(({ dueAt, why }) => [shown(dueAt, denver), why])).toEqual([
      ['2026-11-23 14:00', 'retry'],
      ['2026-11-24 12:00', 'tomorrow'],
      ['2026-11-24 14:00', 'tomorrow'],
    ]);
  });

  it('after no answer in the afternoon: tomorrow, at hours not tried yet', () => {
    const found = ask('noAnswer', { now: monday(15 * 60), triedAt: [monday(15 * 60), monday(9 * 60)] });
    expect(found.map(({ dueAt }) => shown(dueAt, denver))).toEqual([
      '2026-11-24 11:00',
      '2026-11-24 13:00',
      '2026-11-25 13:00',
    ]);
  });

  it('after no answer, where both sides work for two hours a day only: the days after, at the hour not tried yet', () => {
    const now = instantOf('2026-11-27', 8 * 60 + 13, denver);
    const found = ask('noAnswer', { now, ownZone: 'UTC', stepDueAt: now });
    expect(found.map(({ dueAt }) => shown(dueAt, denver))).toEqual([
      '2026-11-30 10:30',
      '2026-12-01 10:30',
      '2026-12-02 10:30',
    ]);
  });

  it('take morning and afternoon where every hour was tried', () => {
    const triedAt = [9, 11, 13, 15, 17].map((hour) => monday(hour * 60));
    const found = ask('noAnswer', { now: monday(17 * 60), triedAt });
    expect(found.map(({ dueAt }) => shown(dueAt, denver))).toEqual([
      '2026-11-24 9:00',
      '2026-11-24 10:00',
      '2026-11-24 14:00',
    ]);
  });

  it('after a busy line: soon, whatever the hour', () => {
    const [first] = ask('busy', { now: monday(10 * 60 + 5) });
    expect(first && shown(first.dueAt, denver)).toBe('2026-11-23 11:00');
  });

  it('after a promise: the next working morning first, later today offered', () => {
    const found = ask('callBack', { now: monday(10 * 60 + 10) });
    expect(found.map(({ dueAt }) => shown(dueAt, denver))).toEqual([
      '2026-11-24 10:00',
      '2026-11-24 14:00',
      '2026-11-23 12:30',
    ]);
    expect(new Set(found.map(({ why }) => why))).toEqual(new Set(['promise']));
  });

  it('after not now: the outcome’s own wait first, on a working day', () => {
    const found = ask('notNow', { now: monday(10 * 60) });
    expect(found.map(({ dueAt }) => localDayOf(dueAt, denver))).toEqual(['2027-02-22', '2026-12-23', '2027-05-24']);
    for (const { dueAt } of found) expect(weekdayOf(localDayOf(dueAt, denver))).toBeLessThan(6);
  });

  it('keep to the hours both sides work, and to the lead’s where there are none', () => {
    const now = instantOf('2026-11-23', 10 * 60, 'Europe/London');
    const both = ask('callBack', { now, ownZone: 'Europe/London' });
    for (const { dueAt } of both) {
      expect(isWorking(dueAt, office, 'Europe/London')).toBe(true);
      expect(isWorking(dueAt, leadHoursIn(denver), denver)).toBe(true);
    }
    const [first] = ask('callBack', { now, ownZone: 'Asia/Shanghai' });
    expect(first && isWorking(first.dueAt, leadHoursIn(denver), denver)).toBe(true);
  });

  it('follow the likeliest zone where candidates share no hour, and one’s own where none is known', () => {
    const now = monday(10 * 60);
    const [apart] = ask('callBack', { now, zones: ['Asia/Shanghai', denver] });
    expect(apart && isWorking(apart.dueAt, leadHoursIn('Asia/Shanghai'), 'Asia/Shanghai')).toBe(true);
    const [unknown] = ask('callBack', { now, zones: [] });
    expect(unknown).toMatchObject({ timeZone: denver });
  });

  it('know that the week runs from Sunday to Thursday in Riyadh, and no more in Dubai', () => {
    expect(leadHoursIn('Asia/Riyadh').weekdays).toEqual([7, 1, 2, 3, 4]);
    expect(leadHoursIn('Asia/Dubai').weekdays).toEqual([1, 2, 3, 4, 5]);
    expect(leadHoursIn('Not/AZone').weekdays).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('the calling rules', () => {
  const weekdays = [1, 2, 3, 4, 5];
  const aWindow = fc
    .tuple(
      fc.integer({ min: 0, max: 47 }),
      fc.integer({ min: 1, max: 24 }),
      fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    )
    .map(([start, length, days]) => ({ start: start * 30, end: Math.min(1440, (start + length) * 30), days }));

  it('no follow-up is proposed outside the window, whatever the outcome, the zones and the hour', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...outcomes),
        fc.subarray(['America/Denver', 'Asia/Shanghai', 'Europe/London', 'Australia/Lord_Howe'], { maxLength: 2 }),
        fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }),
        aWindow,
        (outcome, zones, now, window) => {
          const zone = zones[0] ?? 'UTC';
          const isAllowed = (at: number) => {
            const minute = minuteOfDay(at, zone);
            return (
              window.days.includes(weekdayOf(localDayOf(at, zone))) && minute >= window.start && minute < window.end
            );
          };
          const workingTime = { weekdays, startMinute: 540, endMinute: 1020 };
          const found = suggestFollowUps({
            outcome,
            now,
            zones,
            ownZone: 'Europe/Berlin',
            workingTime,
            triedAt: [now],
            isAllowed,
          });
          for (const { dueAt } of found) expect(isAllowed(dueAt) && dueAt > now).toBe(true);
          // A window of half an hour a week is found too.
          if (outcome.followUp.kind !== 'none') expect(found.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});
