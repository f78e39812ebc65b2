import { z } from 'zod';
import type { RecordObject, RecordRef } from '../../model/record';
import type { CrmActivity, LeadRecord, Opportunity } from '../lead-record';
import { answerIn, withoutMarker, writeIdIn } from '../marker';
import { eitherForbids, type FieldMap, handoffFieldOf, knownValues, mappedDeal, mappedValues } from '../org-fields';
import type { Row } from './api';
import { recentEvents, recentTasks } from './queries';

const text = z
  .string()
  .trim()
  .transform((value) => (value === '' ? null : value))
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
const named = z.object({ Name: text, Phone: text }).partial().nullish().catch(null);
const flag = z
  .boolean()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
const amount = z.number().nullish().catch(null);

/** Every field may be missing: hidden from this user, or unknown to the object. */
const recordRow = z.object({
  Id: text,
  Name: text,
  Title: text,
  Company: text,
  Account: named,
  Owner: named,
  OwnerId: text,
  CreatedDate: text,
  LastModifiedDate: text,
  IsConverted: flag,
  ConvertedDate: text,
  Phone: text,
  MobilePhone: text,
  HomePhone: text,
  OtherPhone: text,
  Email: text,
  LeadSource: text,
  AccountSource: text,
  Status: text,
  StageName: text,
  DoNotCall: flag,
  City: text,
  State: text,
  PostalCode: text,
  Country: text,
  MailingCity: text,
  MailingState: text,
  MailingPostalCode: text,
  MailingCountry: text,
  BillingCity: text,
  BillingState: text,
  BillingPostalCode: text,
  BillingCountry: text,
});
type RecordRow = z.infer<typeof recordRow>;

const taskRow = z.object({
  Id: z.string(),
  Subject: text,
  Description: text,
  Status: text,
  TaskSubtype: text,
  CallDisposition: text,
  CreatedDate: text,
  CompletedDateTime: text,
  IsClosed: flag,
  CallObject: text,
  OwnerId: text,
  Owner: named,
});
const eventRow = z.object({ Id: z.string(), Subject: text, Description: text, StartDateTime: text, Owner: named });
const opportunityRow = z.object({
  ...{ Id: z.string(), Name: text, StageName: text, Amount: amount, CreatedDate: text, OwnerId: text },
});

/** What the queries of one view came to. A null list could not be read. */
export interface RecordRows {
  readonly record: Row;
  readonly tasks: readonly Row[] | null;
  readonly events: readonly Row[] | null;
  readonly opportunities: readonly Row[] | null;
  /** Which opportunities name this person. */
  readonly roles: readonly Row[] | null;
}

/** The record in Baton's words. */
export function recordOfRows(ref: RecordRef, rows: RecordRows, map: FieldMap, fetchedAt: number): LeadRecord {
  const row = recordRow.parse(plainRow(rows.record));
  const mapped = mappedValues(map, ref.object, (field) => textIn(rows.record, field));
  return {
    ref,
    name: row.Name ?? row.Company ?? row.Id ?? ref.id,
    title: row.Title,
    company: ref.object === 'company' ? row.Name : (row.Company ?? row.Account?.Name ?? null),
    phones: [...phonesOf(row), ...mapped.phones.map((raw) => ({ kind: 'other', raw }) as const)],
    email: row.Email,
    source: row.LeadSource ?? row.AccountSource,
    status: ref.object === 'deal' ? row.StageName : row.Status,
    owner: ownerOf(row),
    timeZone: null,
    address: addressOf(ref.object, row),
    doNotCall: eitherForbids(row.DoNotCall, mapped.doNotCall),
    isMql: mapped.isMql,
    known: knownValues(map, ref.object, (field) => textIn(rows.record, field)),
    createdAt: instantOf(row.CreatedDate),
    changedAt: instantOf(row.LastModifiedDate),
    converted: row.IsConverted === true ? { at: instantOf(row.ConvertedDate) } : null,
    handoffField: handoffFieldOf(map, ref.object, (field) => textIn(rows.record, field)),
    openOpportunities:
      rows.opportunities === null
        ? null
        : rows.opportunities.flatMap((each) => opportunityOf(each, map, speaksFor(ref.object, rows.roles))),
    deal: ref.object === 'deal' ? (opportunityOf(rows.record, map, () => true)[0] ?? null) : null,
    activities: [...(rows.tasks ?? []).flatMap(taskOf), ...(rows.events ?? []).flatMap(eventOf)].sort(
      (a, b) => b.at - a.at,
    ),
    olderActivities: rows.tasks?.length === recentTasks || rows.events?.length === recentEvents,
    from: 'crm',
    fetchedAt,
  };
}

/** A person account holds a person in fields of its own, and is read like a contact. Source: Object Reference, Account (`IsPersonAccount`). */
function plainRow(row: Row): Row {
  if (row['IsPersonAccount'] !== true) return row;
  const place = (part: string) => row[`PersonMailing${part}`] ?? row[`Billing${part}`];
  return {
    ...row,
    ...{ Title: row['PersonTitle'], Email: row['PersonEmail'], LeadSource: row['PersonLeadSource'] },
    ...{
      MobilePhone: row['PersonMobilePhone'],
      HomePhone: row['PersonHomePhone'],
      OtherPhone: row['PersonOtherPhone'],
    },
    DoNotCall: row['PersonDoNotCall'],
    ...{ BillingCity: place('City'), BillingState: place('State') },
    ...{ BillingPostalCode: place('PostalCode'), BillingCountry: place('Country') },
  };
}

/** Source: Salesforce standard object key prefixes (00G is Group, which a queue is). */
const queuePrefix = '00G';

function ownerOf({ OwnerId: id, Owner }: RecordRow): LeadRecord['owner'] {
  if (id === null) return null;
  return { id, name: Owner?.Name ?? id, ...(id.startsWith(queuePrefix) ? { pool: true } : {}) };
}

function textIn(row: Row, field: string): string | null {
  // `Sourced_By__r.Name` is the name of what a relationship leads to.
  const [name = field, ...rest] = field.split('.');
  const value = row[name];
  const inner = z.record(z.string(), z.unknown()).safeParse(value).data;
  if (rest.length > 0) return inner === undefined ? null : textIn(inner, rest.join('.'));
  return value === null || value === undefined || value === '' ? null : String(value);
}

function phonesOf(row: RecordRow): LeadRecord['phones'] {
  const all = [
    { kind: 'work', raw: row.Phone },
    { kind: 'mobile', raw: row.MobilePhone },
    { kind: 'home', raw: row.HomePhone },
    { kind: 'other', raw: row.OtherPhone },
    { kind: 'work', raw: row.Account?.Phone ?? null },
  ] as const;
  return all.flatMap(({ kind, raw }) => (raw === null ? [] : [{ kind, raw }]));
}

function addressOf(object: RecordObject, row: RecordRow): LeadRecord['address'] {
  if (object === 'contact') {
    return {
      city: row.MailingCity,
      state: row.MailingState,
      postalCode: row.MailingPostalCode,
      country: row.MailingCountry,
    };
  }
  if (object === 'company') {
    return {
      city: row.BillingCity,
      state: row.BillingState,
      postalCode: row.BillingPostalCode,
      country: row.BillingCountry,
    };
  }
  return { city: row.City, state: row.State, postalCode: row.PostalCode, country: row.Country };
}

const roleRow = z.object({ OpportunityId: z.string() });

/** Whether an opportunity is about the record itself: every one of an account is, of a contact's those that name it. */
function speaksFor(object: RecordObject, roles: readonly Row[] | null): (id: string) => boolean {
  if (object !== 'contact') return () => true;
  const named = new Set((roles ?? []).flatMap((row) => roleRow.safeParse(row).data?.OpportunityId ?? []));
  return (id) => named.has(id);
}

function opportunityOf(raw: Row, map: FieldMap, isAbout: (id: string) => boolean): Opportunity[] {
  const row = opportunityRow.safeParse(raw);
  if (!row.success) return [];
  const { Id: id, Name: name, StageName: stage, Amount, OwnerId: ownerId } = row.data;
  const { amount: mapped, sourcedBy, isStage2 } = mappedDeal(map, stage, (field) => textIn(raw, field));
  const value = mapped === undefined ? Amount : mapped;
  const money = typeof value === 'number' ? { amount: value, currency: null } : null;
  const openedAt = instantOf(row.data.CreatedDate);
  const isOfRecord = isAbout(id);
  return [
    {
      ...{ id, name: name ?? id, stage: stage ?? '', amount: money, sourcedBy, isStage2, openedAt, ownerId },
      isOfRecord,
    },
  ];
}

function taskOf(raw: Row): CrmActivity[] {
  const row = taskRow.safeParse(raw);
  if (!row.success) return [];
  const at = instantOf(row.data.CompletedDateTime) ?? instantOf(row.data.CreatedDate);
  if (at === null) return [];
  const kind = kindOfSubtype(row.data.TaskSubtype);
  const { OwnerId: ownerId, IsClosed: isClosed } = row.data;
  const writeId = writeIdIn(row.data.CallObject) ?? writeIdIn(row.data.Description);
  const answer = answerIn(row.data.Description);
  return [
    {
      id: row.data.Id,
      kind,
      subject: row.data.Subject ?? '',
      body: withoutMarker(row.data.Description ?? ''),
      result: kind === 'call' ? row.data.CallDisposition : row.data.Status,
      by: row.data.Owner?.Name ?? null,
      at,
      // An org may keep no time of completion; then it was done by the time it is seen to be.
      ...(kind === 'task' ? { task: { ownerId, doneAt: isClosed === true ? at : null, writeId } } : {}),
      ...(answer === null ? {} : { answer: { ...answer, writeId } }),
    },
  ];
}

function kindOfSubtype(subtype: string | null): CrmActivity['kind'] {
  if (subtype === 'Call') return 'call';
  return subtype === 'Email' || subtype === 'ListEmail' ? 'email' : 'task';
}

function eventOf(raw: Row): CrmActivity[] {
  const row = eventRow.safeParse(raw);
  const at = row.success ? instantOf(row.data.StartDateTime) : null;
  if (!row.success || at === null) return [];
  const { Id: id, Subject: subject, Description: body, Owner: owner } = row.data;
  return [{ id, kind: 'meeting', subject: subject ?? '', body: body ?? '', result: null, by: owner?.Name ?? null, at }];
}

/** Salesforce writes `2026-11-24T10:00:00.000+0000`, whose offset without colon not every engine parses. */
function instantOf(raw: string | null): number | null {
  const at = raw === null ? Number.NaN : Date.parse(raw.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(at) || at < 0 ? null : at;
}
