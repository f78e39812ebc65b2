import type { Socket } from 'node:net';
import { buildWorld } from '../data/world.ts';
import type { DemoApp, DemoCore, DemoPart } from './app.ts';
import { createControl, resetDemo, stateOf } from './control.ts';
import { createFaults } from './faults.ts';
import { createRequestLog } from './request-log.ts';
import { createDemoServer, type ObservedRequest } from './server.ts';
import { createSessions } from './sessions.ts';

export interface DemoOptions {
  /** 0 lets the system choose. */
  readonly port: number;
  readonly seed?: number;
  /** The instant the world's dates are counted back from; the clock itself goes on. */
  readonly startAt?: Date;
  /** Told of every request before it is answered. */
  readonly observe?: (request: ObservedRequest) => void;
}

export interface RunningDemo {
  readonly port: number;
  close(): Promise<void>;
  reset(): void;
  state(): ReturnType<typeof stateOf>;
}

/** Makes the apps of one CRM and registers its part with the core. */
export type MakeApps = (core: DemoCore) => Readonly<Record<string, DemoApp>>;

/** Starts the CRMs given on one port. */
export async function runDemo(makeApps: readonly MakeApps[], options: DemoOptions): Promise<RunningDemo> {
  const now = () => Date.now();
  const parts: { readonly part: DemoPart; readonly hosts: readonly string[] }[] = [];
  const sessions = createSessions(now);
  const core: DemoCore = {
    world: buildWorld(options.seed, options.startAt ?? new Date()),
    sessions,
    now,
    register(part, hosts) {
      parts.push({ part, hosts });
    },
  };
  const hanging = new Set<Socket>();
  const demo = {
    parts: () => parts.map(({ part }) => part),
    faults: createFaults(),
    log: createRequestLog(),
    sessions,
    now,
    releaseHanging: () => {
      for (const socket of hanging) socket.destroy();
    },
  };
  const apps = Object.fromEntries(makeApps.flatMap((make) => Object.entries(make(core))));
  const server = await createDemoServer({
    port: options.port,
    apps,
    control: createControl(demo),
    demo,
    partOf: (host) => parts.find(({ hosts }) => hosts.includes(host))?.part ?? null,
    hanging,
    observe: options.observe,
  });
  return { ...server, reset: () => resetDemo(demo), state: () => stateOf(demo) };
}
