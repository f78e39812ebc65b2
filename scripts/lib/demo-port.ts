import { createServer } from 'node:net';

const usual = 8443;

/** The demo's usual port where it is free on this machine, else any free one (0). */
export function demoPort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(usual, '127.0.0.1', () => probe.close(() => resolve(usual)));
  });
}
