import { describe, expect, it } from 'vitest';
import { type Candidate, mayReceive, namedByAddress, orderCandidates } from './candidates';

const person = (name: string, role: string | null = null, email: string | null = null): Candidate => ({
  ...{ id: name.toLowerCase(), name, email, role },
});
const order = (people: readonly Candidate[], recent: readonly string[] = []) =>
  orderCandidates(people, recent).map(({ name, group }) => `${group}: ${name}`);

describe('whom a lead is handed to', () => {
  it('is looked for among account executives first, and among SDRs and what is no person last', () => {
    const people = [
      person('Zoe', 'SDR'),
      person('Integration User'),
      person('Bert', 'Finance'),
      person('Abe', 'Sales Development Representative'),
      person('Noreply', null, 'no-reply@acme.example'),
      person('Wei', '大客户客户经理'),
      person('Jo', 'Account Executive, Freight'),
      person('Ann', null),
      person('Kim', 'Enterprise AEs'),
    ];
    expect(order(people)).toEqual([
      ...['ae: Jo', 'ae: Kim', 'ae: Wei', 'other: Ann', 'other: Bert', 'other: Abe', 'other: Zoe'],
      ...['other: Integration User', 'other: Noreply'],
    ]);
  });

  it('is most likely whom was handed to lately, the latest first, as long as they are there', () => {
    const people = [person('Jo', 'Account Executive'), person('Bert', 'Finance'), person('Zoe', 'SDR')];
    expect(order(people, ['zoe', 'gone', 'bert', 'zoe'])).toEqual(['recent: Zoe', 'recent: Bert', 'ae: Jo']);
    const many = Array.from({ length: 7 }, (_, index) => person(`P${index}`));
    expect(order(many, ['p6', 'p5', 'p4', 'p3', 'p2', 'p1']).slice(0, 6)).toEqual([
      ...['recent: P6', 'recent: P5', 'recent: P4', 'recent: P3', 'recent: P2', 'other: P0'],
    ]);
  });

  it('is no word that only looks like one', () => {
    expect(order([person('Robot Abbott', 'Head of Systems'), person('Ada', 'Botany')])).toEqual([
      'other: Ada',
      'other: Robot Abbott',
    ]);
  });
});

describe('the Rules of Engagement on who receives leads', () => {
  const one = (id: string, role: string | null = null) => ({ id, name: id, email: `${id}@baton.example`, role });
  const people = [one('eve', 'Account Executive'), one('jonas'), one('sam', 'SDR')];
  const rule = { aes: [one('priya'), one('jonas')], only: false };

  it('put those named first, in their order, also whom the list lacks', () => {
    const listed = orderCandidates(people, ['eve'], rule).map(({ id, group }) => `${group}: ${id}`);
    expect(listed).toEqual(['agreed: priya', 'agreed: jonas', 'recent: eve', 'other: sam']);
  });

  it('leave out everybody where they name nobody of the org and nobody else may', () => {
    expect(orderCandidates(people, ['eve'], { aes: [], only: true })).toEqual([]);
    expect(mayReceive('eve', { aes: [], only: true })).toBe(false);
  });

  it('leave everybody else out where they say so', () => {
    const only = { ...rule, only: true };
    expect(orderCandidates(people, ['eve'], only).map(({ id }) => id)).toEqual(['priya', 'jonas']);
    expect([
      mayReceive('jonas', only),
      mayReceive('eve', only),
      mayReceive('eve', rule),
      mayReceive('eve', null),
    ]).toEqual([true, false, true, true]);
  });

  it('name people by their addresses, however these are written', () => {
    const { found, missing } = namedByAddress(people, [' JONAS@baton.example', 'gone@baton.example', ' ']);
    expect(found.map(({ id }) => id)).toEqual(['jonas']);
    expect(missing).toEqual(['gone@baton.example']);
  });
});
