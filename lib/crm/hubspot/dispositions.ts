import { z } from 'zod';
import { type AdapterCache, remember } from '../cache';
import type { OutcomeField } from '../org-fields';
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
      const answer = await api.getOptional('/calling/v1/dispositions', rows, signal);
      if (!answer.ok) return answer;
      return done(answer.value.filter(({ deleted }) => deleted !== true).map(({ id, label }) => ({ id, label })));
    },
  });
}
/** The field of a call that says how it went, with the portal's values. */
export function resultField(all: readonly Disposition[]): OutcomeField {
  return {
    ...{ name: 'hs_call_disposition', label: 'Call outcome', kind: 'choice', writable: true, closed: true },
    options: all.map(({ id: value, label }) => ({ value, label })),
  };
}
