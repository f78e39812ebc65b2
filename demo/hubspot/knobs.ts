import { Hono } from 'hono';
import { z } from 'zod';
import type { PortalOf } from './api/context.ts';

const knobs = z
  .object({
    searchDelayMs: z.number().int().nonnegative(),
    burstLimit: z.number().int().positive(),
    dailyLimit: z.number().int().positive(),
    searchLimit: z.number().int().positive(),
    hasLeads: z.boolean(),
    dropsAssociations: z.boolean(),
    missingScopes: z.array(z.string()),
  })
  .partial()
  .strict();

/** `GET` and `PATCH /__hubspot/settings`: how this portal behaves, for tests; a reset of the demo undoes it. */
export function createKnobs(portalOf: PortalOf): Hono {
  const app = new Hono();
  app.get('/__hubspot/settings', (context) => context.json(portalOf().settings));
  app.patch('/__hubspot/settings', async (context) => {
    const parsed = knobs.safeParse(await context.req.json());
    if (!parsed.success) return context.json({ problem: z.prettifyError(parsed.error) }, 400);
    const portal = portalOf();
    const given = Object.entries(parsed.data).filter(([, value]) => value !== undefined);
    portal.settings = { ...portal.settings, ...Object.fromEntries(given) };
    return context.json(portal.settings);
  });
  return app;
}
