import { describe, expect, it } from 'vitest';
import { buildWorld } from '../../data/world.ts';
import { ApiError } from '../errors.ts';
import { seedOrg } from '../seed.ts';
import { createStore } from '../store.ts';
import { type RecordAnswer, runQuery } from './evaluate.ts';

const now = Date.parse('2026-11-24T16:00:00Z');
const store = createStore({ now: () => now, assignmentQueueId: () => '' });
seedOrg(store, buildWorld(undefined, new Date(now)));

function ask(soql: string): readonly RecordAnswer[] {
  return runQuery(soql, { values: store, now, base: '/services/data/v66.0', rows: (object) => store.rows(object) })
    .records;
}
const count = (soql: string) =>
  runQuery(soql, { values: store, now, base: '', rows: (object) => store.rows(object) }).totalSize;
const codeOf = (soql: string): string => {
  try {
    ask(soql);
    return 'answered';
  } catch (error) {
    return error instanceof ApiError ? `${error.problem.errorCode}: ${error.message}` : String(error);
  }
};

describe('SOQL', () => {
  it('reads fields and parents in the org’s own spelling, whatever the query’s capitals', () => {
    const [maya] = ask("select id, NAME, owner.name, Owner.Type from lead where lastname = 'okonkwo'");
    expect(maya).toMatchObject({
      attributes: { type: 'Lead' },
      Name: 'Maya Okonkwo',
      Owner: { attributes: { type: 'User' }, Name: 'Sam Rivera', Type: 'User' },
    });
  });

  it('reads children, ordered and limited, and null where there are none', () => {
    const [maya] = ask(
      "SELECT Name, (SELECT Subject, CompletedDateTime FROM Tasks ORDER BY CompletedDateTime DESC LIMIT 2) FROM Lead WHERE Name = 'Maya Okonkwo'",
    );
    expect(maya).toMatchObject({
      Tasks: { totalSize: 2, done: true, records: [{ Subject: 'Call: left voicemail' }, {}] },
    });
    const [fresh] = ask("SELECT Name, (SELECT Id FROM Tasks) FROM Lead WHERE Name = 'Gordon Pike'");
    expect(fresh).toMatchObject({ Tasks: null });
  });

  it('compares, combines and negates', () => {
    const all = count('SELECT COUNT() FROM Lead');
    const working = count("SELECT COUNT() FROM Lead WHERE Status = 'Working - Contacted'");
    expect(count("SELECT COUNT() FROM Lead WHERE NOT Status = 'Working - Contacted'")).toBe(all - working);
    expect(count("SELECT COUNT() FROM Lead WHERE Status IN ('Working - Contacted', 'Qualified')")).toBeGreaterThan(
      working,
    );
    expect(
      count("SELECT COUNT() FROM Lead WHERE (Phone = null OR DoNotCall = true) AND Owner.Name = 'Sam Rivera'"),
    ).toBeGreaterThan(1);
    expect(count('SELECT COUNT() FROM Opportunity WHERE Amount >= 50000')).toBe(
      count('SELECT COUNT() FROM Opportunity') - count('SELECT COUNT() FROM Opportunity WHERE Amount < 50000'),
    );
  });

  it('finds text by LIKE, with escapes, and keeps quotes apart', () => {
    expect(count("SELECT COUNT() FROM Lead WHERE LastName LIKE 'Okon%'")).toBe(1);
    expect(count("SELECT COUNT() FROM Lead WHERE LastName LIKE 'Okon\\\\%'")).toBe(0);
    expect(ask("SELECT Name FROM Lead WHERE LastName = 'O\\'Shea 🚚'")).toHaveLength(1);
    expect(codeOf("SELECT Id FROM Lead WHERE LastName = 'a\\qb'")).toMatch(/^MALFORMED_QUERY/);
  });

  it('takes ids of 15 characters and date literals', () => {
    const id = String(ask("SELECT Id FROM Lead WHERE LastName = 'Okonkwo'")[0]?.['Id']);
    expect(ask(`SELECT Id FROM Lead WHERE Id = '${id.slice(0, 15)}'`)).toHaveLength(1);
    expect(count('SELECT COUNT() FROM Task WHERE CreatedDate = LAST_N_DAYS:2')).toBeLessThan(
      count('SELECT COUNT() FROM Task'),
    );
    expect(count('SELECT COUNT() FROM Opportunity WHERE CloseDate < TODAY')).toBe(
      count('SELECT COUNT() FROM Opportunity WHERE IsClosed = true'),
    );
  });

  it('knows meetings, and the contact a converted lead became', () => {
    expect(
      ask('SELECT Subject, StartDateTime, Owner.Name FROM Event ORDER BY StartDateTime DESC LIMIT 5'),
    ).toHaveLength(5);
    const [converted] = ask(
      'SELECT Name, ConvertedContact.Name, ConvertedContact.AccountId FROM Lead WHERE IsConverted = true LIMIT 1',
    );
    expect(converted).toMatchObject({
      ConvertedContact: { Name: converted?.['Name'], AccountId: expect.stringMatching(/^001/) },
    });
  });

  it('joins by the ids of another query, but not of tasks', () => {
    expect(
      count('SELECT COUNT() FROM Task WHERE WhoId IN (SELECT Id FROM Lead WHERE DoNotCall = false)'),
    ).toBeGreaterThan(0);
    expect(codeOf('SELECT Id FROM Lead WHERE Id IN (SELECT WhoId FROM Task)')).toBe(
      "MALFORMED_QUERY: Entity 'Task' is not supported for semi join inner selects",
    );
  });

  it.each([
    ['SELECT Mood FROM Lead', /^INVALID_FIELD: No such column 'Mood' on entity 'Lead'/],
    ['SELECT Id, Who.Company FROM Task', /^INVALID_FIELD: No such column 'Company' on entity 'Name'/],
    ["SELECT Id FROM Task WHERE Description = 'x'", /^INVALID_FIELD: field 'Description' can not be filtered/],
    ['SELECT Id FROM Leads', /^INVALID_TYPE/],
    ['SELECT Id FROM Lead WHERE DoNotCall = 1', /^INVALID_FIELD/],
    ["SELECT Id FROM Lead WHERE Id = 'nonsense'", /^INVALID_QUERY_FILTER_OPERATOR/],
    ["SELECT Id FROM Lead WHERE Name = 'a' AND Name = 'b' OR Name = 'c'", /^MALFORMED_QUERY/],
    ['SELECT Status, COUNT(Id) FROM Lead GROUP BY Status', /^MALFORMED_QUERY/],
    ['SELECT Id FROM Lead LIMIT -1', /^MALFORMED_QUERY/],
    ['SELECT Id FROM Lead; DROP', /^MALFORMED_QUERY/],
    ['', /^MALFORMED_QUERY/],
  ])('refuses %s', (soql, expected) => {
    expect(codeOf(soql)).toMatch(expected);
  });
});
