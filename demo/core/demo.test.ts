import { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import type { DemoCore } from './app.ts';
import { askDemo } from './client.ts';
import { type RunningDemo, runDemo } from './demo.ts';

const host = 'crm.test';
const url = `https://${host}/services/thing`;
let running: RunningDemo | null = null;
let applied = 0;

/** A CRM of one endpoint that counts how often it was really applied. */
function makeCounter(core: DemoCore) {
  applied = 0;
  core.register(
    {
      name: 'counter',
      reset: () => {
        applied = 0;
      },
      state: () => ({ applied }),
      deleteRecord: (id) => id === 'known',
      isBatchWrite: () => false,
      failSomeRows: async () => new Response(null, { status: 500 }),
      faultResponse: (kind) => Response.json({ kind }, { status: Number.parseInt(kind, 10) }),
    },
    [host],
  );
  const app = new Hono();
  app.all('*', (context) => {
    applied += 1;
    return context.json({ applied, padding: 'x'.repeat(200) });
  });
  return { [host]: app };
}

async function start(): Promise<number> {
  running = await runDemo([makeCounter], { port: 0 });
  return running.port;
}

const fault = (port: number, spec: object) =>
  askDemo(port, `https://${host}/__demo/faults`, { method: 'POST', body: JSON.stringify(spec) });

afterEach(async () => {
  await running?.close();
  running = null;
});

describe('the demo server', () => {
  it('sends a request to the app of its host and refuses hosts it does not play', async () => {
    const port = await start();
    expect((await askDemo(port, url)).json()).toMatchObject({ applied: 1 });
    expect((await askDemo(port, 'https://elsewhere.test/')).status).toBe(421);
  });

  it('answers as a fault says, for as many requests as it says', async () => {
    const port = await start();
    await fault(port, { kind: '429', times: 2, retryAfterSeconds: 7 });
    const first = await askDemo(port, url);
    expect([first.status, first.headers.get('retry-after'), first.json()]).toEqual([429, '7', { kind: '429' }]);
    expect((await askDemo(port, url)).status).toBe(429);
    expect((await askDemo(port, url)).status).toBe(200);
    expect(applied).toBe(1);
  });

  it('cuts the connection before or after the request took effect', async () => {
    const port = await start();
    await fault(port, { kind: 'dropBefore' });
    await expect(askDemo(port, url, { method: 'POST' })).rejects.toThrow();
    expect(applied).toBe(0);
    await fault(port, { kind: 'dropAfter' });
    await expect(askDemo(port, url, { method: 'POST' })).rejects.toThrow();
    expect(applied).toBe(1);
  });

  it('cuts a body short, or answers with a gateway page', async () => {
    const port = await start();
    await fault(port, { kind: 'truncate' });
    const cut = await askDemo(port, url);
    expect(() => cut.json()).toThrow(SyntaxError);
    await fault(port, { kind: 'html', status: 200 });
    const page = await askDemo(port, url);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
  });

  it('leaves a request hanging until the faults are cleared', async () => {
    const port = await start();
    await fault(port, { kind: 'hang' });
    const ended = askDemo(port, url).then(
      () => 'answered',
      () => 'cut',
    );
    const waited = new Promise((resolve) => setTimeout(resolve, 60, 'still hanging'));
    expect(await Promise.race([ended, waited])).toBe('still hanging');
    await askDemo(port, `https://${host}/__demo/faults`, { method: 'DELETE' });
    expect(await ended).toBe('cut');
    expect(applied).toBe(0);
  });

  it('keeps a fault to the host, method and path it names', async () => {
    const port = await start();
    await fault(port, { kind: '500', host, method: 'post', path: '^/services/thing$' });
    expect((await askDemo(port, url)).status).toBe(200);
    expect((await askDemo(port, `${url}/else`, { method: 'POST' })).status).toBe(200);
    expect((await askDemo(port, url, { method: 'POST' })).status).toBe(500);
  });

  it('refuses a fault it does not know', async () => {
    const port = await start();
    expect((await fault(port, { kind: 'earthquake' })).status).toBe(400);
  });

  it('says what happened without queries or bodies, and forgets it on reset', async () => {
    const port = await start();
    await askDemo(port, `${url}?q=secret`);
    expect(running?.state()).toMatchObject({
      counter: { applied: 1 },
      requests: [{ method: 'GET', host, path: '/services/thing', status: 200, fault: null }],
    });
    await askDemo(port, `https://${host}/__demo/reset`, { method: 'POST' });
    expect(running?.state()).toMatchObject({ counter: { applied: 0 }, requests: [] });
  });

  it('asks the CRMs to delete a record', async () => {
    const port = await start();
    const remove = (id: string) =>
      askDemo(port, `https://${host}/__demo/delete-record`, { method: 'POST', body: JSON.stringify({ id }) });
    expect((await remove('known')).status).toBe(200);
    expect((await remove('unknown')).status).toBe(404);
  });
});
