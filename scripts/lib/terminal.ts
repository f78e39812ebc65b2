import { spawn } from 'node:child_process';

const isTerminal = process.stdout.isTTY === true;

/** A failure whose message already tells a person what to do; shown without a stack. */
export class Explained extends Error {}

/** Runs one named step, saying when it starts, how long it took, and that it failed. */
export async function step<T>(name: string, run: () => Promise<T>): Promise<T> {
  const startedAt = Date.now();
  const seconds = () => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
  console.log(`• ${name} …`);
  const timer = isTerminal ? setInterval(() => process.stdout.write(`\r  ${seconds()} `), 1000) : undefined;
  try {
    const result = await run();
    if (isTerminal) process.stdout.write('\r');
    console.log(`✓ ${name} (${seconds()})`);
    return result;
  } catch (error) {
    console.log(`✗ ${name} (${seconds()})`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

export interface Ran {
  readonly code: number;
  readonly output: string;
}

/** What a shell answers for a program that is not there. */
const notFound = 127;

/** Runs a program and keeps what it printed; `echo` shows it as it comes. Never throws: not for an exit code, nor where it cannot be started. */
export function run(
  command: string,
  args: readonly string[],
  options: { echo?: boolean; env?: NodeJS.ProcessEnv } = {},
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...options.env },
      shell: process.platform === 'win32',
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
      if (options.echo) process.stdout.write(chunk);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', ({ message }) => resolve({ code: notFound, output: message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

const fileFailures = new Map([
  ['EACCES', 'may not be written'],
  ['EPERM', 'may not be written'],
  ['EROFS', 'may not be written'],
  ['EEXIST', 'is in the way'],
  ['ENOTDIR', 'is no folder, or lies in what is none'],
  ['ENOSPC', 'does not fit on the disk any more'],
]);

/** What a person is told of a failure: what is wrong and what to do. Null where it is a bug. */
export function wordsFor(error: unknown): string | null {
  if (error instanceof Explained) return error.message;
  if (!(error instanceof Error) || !('code' in error) || !('path' in error)) return null;
  const trouble = fileFailures.get(String(error.code));
  if (trouble === undefined) return null;
  return `${error.path} ${trouble} (${error.code}). Put that right, or move it away, then run the same command again.`;
}

/** Ends the process with a sentence for a person where the failure has one, with the stack where it is a bug. */
export function exitWith(error: unknown): never {
  const said = wordsFor(error);
  if (said !== null) console.error(`\n✗ ${said}`);
  else console.error(error);
  process.exit(1);
}
