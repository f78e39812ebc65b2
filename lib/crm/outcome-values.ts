import { findOutcome } from '../calls/outcomes';
import type { FieldMap, OrgFields, OutcomeField } from './org-fields';
import type { LogCallWrite } from './write';

/** One value of a list of the org, as the CRM takes it and as people read it. */
export interface OrgValue {
  readonly value: string;
  readonly label: string;
}

/** An outcome of Baton as it is looked for among an org's values: every text that people read for it. */
export interface NamedOutcome {
  readonly id: string;
  readonly labels: readonly string[];
}

const reached = [/\bconnect(?:ed)?\b/i, /\banswered\b/i, /\bspoke\b/i, /已接通|接通/];

/** Labels that say the same as each of Baton's outcomes, the closest first. */
const meaning: Readonly<Record<string, readonly RegExp[]>> = {
  noAnswer: [/\bno[- ]?answer\b/i, /无人接听|未接/],
  busy: [/\bbusy\b/i, /占线|忙/, /\bno[- ]?answer\b/i],
  voicemailLeft: [/\bleft (?:a )?voice ?mail\b/i, /\bvoice ?mail\b/i, /留言/],
  voicemailNone: [
    /\bvoice ?mail\b.*\b(?:no|without)\b/i,
    /\bno (?:message|voice ?mail)\b/i,
    /\bno[- ]?answer\b/i,
    /无人接听|未接/,
  ],
  gatekeeper: [/\bgate ?keeper\b/i, /\blive message\b/i, ...reached],
  wrongNumber: [/\b(?:wrong|bad|invalid) number\b/i, /错号|号码错误|空号/],
  callBack: [/\bcall ?-?back\b/i, ...reached],
  brushOff: [/\b(?:hung up|brush)/i, ...reached],
  notNow: [/\bnot now\b|\bbad timing\b/i, ...reached],
  notInterested: [/\bnot interested\b/i, ...reached],
  referred: [/\brefer/i, ...reached],
  qualified: [/\bmeeting (?:set|booked)\b/i, /(?<!dis|un)\bqualified\b/i, ...reached],
  wrongPerson: [/\bwrong (?:person|contact)\b/i, ...reached],
  disqualified: [/\b(?:dis|un)-?qualified\b/i, ...reached],
  doNotCall: [/\bdo not call\b|\bdnc\b/i, ...reached],
};

/** The outcome of a call that is written, with all that people read for it. */
export function namesOf({
  outcomeId: id,
  outcomeLabel,
}: Pick<LogCallWrite, 'outcomeId' | 'outcomeLabel'>): NamedOutcome {
  return { id, labels: [outcomeLabel, ...Object.values(findOutcome(id)?.label ?? {})] };
}

/**
 * The org's value for an outcome: the one labelled as people read it in Baton, else the one that says the same, else the
 * nearest; null where the org has none that would be true.
 */
export function nearestValue({ id, labels }: NamedOutcome, all: readonly OrgValue[]): OrgValue | null {
  const wanted = labels.map((label) => label.trim().toLowerCase());
  const same = all.find(({ label }) => wanted.includes(label.trim().toLowerCase()));
  if (same !== undefined) return same;
  for (const words of meaning[id] ?? []) {
    const fit = all.find(({ label }) => words.test(label) && !contradicts(label, words));
    if (fit !== undefined) return fit;
  }
  return null;
}

/** "Not connected" says the opposite of "connected". */
function contradicts(label: string, words: RegExp): boolean {
  return reached.includes(words) && /\b(?:not|never|un|dis)[- ]?(?:connected|answered|spoke)|未接通/i.test(label);
}

/** What settings say is written into a field for an outcome: a value, '' for none; undefined where nothing was said. */
function chosenValue(map: FieldMap, field: string, outcomeId: string): string | undefined {
  const entry = map.find((one) => one.role === 'outcome' && one.field === field && one.values[0] === outcomeId);
  return entry?.values[1] ?? undefined;
}

/** The list of the org's own that outcomes are written into besides its standard field; null where none was chosen. */
export function ownOutcomeField(map: FieldMap): string | null {
  return map.find(({ role }) => role === 'outcomeField')?.field ?? null;
}

/** {@link ownOutcomeField} as the org describes it: a list that takes its own values only. */
export function ownOutcomeList({ callLists = [] }: OrgFields, map: FieldMap): OutcomeField | null {
  const name = ownOutcomeField(map);
  const list = callLists.find((one) => one.name === name);
  return list === undefined ? null : { ...list, closed: true };
}

/**
 * What is written for an outcome: what settings chose, where the org still has it, else the nearest of the org's values;
 * where the field takes any text, the outcome's own name. Null: nothing, and the call says it in its subject only.
 */
export function valueOfOutcome(
  outcome: NamedOutcome,
  { name, options, closed }: Pick<OutcomeField, 'name' | 'options' | 'closed'>,
  map: FieldMap,
): string | null {
  const chosen = chosenValue(map, name, outcome.id);
  if (chosen === '') return null;
  if (chosen !== undefined && (!closed || options.some(({ value }) => value === chosen))) return chosen;
  return closed ? (nearestValue(outcome, options)?.value ?? null) : (outcome.labels[0] ?? null);
}

/** The outcomes an org has no value for, and for which nobody has said that there is to be none. */
export function outcomesWithout(
  outcomes: readonly NamedOutcome[],
  field: OutcomeField | null | undefined,
  map: FieldMap,
): readonly string[] {
  // Where the user may not fill the field, no choice would help.
  if (field == null || !field.writable) return [];
  return outcomes
    .filter((one) => chosenValue(map, field.name, one.id) !== '' && valueOfOutcome(one, field, map) === null)
    .map(({ id }) => id);
}
