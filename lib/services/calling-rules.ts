import { z } from 'zod';
import { browser } from '../browser';
import type { HolidayTable } from '../calling/holidays';
import { calendarOf } from '../calling/holidays';
import { type CallingQuestion, permissionAt, scopesOfNumber } from '../calling/permission';
import { callPlaces } from '../calling/places';
import { type CallingRule, type RuleFile, ruleFile, rulesInForce } from '../calling/rule';
import { shippedRules } from '../calling/shipped-rules';
import { attemptsOf } from '../calls/attempts';
import { kindOfNumber } from '../calls/lead-numbers';
import type { LeadRecord } from '../crm/lead-record';
import type { Answer, Ask } from '../messaging/protocol';
import { callsOfRecord } from '../store/calls';
import type { BatonDatabase } from '../store/database';
import { parseRow, setAside, type UnreadableRow } from '../store/quarantine';
import { callingRulesRow, recordRow } from '../store/rows';
import { once } from './once';
import type { Services } from './services';

/** The rules in force and the holidays they speak of, for judging calls. */
export interface RulesWithHolidays {
  readonly rules: readonly CallingRule[];
  readonly table: HolidayTable;
}

interface RuleSources {
  readonly imported: z.infer<typeof callingRulesRow> | null;
  readonly prescribed: RuleFile | null;
}

/** The calling rules in force, and the public holidays of the countries asked for, this year's and the next's. */
export async function callingRules(services: Services, ask: Ask<'callingRules'>): Promise<Answer<'callingRules'>> {
  const [{ imported, prescribed }, { rules, table }] = await Promise.all([
    sourcesOf(services),
    rulesWithHolidays(services),
  ]);
  return {
    rules: [...rules],
    holidays: calendarOf(table, ask.countries, yearsAround(services.clock.now())),
    importedAt: imported?.at ?? null,
    prescribed: prescribed?.rules.length ?? 0,
  };
}

/** Takes a file of rules over, or goes back to the shipped ones; what was before is kept in the audit. */
export async function importCallingRules(services: Services, ask: Ask<'importCallingRules'>): Promise<null> {
  const database = await services.store.open();
  const at = services.clock.now();
  const command = { commandId: ask.commandId, at, parse: z.null().parse };
  await once(database, command, [database.meta, database.audit], async () => {
    const before: unknown = await database.meta.get('callingRules');
    await (ask.file === null
      ? database.meta.delete('callingRules')
      : database.meta.put({ key: 'callingRules', at, file: ask.file }));
    await database.audit.put({ id: ask.commandId, at, what: 'callingRules', before, after: ask.file });
    return null;
  });
  services.changed({ topics: ['callingRules', 'queue'] });
  return null;
}

/** Everything needed to judge a call, read before a transaction begins. */
export async function rulesWithHolidays(services: Services): Promise<RulesWithHolidays> {
  const [{ imported, prescribed }, table] = await Promise.all([sourcesOf(services), services.holidays()]);
  return { rules: rulesInForce(shippedRules, imported?.file ?? null, prescribed), table };
}

async function sourcesOf(services: Services): Promise<RuleSources> {
  const database = await services.store.open();
  const unreadable: UnreadableRow[] = [];
  const [raw, prescribed] = await Promise.all([database.meta.get('callingRules'), prescribedRules()]);
  const imported = parseRow('meta', callingRulesRow, raw, unreadable) ?? null;
  await setAside(database, unreadable, services.clock.now());
  return { imported, prescribed };
}

/** What an administrator prescribes: the rule file as JSON text under `callingRules`. One that cannot be read allows no call. */
async function prescribedRules(): Promise<RuleFile | null> {
  const managed: Record<string, unknown> = await browser.storage.managed.get('callingRules').catch(() => ({}));
  const text = managed['callingRules'];
  if (text === undefined) return null;
  const parsed = ruleFile.safeParse(jsonOf(text));
  return parsed.success ? parsed.data : unreadableRules;
}

function jsonOf(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The strict reading of rules that were prescribed and cannot be read. */
const unreadableRules: RuleFile = {
  version: 1,
  replaceShipped: false,
  rules: [
    {
      id: 'prescribed-unreadable',
      country: 'any',
      state: null,
      scopes: ['business', 'consumer', 'mobile'],
      hours: [],
      holidays: 'allowed',
      attempts: null,
      kind: 'courtesy',
      source: 'The rules your administrator prescribes cannot be read',
      asOf: '2026-01-01',
      confidence: 'low',
    },
  ],
};

/** The years whose holidays count at an instant. */
export function yearsAround(now: number): readonly number[] {
  const year = new Date(now).getUTCFullYear();
  return [year, year + 1];
}

/**
 * What stands against calling a lead on `number` at `at`: the rule's id, or null for an unknown place; nothing (null)
 * where the call is allowed. Inside a transaction over `records`, `calls` and `callsArchive`.
 */
export async function barTo(
  database: BatonDatabase,
  { rules, table }: RulesWithHolidays,
  ask: Pick<Ask<'startCall'>, 'recordKey' | 'number' | 'at'>,
): Promise<{ readonly ruleId: string | null } | null> {
  const record = recordRow.safeParse(await database.records.get(ask.recordKey)).data?.record ?? null;
  // Of a page alone Baton knows neither number nor place: it says so, and has nothing to judge by.
  if (record === null || record.from === 'page') return null;
  const permission = permissionAt(await callingQuestionOf(database, { rules, table }, { ...ask, record }), ask.at);
  if (permission.state === 'allowed') return null;
  return { ruleId: permission.state === 'barred' ? permission.bar.rule.id : null };
}

/** What the rules are asked when this lead is called on `number`. Reads `calls` and `callsArchive`. */
export async function callingQuestionOf(
  database: BatonDatabase,
  { rules, table }: RulesWithHolidays,
  ask: Pick<Ask<'startCall'>, 'recordKey' | 'number' | 'at'> & { readonly record: LeadRecord },
): Promise<CallingQuestion> {
  const { record, number, at } = ask;
  const places = callPlaces(record, number);
  const calls = await callsOfRecord(database, ask.recordKey, []);
  const countries = places.flatMap(({ country }) => (country === null ? [] : [country]));
  return {
    places,
    scopes: scopesOfNumber(kindOfNumber(record, number)),
    rules,
    holidays: calendarOf(table, countries, yearsAround(at)),
    attemptsAt: attemptsOf(calls).map(({ startedAt }) => startedAt),
  };
}
