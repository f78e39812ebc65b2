import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { buildWorld } from './world.ts';

const now = new Date('2026-11-24T16:00:00Z');

describe('buildWorld', () => {
  it('makes the same world from the same seed and instant, and another from another seed', () => {
    expect(buildWorld(7, now)).toEqual(buildWorld(7, now));
    expect(buildWorld(8, now)).not.toEqual(buildWorld(7, now));
  });

  it('begins with Maya Okonkwo of Northwind Freight in Denver, a lead of Sam', () => {
    const world = buildWorld(undefined, now);
    const [maya] = world.people;
    const company = world.companies.find((one) => one.key === maya?.companyKey);
    expect(maya).toMatchObject({
      firstName: 'Maya',
      lastName: 'Okonkwo',
      city: 'Denver',
      ownerKey: 'sam',
      kind: 'lead',
    });
    expect(company).toMatchObject({ name: 'Northwind Freight', isAccount: false });
  });

  it('has some hundred people, most leads owned by Sam, and three account executives', () => {
    const world = buildWorld(undefined, now);
    const leads = world.people.filter((person) => person.kind === 'lead');
    expect(world.people).toHaveLength(240);
    expect(leads.filter((lead) => lead.ownerKey === 'sam').length).toBeGreaterThan(leads.length / 2);
    expect(world.users.filter((user) => user.role === 'ae')).toHaveLength(3);
  });

  it('gives every person a number that is valid in the country they sit in', () => {
    const wrong = buildWorld(undefined, now)
      .people.flatMap((person) => [person.phone, person.mobile].map((raw) => ({ raw, country: person.countryCode })))
      .filter(({ raw, country }) => {
        const parsed = raw === null ? undefined : parsePhoneNumberFromString(raw);
        return raw !== null && (parsed?.country !== country || !parsed.isValid());
      });
    expect(wrong).toEqual([]);
  });

  it('keeps keys unique and every reference known', () => {
    const world = buildWorld(undefined, now);
    const companies = new Set(world.companies.map((company) => company.key));
    const users = new Set(world.users.map((user) => user.key));
    expect(new Set(world.people.map((person) => person.key)).size).toBe(world.people.length);
    expect(world.people.filter((person) => person.companyKey !== null && !companies.has(person.companyKey))).toEqual(
      [],
    );
    expect(world.people.filter((person) => !users.has(person.ownerKey))).toEqual([]);
    expect(world.opportunities.filter((deal) => !companies.has(deal.companyKey))).toEqual([]);
  });

  it('never dates anything after now, nor a touch before its person', () => {
    const world = buildWorld(undefined, now);
    const touches = world.people.flatMap((person) =>
      person.activities.map((one) => [person.createdAt, one.at] as const),
    );
    expect(touches.filter(([createdAt, at]) => at < createdAt || at > now.getTime())).toEqual([]);
  });

  it('has a name of 200 characters, a company of 200 characters, and an open deal where one is said to be', () => {
    const world = buildWorld(undefined, now);
    const long = world.people.find((person) => person.edge === 'longName');
    const parts = [long?.firstName, long?.middleName, long?.lastName, long?.suffix];
    const known = world.people.find((person) => person.edge === 'openOpportunity');
    expect(parts.join(' ')).toHaveLength(200);
    expect(world.companies.some((company) => company.name.length === 200)).toBe(true);
    expect(world.opportunities.some((deal) => deal.companyKey === known?.companyKey && !deal.isClosed)).toBe(true);
  });
});
