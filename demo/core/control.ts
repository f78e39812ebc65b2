import { Hono } from 'hono';
import { z } from 'zod';
import type { DemoPart } from './app.ts';
import { type Faults, faultSpec, rainSpec } from './faults.ts';
import type { RequestLog } from './request-log.ts';
import type { Sessions } from './sessions.ts';

export interface Controlled {
  readonly parts: () => readonly DemoPart[];
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly sessions: Sessions;
  /** Lets go of the requests a `hang` fault holds. */
  readonly releaseHanging: () => void;
}

/** The endpoints tests and the tour steer the demo by; the same on every host. */
export function createControl(demo: Controlled): Hono {
  const app = new Hono().basePath('/__demo');
  app.post('/reset', (context) => {
    resetDemo(demo);
    return context.json({ ok: true });
  });
  app.get('/state', (context) => context.json(stateOf(demo)));
  app.post('/faults', async (context) => {
    const parsed = faultSpec.safeParse(await readJson(context.req.raw));
    if (!parsed.success) return context.json({ ok: false, problem: z.prettifyError(parsed.error) }, 400);
    demo.faults.add(parsed.data);
    return context.json({ ok: true });
  });
  app.post('/rain', async (context) => {
    const parsed = rainSpec.safeParse(await readJson(context.req.raw));
    if (!parsed.success) return context.json({ ok: false, problem: z.prettifyError(parsed.error) }, 400);
    demo.faults.rain(parsed.data);
    return context.json({ ok: true });
  });
  app.delete('/faults', (context) => {
    demo.faults.clear();
    demo.releaseHanging();
    return context.json({ ok: true });
  });
  app.post('/delete-record', async (context) => {
    const parsed = z.object({ id: z.string() }).safeParse(await readJson(context.req.raw));
    if (!parsed.success) return context.json({ ok: false, problem: 'Give {"id": …}' }, 400);
    const deleted = demo.parts().some((part) => part.deleteRecord(parsed.data.id));
    return context.json({ ok: deleted }, deleted ? 200 : 404);
  });
  app.post('/expire-session', async (context) => {
    const parsed = z.object({ realm: z.string().optional() }).safeParse((await readJson(context.req.raw)) ?? {});
    demo.sessions.expire(parsed.success ? parsed.data.realm : undefined);
    return context.json({ ok: true });
  });
  return app;
}

/** Everything back to how it was at the start, except that who is signed in stays so. */
export function resetDemo(demo: Controlled): void {
  demo.faults.clear();
  demo.releaseHanging();
  for (const part of demo.parts()) part.reset();
  demo.log.clear();
}

/** What `GET /__demo/state` answers. */
export function stateOf(demo: Controlled) {
  const state = { requests: demo.log.list(), faults: demo.faults.list(), faultsMet: demo.faults.met() };
  // Read when looked at: a CRM that nobody uses is not even filled.
  const parts = demo.parts().map((part) => [part.name, { enumerable: true, get: () => part.state() }] as const);
  return Object.defineProperties(state, Object.fromEntries(parts));
}

async function readJson(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
