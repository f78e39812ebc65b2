import { z } from 'zod';
import type { RecordObject } from '../../model/record';
import { type AdapterCache, remember } from '../cache';
import type { StatusChoice } from '../handoff-status';
import { type CrmResult, done } from '../result';
import { type HubspotApi, version } from './api';

const keepMs = 8 * 3_600_000;

const property = z.object({
  options: z.array(
    z.object({
      label: z.string(),
      value: z.string(),
      hidden: z.boolean().catch(false),
      displayOrder: z.number().catch(0),
    }),
  ),
});
const pipelines = z.object({
  results: z.array(
    z.object({
      id: z.coerce.string(),
      stages: z.array(
        z.object({
          id: z.coerce.string(),
          label: z.string(),
          displayOrder: z.number().catch(0),
          archived: z.boolean().catch(false),
          metadata: z.record(z.string(), z.unknown()).catch({}),
        }),
      ),
    }),
  ),
});

const choice = z.object({ value: z.string(), label: z.string(), ends: z.boolean(), pipeline: z.string().nullable() });
const choices = z.array(choice);
/** One value of the status of an object: a lead status, or a stage with its pipeline. */
export type HubspotStatus = StatusChoice & z.infer<typeof choice>;

/** The property that says how far a record is. Deals and leads go through the stages of a pipeline. */
export const statusProperty = {
  contact: 'hs_lead_status',
  company: 'hs_lead_status',
  lead: 'hs_pipeline_stage',
  deal: 'dealstage',
} as const satisfies Record<RecordObject, string>;

/** The values the status of such a record can have in this portal, in its order; kept for hours. */
export function statusesOf(
  api: HubspotApi,
  cache: AdapterCache,
  object: RecordObject,
  signal?: AbortSignal,
): Promise<CrmResult<readonly HubspotStatus[]>> {
  const load =
    object === 'lead' || object === 'deal' ? () => stagesOf(api, object, signal) : () => optionsOf(api, object, signal);
  return remember(cache, { key: `status:${object}`, schema: choices, ttlMs: keepMs, load });
}

async function optionsOf(api: HubspotApi, object: 'contact' | 'company', signal?: AbortSignal) {
  const type = object === 'contact' ? 'contacts' : 'companies';
  const answer = await api.get(`/crm/properties/${version}/${type}/${statusProperty[object]}`, property, signal);
  if (!answer.ok) return answer;
  const options = answer.value.options.filter(({ hidden }) => !hidden).sort((a, b) => a.displayOrder - b.displayOrder);
  return done(options.map(({ value, label }) => ({ value, label, ends: false, pipeline: null })));
}

async function stagesOf(api: HubspotApi, object: 'lead' | 'deal', signal?: AbortSignal) {
  const answer = await api.get(`/crm/pipelines/${version}/${object === 'lead' ? 'leads' : 'deals'}`, pipelines, signal);
  if (!answer.ok) return answer;
  return done(
    answer.value.results.flatMap(({ id: pipeline, stages }) =>
      stages
        .filter(({ archived }) => !archived)
        .sort((a, b) => a.displayOrder - b.displayOrder)
        .map(({ id: value, label, metadata }) => ({
          value,
          label,
          ends: String(metadata['isClosed']) === 'true',
          pipeline,
        })),
    ),
  );
}

/** What people read for a value; the value itself where the portal's list does not have it. */
export function labelOf(all: readonly HubspotStatus[], value: string | null, pipeline?: string | null): string | null {
  if (value === null) return null;
  const same = all.filter((status) => status.value === value);
  return (same.find((status) => status.pipeline === (pipeline ?? null)) ?? same[0])?.label ?? value;
}
