import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import type { PortalOf } from './api/context.ts';
import type { Disposition, Owner, Portal } from './store/portal.ts';

const knobs = z
  .object({
    searchDelayMs: z.number().int().nonnegative(),
    burstLimit: z.number().int().positive(),
    dailyLimit: z.number().int().positive(),
    searchLimit: z.number().int().positive(),
    hasLeads: z.boolean(),
    dropsAssociations: z.boolean(),
    missingScopes: z.array(z.string()),
    requiredOnCalls: z.array(z.string()),
    ruledOnCalls: z.array(z.string()),
    tellsScopes: z.boolean(),
    /** Labels of the only call outcomes left; the others are deleted. */
    dispositions: z.array(z.string()),
    /** So many owners more, as a large company has. */
    moreOwners: z.number().int().nonnegative().max(20_000),
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
    const { dispositions, moreOwners = 0, ...settings } = parsed.data;
    portal.owners = [...portal.owners, ...Array.from({ length: moreOwners }, (_, index) => colleague(index))];
    if (dispositions !== undefined) portal.dispositions = keptOf(portal, dispositions);
    const given = Object.entries(settings).filter(([, value]) => value !== undefined);
    portal.settings = { ...portal.settings, ...Object.fromEntries(given) };
    return context.json(portal.settings);
  });
  return app;
}

const families = ['Ahmed', 'Berg', 'Chen', 'Dubois', 'Evans', 'Fischer', 'García', 'Horvat', 'Ito', 'Jensen'] as const;
const duties = ['Account Executives', 'Customer Success', 'Finance', 'Sales Development'] as const;

function colleague(index: number): Owner {
  const lastName = families[index % families.length] ?? '';
  return {
    id: String(900_000_000 + index),
    ...{ userId: 70_000_000 + index, email: `colleague${index}@baton.example`, title: '' },
    ...{ firstName: `Colleague ${index}`, lastName, team: duties[index % duties.length] ?? '', createdAt: 0 },
  };
}

/** The outcomes with these labels, known or new; every other one deleted, as HubSpot keeps those that calls still carry. */
function keptOf({ dispositions }: Portal, labels: readonly string[]): readonly Disposition[] {
  const known = dispositions.map((one) => ({ ...one, deleted: !labels.includes(one.label) }));
  const added = labels.filter((label) => !dispositions.some((one) => one.label === label));
  return [...known, ...added.map((label) => ({ id: randomUUID(), label, deleted: false }))];
}
