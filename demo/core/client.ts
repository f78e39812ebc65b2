import { Agent, request } from 'node:https';

/** Keeps connections for the next request: most of what asking the demo costs is greeting it. */
const agent = new Agent({ keepAlive: true });

export interface DemoRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export interface DemoAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  json(): unknown;
}

/**
 * Asks a running demo as its host names were mapped to this machine: the URL's host goes into the Host header,
 * the connection to 127.0.0.1. Rejects where the demo cuts the connection. Redirects are not followed.
 */
export function askDemo(port: number, url: string, init: DemoRequest = {}): Promise<DemoAnswer> {
  const target = new URL(url);
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        path: target.pathname + target.search,
        method: init.method ?? 'GET',
        servername: target.hostname,
        rejectUnauthorized: false,
        agent,
        headers: {
          host: target.hostname,
          ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...init.headers,
        },
        ...(init.signal === undefined ? {} : { signal: init.signal }),
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({
            status: incoming.statusCode ?? 0,
            headers: headersOf(incoming.headersDistinct),
            text,
            json: () => JSON.parse(text),
          });
        });
      },
    );
    asked.on('error', reject);
    asked.end(init.body);
  });
}

function headersOf(distinct: NodeJS.Dict<string[]>): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(distinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  return headers;
}
