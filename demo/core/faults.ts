import { z } from 'zod';

const faultKinds = [
  '401',
  '403limit',
  '429',
  '500',
  '503',
  'hang',
  'dropBefore',
  'dropAfter',
  // Applied and answered as if it had arrived twice, as a browser does when a connection it used before is cut.
  'twice',
  /** Applied, and then no answer: the client gives up by itself. */
  'hangAfter',
  'html',
  'truncate',
  /** Some rows of a batch cannot be written now: another transaction holds them. */
  'rowLock',
  /** Some rows of a batch end in an error of the server's own. */
  'partial',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** One switched-on fault: the next `times` matching requests suffer it. */
export const faultSpec = z.object({
  host: z.string().optional(),
  /** A regular expression over path and query. */
  path: z.string().optional(),
  method: z.string().optional(),
  /** A regular expression over the body, for paths that serve several purposes. */
  body: z.string().optional(),
  kind: z.enum(faultKinds),
  times: z.number().int().positive().default(1),
  retryAfterSeconds: z.number().nonnegative().optional(),
  /** Of the HTML page of kind `html`. */
  status: z.union([z.literal(200), z.literal(503)]).default(503),
});
export type FaultSpec = z.infer<typeof faultSpec>;

/** Faults that come by themselves: each matching request suffers one with probability `rate`, all kinds in turn. */
export const rainSpec = z.object({
  host: z.string(),
  /** A regular expression over path and query. */
  path: z.string(),
  rate: z.number().min(0).max(1),
  seed: z.number().int().default(1),
  kinds: z
    .array(z.enum(faultKinds))
    .min(1)
    .default([...faultKinds]),
  retryAfterSeconds: z.number().nonnegative().optional(),
  /** How long most hanging requests are held before their connection is cut; without it, all until the client gives up. */
  hangMs: z.number().int().positive().optional(),
  /** How long every matching request takes at least, as over a far network. */
  latencyMs: z.number().int().nonnegative().default(0),
});
export type RainSpec = z.infer<typeof rainSpec>;

/** A fault as one request meets it. */
export interface MetFault extends Pick<FaultSpec, 'kind' | 'retryAfterSeconds' | 'status'> {
  readonly hangMs?: number | undefined;
}

/** What a fault is chosen by. */
interface SeenRequest {
  readonly host: string;
  readonly method: string;
  readonly pathAndQuery: string;
  readonly body: string;
  /** Whether faults of single rows can happen to it. */
  readonly isBatchWrite: boolean;
}

export interface Faults {
  add(spec: FaultSpec): void;
  rain(spec: RainSpec): void;
  /** The fault this request meets, counted down; null for almost every request. */
  take(request: SeenRequest): MetFault | null;
  clear(): void;
  list(): readonly FaultSpec[];
  /** How long a request takes at least (ms). */
  latencyOf(request: Pick<SeenRequest, 'host' | 'pathAndQuery'>): number;
  /** False where no request can meet any. */
  any(): boolean;
  /** How many requests to a host met each kind since the start of the demo. */
  met(): Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** What the demo's own pages load; faults leave it alone unless their path names it. */
const pageTraffic = /^\/__/;

/** Makes an empty book of faults. */
export function createFaults(): Faults {
  let specs: FaultSpec[] = [];
  let clouds: Cloud[] = [];
  const met = new Map<string, Map<FaultKind, number>>();
  const ordered = (request: SeenRequest): MetFault | null => {
    const found = specs.find((spec) => matches(spec, request));
    if (found === undefined) return null;
    specs = specs.flatMap((spec) => {
      if (spec !== found) return [spec];
      return spec.times > 1 ? [{ ...spec, times: spec.times - 1 }] : [];
    });
    return found;
  };
  return {
    add(spec) {
      specs.push(spec);
    },
    rain(spec) {
      clouds.push(createCloud(spec));
    },
    take(request) {
      const fault = ordered(request) ?? clouds.map((cloud) => cloud.take(request)).find((one) => one !== null) ?? null;
      if (fault !== null) {
        const ofHost = met.get(request.host) ?? new Map<FaultKind, number>();
        met.set(request.host, ofHost.set(fault.kind, (ofHost.get(fault.kind) ?? 0) + 1));
      }
      return fault;
    },
    clear() {
      specs = [];
      clouds = [];
    },
    list: () => specs,
    latencyOf: (request) => Math.max(0, ...clouds.map((cloud) => cloud.latencyOf(request))),
    any: () => specs.length + clouds.length > 0,
    met: () => Object.fromEntries([...met].map(([host, kinds]) => [host, Object.fromEntries(kinds)])),
  };
}

interface Cloud {
  take(request: SeenRequest): MetFault | null;
  latencyOf(request: Pick<SeenRequest, 'host' | 'pathAndQuery'>): number;
}

/** Every so many a hanging request is held until the client gives up, whatever `hangMs` says. */
const untilGivenUp = 5;
const ofRows: readonly FaultKind[] = ['rowLock', 'partial'];

/** Draws a kind that has come least often so far, so that few faults hold every kind; the same seed rains the same way. */
function createCloud(spec: RainSpec): Cloud {
  const random = randomOf(spec.seed);
  const drawn = new Map(spec.kinds.map((kind) => [kind, 0]));
  const path = new RegExp(spec.path);
  return {
    latencyOf: ({ host, pathAndQuery }) => (host === spec.host && path.test(pathAndQuery) ? spec.latencyMs : 0),
    take({ host, pathAndQuery, isBatchWrite }) {
      if (host !== spec.host || !path.test(pathAndQuery) || random() >= spec.rate) return null;
      const possible = [...drawn].filter(([kind]) => isBatchWrite || !ofRows.includes(kind));
      const least = Math.min(...possible.map(([, times]) => times));
      const rarest = possible.filter(([, times]) => times === least).map(([kind]) => kind);
      const kind = rarest[Math.floor(random() * rarest.length)];
      if (kind === undefined) return null;
      drawn.set(kind, least + 1);
      const { retryAfterSeconds } = spec;
      const hangMs = (least + 1) % untilGivenUp === 0 ? undefined : spec.hangMs;
      return { kind, retryAfterSeconds, hangMs, status: random() < 0.5 ? 200 : 503 };
    },
  };
}

/** The generator mulberry32: [0, 1), the same numbers for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function matches(spec: FaultSpec, request: SeenRequest): boolean {
  if (spec.body !== undefined && !new RegExp(spec.body).test(request.body)) return false;
  if (spec.host !== undefined && spec.host !== request.host) return false;
  if (spec.method !== undefined && spec.method.toUpperCase() !== request.method) return false;
  if (spec.path === undefined) return !pageTraffic.test(request.pathAndQuery);
  return new RegExp(spec.path).test(request.pathAndQuery);
}
