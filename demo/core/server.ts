import { createServer } from 'node:https';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import type { AnsweredFault, DemoApp, DemoPart } from './app.ts';
import { makeCertificate } from './certificate.ts';
import type { Controlled } from './control.ts';
import type { MetFault } from './faults.ts';

export interface DemoServer {
  readonly port: number;
  close(): Promise<void>;
}

export interface DemoServerOptions {
  /** 0 lets the system choose. */
  readonly port: number;
  /** By host name, or `*.suffix`. Every host answers `/__demo/*` as well. */
  readonly apps: Readonly<Record<string, DemoApp>>;
  readonly control: DemoApp;
  readonly demo: Controlled & { readonly now: () => number };
  /** The CRM answering for a host, for the wording of its faults. */
  readonly partOf: (host: string) => DemoPart | null;
  /** Sockets held by `hang` faults. */
  readonly hanging: Set<Socket>;
  /** Told of every request before it is answered. Tests hold it against what the vendors publish; nothing is kept here. */
  readonly observe?: ((request: ObservedRequest) => void) | undefined;
}

/** A request as an observer is told of it: `path` with its query, and without headers, which carry secrets. */
export interface ObservedRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly body: string;
}

/** Tells the adaptor that the connection is taken care of. */
const handled = () => new Response(null, { headers: { 'x-hono-already-sent': 'true' } });

/** Starts one HTTPS server for all hosts of the demo and sends each request to the app of its Host header. */
export async function createDemoServer(options: DemoServerOptions): Promise<DemoServer> {
  const certificate = await makeCertificate(Object.keys(options.apps));
  const server = createAdaptorServer({
    fetch: (request, env) => answer(options, request, socketOf(env)),
    createServer,
    // Whoever asks may keep a connection: closed from here at the moment of a request, it would look like a fault.
    serverOptions: { ...certificate, keepAliveTimeout: 0 },
  });
  const sockets = new Set<Socket>();
  server.on('secureConnection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function socketOf(env: { incoming: { socket?: unknown } }): Socket {
  const { incoming } = env as HttpBindings;
  return incoming.socket;
}

async function answer(options: DemoServerOptions, request: Request, socket: Socket): Promise<Response> {
  const url = new URL(request.url);
  const host = (request.headers.get('host') ?? url.host).replace(/:\d+$/, '').toLowerCase();
  if (url.pathname.startsWith('/__demo/')) return options.control.fetch(request);
  const app = appOf(options.apps, host);
  if (app === null) return new Response(`The demo has no host ${host}`, { status: 421 });
  const isRead = options.observe !== undefined || options.demo.faults.any();
  const body = isRead ? await request.clone().text() : '';
  options.observe?.({ method: request.method, host, path: url.pathname + url.search, body });
  const isBatchWrite =
    options.partOf(host)?.isBatchWrite({ method: request.method, path: url.pathname, body }) ?? false;
  const seen = { host, method: request.method, pathAndQuery: url.pathname + url.search, body, isBatchWrite };
  const latencyMs = options.demo.faults.latencyOf(seen);
  if (latencyMs > 0) await pause(latencyMs);
  const fault = options.demo.faults.take(seen);
  const response =
    fault === null ? await app.fetch(request) : await suffer(fault, { options, app, request, socket, host });
  options.demo.log.note({
    at: options.demo.now(),
    method: request.method,
    host,
    path: url.pathname,
    status: response.headers.has('x-hono-already-sent') ? null : response.status,
    fault: fault?.kind ?? null,
  });
  return response;
}

function appOf(apps: Readonly<Record<string, DemoApp>>, host: string): DemoApp | null {
  const exact = apps[host];
  if (exact !== undefined) return exact;
  const pattern = Object.keys(apps).find((key) => key.startsWith('*.') && host.endsWith(key.slice(1)));
  return pattern === undefined ? null : (apps[pattern] ?? null);
}

interface Victim {
  readonly options: DemoServerOptions;
  readonly app: DemoApp;
  readonly request: Request;
  readonly socket: Socket;
  readonly host: string;
}

async function suffer(fault: MetFault, victim: Victim): Promise<Response> {
  switch (fault.kind) {
    case 'hang':
      return hang(victim, fault.hangMs);
    case 'hangAfter':
      await (await victim.app.fetch(victim.request)).arrayBuffer();
      return hang(victim, fault.hangMs);
    case 'dropBefore':
      victim.socket.destroy();
      return handled();
    case 'dropAfter':
      await (await victim.app.fetch(victim.request)).arrayBuffer();
      victim.socket.destroy();
      return handled();
    case 'twice':
      await (await victim.app.fetch(victim.request.clone())).arrayBuffer();
      return victim.app.fetch(victim.request);
    case 'html':
      return new Response(gatewayPage, {
        status: fault.status,
        headers: { 'content-type': 'text/html; charset=UTF-8' },
      });
    case 'truncate':
      return truncated(await victim.app.fetch(victim.request));
    case 'rowLock':
    case 'partial': {
      const part = victim.options.partOf(victim.host);
      return part === null
        ? new Response(null, { status: 500 })
        : part.failSomeRows(fault.kind, victim.request, victim.app);
    }
    default:
      return worded(fault, fault.kind, victim);
  }
}

/** Answers nothing until the client gives up, the time is over, the faults are cleared or the server closes. */
async function hang({ options, socket }: Victim, hangMs: number | undefined): Promise<Response> {
  options.hanging.add(socket);
  const timer = hangMs === undefined ? undefined : setTimeout(() => socket.destroy(), hangMs);
  await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  clearTimeout(timer);
  options.hanging.delete(socket);
  return handled();
}

async function truncated(response: Response): Promise<Response> {
  const text = await response.text();
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  return new Response(text.slice(0, Math.floor(text.length / 2)), { status: response.status, headers });
}

function worded(fault: MetFault, kind: AnsweredFault, { options, host }: Victim): Response {
  const response =
    options.partOf(host)?.faultResponse(kind) ?? new Response(null, { status: Number.parseInt(kind, 10) });
  if (fault.retryAfterSeconds !== undefined) response.headers.set('retry-after', String(fault.retryAfterSeconds));
  return response;
}

const gatewayPage = `<!doctype html><html><head><title>503 Service Unavailable</title></head>
<body><h1>Service Unavailable</h1><p>The server is temporarily unable to service your request. Please try again later.</p></body></html>`;
