import { z } from 'zod';
import { type AdapterCache, remember } from '../cache';
import { type CrmResult, done } from '../result';
import type { HubspotApi } from './api';

const row = z.object({ id: z.string(), label: z.string(), deleted: z.boolean().nullish().catch(null) });
/** HubSpot answers with the list itself. */
const rows = z.union([z.array(row), z.object({ results: z.array(row) }).transform(({ results }) => results)]);
const kept = z.array(z.object({ id: z.string(), label: z.string() }));

/** One call outcome of the portal. */
export type Disposition = z.infer<typeof kept>[number];

/** HubSpot's own set, for portals that do not tell theirs. Source: HubSpot, Calls API guide, read 2026-11-23. */
export const defaultDispositions: readonly Disposition[] = [
  { id: '9d9162e7-6cf3-4944-bf63-4dff82258764', label: 'Busy' },
  { id: 'f240bbac-87c9-4f6e-bf70-924b57d47db7', label: 'Connected' },
  { id: 'a4c4c377-d246-4b32-a13b-75a56a4cd0ff', label: 'Left live message' },
  { id: 'b2cf5968-551e-4856-9783-52b3da59a7d0', label: 'Left voicemail' },
  { id: '73a0d17f-1163-4015-bdd5-ec830791da20', label: 'No answer' },
  { id: '17b47fee-58de-441e-a44c-c6300d46f273', label: 'Wrong number' },
];

const keepMs = 8 * 3_600_000;

/** The portal's call outcomes that are in use. The one path without a dated version. Source: HubSpot API reference, dispositions. */
export function dispositionsOf(
  api: HubspotApi,
  cache: AdapterCache,
  signal?: AbortSignal,
): Promise<CrmResult<readonly Disposition[]>> {
  return remember(cache, {
    key: 'dispositions',
    schema: kept,
    ttlMs: keepMs,
    load: async () => {
      const answer = await api.get('/calling/v1/dispositions', rows, signal);
      if (!answer.ok) return answer;
      return done(answer.value.filter(({ deleted }) => deleted !== true).map(({ id, label }) => ({ id, label })));
    },
  });
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

/**
 * The portal's value for an outcome: the one labelled as people read it in Baton, else the one that says the same, else
 * the nearest; null where the portal has none that would be true, and the call is then logged without.
 */
export function dispositionFor(
  outcome: { readonly id: string; readonly label: string },
  all: readonly Disposition[],
): Disposition | null {
  const same = all.find(({ label }) => label.trim().toLowerCase() === outcome.label.trim().toLowerCase());
  if (same !== undefined) return same;
  for (const words of meaning[outcome.id] ?? []) {
    const fit = all.find(({ label }) => words.test(label) && !contradicts(label, words));
    if (fit !== undefined) return fit;
  }
  return null;
}

/** "Not connected" says the opposite of "connected". */
function contradicts(label: string, words: RegExp): boolean {
  return reached.includes(words) && /\b(?:not|never|un|dis)[- ]?(?:connected|answered|spoke)|未接通/i.test(label);
}
