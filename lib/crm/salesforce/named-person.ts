import { z } from 'zod';
import type { RecordRef } from '../../model/record';
import { recordKey } from '../../model/record';
import { type FoundPerson, foundMost, type NamedPerson, namesOf, writingsOf } from '../named-person';
import { type CrmResult, done, failed } from '../result';
import { keepsOwner, queryStep, type Row, rowsOf } from './api';
import { problemOfRow, salesforceError } from './errors';
import { readable, rightsOf, writable } from './fields';
import { to18 } from './ids';
import type { ListDeps } from './list-owned';
import { soqlText, soqlTexts } from './soql';

const objects = {
  Lead: { object: 'lead', company: 'Company', more: ' AND IsConverted = false' },
  Contact: { object: 'contact', company: 'Account.Name', more: '' },
} as const;

/** Leads and contacts of this number, this address, or this name at the company: in one request. */
export async function findPerson(
  deps: ListDeps,
  person: NamedPerson,
  signal?: AbortSignal,
): Promise<CrmResult<readonly FoundPerson[]>> {
  const queries: { name: 'Lead' | 'Contact'; soql: string }[] = [];
  for (const name of ['Lead', 'Contact'] as const) {
    const rights = await rightsOf(deps.api, deps.cache, name, signal);
    // An object that this user may not see holds nobody for them.
    if (!rights.ok && rights.problem.kind !== 'gone' && rights.problem.kind !== 'forbidden') return rights;
    if (!rights.ok) continue;
    const { company, more } = objects[name];
    const fields = readable(['Id', 'Name', 'Title', company], rights.value);
    const signs = signsOf(person, company).filter(({ field }) => readable([field], rights.value).length > 0);
    const where = signs.map(({ test }) => test).join(' OR ');
    if (where !== '')
      queries.push({
        name,
        soql: `SELECT ${fields.join(', ')} FROM ${name} WHERE (${where})${more} LIMIT ${foundMost}`,
      });
  }
  if (queries.length === 0) return done([]);
  const asks = queries.map(({ name, soql }) => queryStep(name, soql));
  const steps = await deps.api.composite(asks, { effect: 'read', together: false }, signal);
  if (!steps.ok) return steps;
  const found: FoundPerson[] = [];
  for (const [index, { name }] of queries.entries()) {
    const step = steps.value[index];
    const rows = step === undefined ? null : rowsOf(step);
    if (rows === null) return failed(problemOfRow(z.array(salesforceError).catch([]).parse(step?.body)));
    found.push(...rows.flatMap((row) => personOf(deps.org, name, row) ?? []));
  }
  return done(found.slice(0, foundMost));
}

function signsOf(person: NamedPerson, company: string) {
  const { phone, email } = person;
  const numbers = phone === null ? null : soqlTexts(writingsOf(phone));
  return [
    ...(email === null ? [] : [{ field: 'Email', test: `Email = ${soqlText(email)}` }]),
    ...(numbers === null ? [] : ['Phone', 'MobilePhone'].map((field) => ({ field, test: `${field} IN ${numbers}` }))),
    ...(person.company === null
      ? []
      : [
          {
            field: company,
            test: `(Name = ${soqlText(person.name.trim())} AND ${company} = ${soqlText(person.company)})`,
          },
        ]),
  ];
}

const account = z.object({ Name: z.string() });

function personOf(org: string, name: 'Lead' | 'Contact', row: Row): FoundPerson | null {
  const id = typeof row['Id'] === 'string' ? to18(row['Id']) : null;
  if (id === null) return null;
  const { object } = objects[name];
  const company = name === 'Lead' ? row['Company'] : account.safeParse(row['Account']).data?.Name;
  return {
    recordKey: recordKey({ crm: 'salesforce', org, object, id }),
    name: String(row['Name'] ?? ''),
    title: typeof row['Title'] === 'string' ? row['Title'] : null,
    company: typeof company === 'string' ? company : null,
  };
}

/** What Salesforce's own mail and web forms put where a lead's company is not known: it cannot be left empty. */
const noCompany = '[not provided]';

const created = z.object({ id: z.string() });

/** A new lead of this user's. Assignment rules are kept out, or it would be somebody else's; duplicate rules are not. */
export async function createPerson(
  deps: ListDeps,
  person: NamedPerson,
  signal?: AbortSignal,
): Promise<CrmResult<RecordRef>> {
  const rights = await rightsOf(deps.api, deps.cache, 'Lead', signal);
  if (!rights.ok) return rights;
  if (rights.value['LastName']?.create !== true) return failed({ kind: 'forbidden', message: '' });
  const { first, last } = namesOf(person);
  const { phone, email, company, remark } = person;
  const values = {
    LastName: last,
    FirstName: first ?? undefined,
    Company: company ?? noCompany,
    Phone: phone?.international,
    Email: email ?? undefined,
    Description: remark,
  };
  const body = writable(values, rights.value, 'create');
  const ask = { method: 'POST', path: '/sobjects/Lead', referenceId: 'lead', headers: keepsOwner, body } as const;
  const steps = await deps.api.composite([ask], { effect: 'write', together: false }, signal);
  if (!steps.ok) return steps;
  const [step] = steps.value;
  const id = to18(created.safeParse(step?.body).data?.id ?? '');
  if (id !== null) return done({ crm: 'salesforce', org: deps.org, object: 'lead', id });
  const errors = z.array(salesforceError).safeParse(step?.body).data ?? [];
  return failed(errors.length === 0 ? { kind: 'unsure', message: 'incomplete answer' } : problemOfRow(errors));
}
