import type { DemoWorld } from '../data/world.ts';
import type { FaultKind } from './faults.ts';
import type { Sessions } from './sessions.ts';

/** What answers for one host; a Hono app is one. */
export interface DemoApp {
  fetch(request: Request): Response | Promise<Response>;
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** One CRM of the demo, as the control endpoints see it. */
export interface DemoPart {
  /** The key of this part in `GET /__demo/state`. */
  readonly name: string;
  /** Forgets everything done since the start. */
  reset(): void;
  state(): Json;
  /** True where the record was this CRM's and is deleted now. */
  deleteRecord(id: string): boolean;
  /** The CRM's own body for a switched-on fault; the core adds `Retry-After` where the fault has one. */
  faultResponse(kind: AnsweredFault): Response;
  /** True for requests that write several rows, each with an outcome of its own. */
  isBatchWrite(request: WireRequest): boolean;
  /** Answers a batch write of which some rows fail in this way; the others are written by `app`. */
  failSomeRows(kind: RowFault, request: Request, app: DemoApp): Promise<Response>;
}

/** A request as it came over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** Faults of single rows. */
export type RowFault = Extract<FaultKind, 'rowLock' | 'partial'>;

/** Faults the CRM itself words; the others are made of bytes and sockets by the core. */
export type AnsweredFault = Extract<FaultKind, '401' | '403limit' | '429' | '500' | '503'>;

/** What the core offers each CRM. */
export interface DemoCore {
  readonly world: DemoWorld;
  readonly sessions: Sessions;
  /** The demo's clock, epoch ms. */
  now(): number;
  /** Registers a CRM under the host patterns it answers for (`host` or `*.suffix`). */
  register(part: DemoPart, hosts: readonly string[]): void;
}
