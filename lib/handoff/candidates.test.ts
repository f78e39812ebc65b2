import { describe, expect, it } from 'vitest';
import { type Candidate, orderCandidates } from './candidates';

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
