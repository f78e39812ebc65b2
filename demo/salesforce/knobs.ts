import { Hono } from 'hono';
import { z } from 'zod';
import type { Org } from './api/call.ts';
import { findField } from './schema/objects.ts';

const change = z
  .object({
    object: z.string(),
    field: z.string(),
    values: z.array(z.string()).optional(),
    restricted: z.boolean().optional(),
    required: z.boolean().optional(),
  })
  .strict();

/** `PATCH /__salesforce/fields`: what the org's administrator changes of a field, for tests; a reset of the demo undoes it. */
export function createKnobs(orgOf: () => Org): Hono {
  const app = new Hono();
  app.patch('/__salesforce/fields', async (context) => {
    const parsed = change.safeParse(await context.req.json());
    if (!parsed.success) return context.json({ problem: z.prettifyError(parsed.error) }, 400);
    const { object, field: name, values, restricted, required } = parsed.data;
    const { store } = orgOf();
    const def = store.shapeOf(object);
    const field = def === null ? null : findField(def, name);
    if (def === null || field === null) return context.json({ problem: `No field ${name} of ${object}` }, 404);
    store.reshape(def.name, {
      ...field,
      ...(values === undefined ? {} : { type: 'picklist', values }),
      ...(restricted === undefined ? {} : { restricted }),
      ...(required === undefined ? {} : { required }),
    });
    return context.json({ ok: true });
  });
  return app;
}
