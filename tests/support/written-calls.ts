import { z } from 'zod';
import type { RunningDemo } from '../../demo/core/demo.ts';

/** A call that carries Baton's mark, in the order the CRM took them. */
export interface WrittenCall {
  readonly writeId: string;
  readonly recordId: string;
}

const salesforce = z.object({
  tasks: z.array(z.object({ whoId: z.string().nullable(), callObject: z.string().nullable() })),
});
const hubspot = z.object({
  activities: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      properties: z.record(z.string(), z.string().nullable()),
      associations: z.object({ contacts: z.array(z.string()) }),
    }),
  ),
});

const mark = /baton:([0-9a-f-]{36})/;

/** Every call of Baton that a demo CRM holds, the first written first. */
export function writtenCalls(demo: RunningDemo, crm: 'salesforce' | 'hubspot'): readonly WrittenCall[] {
  const state: Readonly<Record<string, unknown>> = demo.state();
  return callsIn(state[crm], crm);
}

/** As {@link writtenCalls}, of what the CRM's part of the demo states. */
export function callsIn(state: unknown, crm: 'salesforce' | 'hubspot'): readonly WrittenCall[] {
  if (crm === 'salesforce') {
    return salesforce.parse(state).tasks.flatMap(({ whoId, callObject }) => {
      const writeId = mark.exec(callObject ?? '')?.[1];
      return writeId === undefined ? [] : [{ writeId, recordId: whoId ?? '' }];
    });
  }
  const calls = hubspot.parse(state).activities.filter(({ type }) => type === 'calls');
  return calls
    .toSorted((a, b) => Number(a.id) - Number(b.id))
    .flatMap(({ properties, associations }) => {
      const writeId = properties['baton_id'] ?? mark.exec(properties['hs_call_body'] ?? '')?.[1];
      return writeId == null ? [] : [{ writeId, recordId: associations.contacts[0] ?? '' }];
    });
}
