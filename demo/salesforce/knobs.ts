import { Hono } from 'hono';
import { z } from 'zod';
import { apiAccesses, type Org } from './api/call.ts';
import { picklist } from './schema/field.ts';
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

/** A list of the org's own, as an administrator makes one in Setup; null for a name that is not one. */
function ownField(name: string) {
  return name.endsWith('__c') ? picklist(name, name.replace('__c', '').replaceAll('_', ' '), []) : null;
}

const merge = z.object({ object: z.enum(['Lead', 'Contact', 'Account']), loser: z.string(), winner: z.string() });
const access = z.object({ api: z.enum(apiAccesses) }).strict();
const moreUsers = z.object({ more: z.number().int().nonnegative().max(20_000) }).strict();
const families = ['Ahmed', 'Berg', 'Chen', 'Dubois', 'Evans', 'Fischer', 'García', 'Horvat', 'Ito', 'Jensen'] as const;
const titles = ['Account Executive', 'Customer Success Manager', 'Controller', 'SDR'] as const;

/**
 * What the org's administrator changes, for tests; a reset of the demo undoes it: `PATCH /__salesforce/fields` of a field,
 * or a list of the org's own that is new; `PATCH /__salesforce/users` so many colleagues more, as a large company has;
 * `PATCH /__salesforce/access` whom the API serves; `POST /__salesforce/merge` merges one
 * record into another, as a user does in the CRM's own pages.
 */
export function createKnobs(orgOf: () => Org): Hono {
  const app = new Hono();
  app.patch('/__salesforce/fields', async (context) => {
    const parsed = change.safeParse(await context.req.json());
    if (!parsed.success) return context.json({ problem: z.prettifyError(parsed.error) }, 400);
    const { object, field: name, values, restricted, required } = parsed.data;
    const { store } = orgOf();
    const def = store.shapeOf(object);
    const field = def === null ? null : (findField(def, name) ?? ownField(name));
    if (def === null || field === null) return context.json({ problem: `No field ${name} of ${object}` }, 404);
    store.reshape(def.name, {
      ...field,
      ...(values === undefined ? {} : { type: 'picklist', values }),
      ...(restricted === undefined ? {} : { restricted }),
      ...(required === undefined ? {} : { required }),
    });
    return context.json({ ok: true });
  });
  app.patch('/__salesforce/access', async (context) => {
    const parsed = access.safeParse(await context.req.json());
    if (!parsed.success) return context.json({ problem: z.prettifyError(parsed.error) }, 400);
    orgOf().access = parsed.data.api;
    return context.json({ ok: true });
  });
  app.post('/__salesforce/merge', async (context) => {
    const parsed = merge.safeParse(await context.req.json());
    if (!parsed.success) return context.json({ problem: z.prettifyError(parsed.error) }, 400);
    orgOf().store.remove(parsed.data.object, parsed.data.loser, parsed.data.winner);
    return context.json({ ok: true });
  });
  app.patch('/__salesforce/users', async (context) => {
    const parsed = moreUsers.safeParse(await context.req.json());
    if (!parsed.success) return context.json({ problem: z.prettifyError(parsed.error) }, 400);
    const { store } = orgOf();
    for (let index = 0; index < parsed.data.more; index += 1) {
      const address = `colleague${index}@baton.example`;
      store.seed('User', {
        ...{ IsActive: true, UserType: 'Standard', Username: address, Email: address },
        ...{ FirstName: `Colleague ${index}`, LastName: families[index % families.length] ?? '' },
        Title: titles[index % titles.length] ?? '',
      });
    }
    return context.json({ ok: true });
  });
  return app;
}
