import { buildWorld, type DemoWorld } from '../data/world.ts';
import { createHubspotApi } from './api/app.ts';
import { demoServiceKey } from './seed/owners.ts';
import { seedPortal } from './seed/portal.ts';
import type { Portal } from './store/portal.ts';

const startAt = new Date('2026-11-24T15:00:00Z');

// Building the world takes longer than anything a test asks of it, and nothing can change it. A part of its people
// is enough here, and each test gets a portal of its own.
const whole = buildWorld(20261124, startAt);
const world: DemoWorld = {
  ...whole,
  people: whole.people.slice(0, 60),
  opportunities: whole.opportunities.slice(0, 6),
};

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The body's JSON; tests say by `expect` what they think it is. */
  readonly body: unknown;
}

export interface TestPortal {
  readonly portal: Portal;
  readonly world: DemoWorld;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Moves the portal's clock on. */
  wait(milliseconds: number): void;
}

/** A seeded portal with its API and a clock that stands until told to move. */
export function testPortal(): TestPortal {
  let now = startAt.getTime();
  const portal = seedPortal(world, () => now);
  const api = createHubspotApi(() => portal);
  return {
    portal,
    world,
    async ask(method, path, body, headers = {}) {
      const response = await api.request(`https://api.hubapi.com${path}`, {
        method,
        headers: { authorization: `Bearer ${demoServiceKey}`, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
    },
    wait(milliseconds) {
      now += milliseconds;
    },
  };
}

/** The id of a created record. */
export function idOf(answer: Answer): string {
  const { body } = answer;
  if (typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string') return body.id;
  throw new Error(`No id in ${JSON.stringify(body)}`);
}
