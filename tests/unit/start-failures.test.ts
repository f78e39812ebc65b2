import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemo } from '../../demo/main.ts';
import { playTour } from '../../demo/tour/tour.ts';
import { Explained, run, wordsFor } from '../../scripts/lib/terminal.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-failures-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('what a person is told when a script fails', () => {
  it('names the file that is in the way and what to do', async () => {
    const file = join(folder, 'artifacts');
    await writeFile(file, '');
    const failure = await rm(join(file, 'tour')).catch((error: unknown) => error);
    expect(wordsFor(failure)).toMatch(/artifacts.* is no folder.*run the same command again/);
  });

  it('says what was explained, and shows a bug whole', () => {
    expect(wordsFor(new Explained('Do this.'))).toBe('Do this.');
    expect(wordsFor(new TypeError('x is not a function'))).toBeNull();
  });

  it('takes a program that is not there for one that failed', async () => {
    expect(await run(join(folder, 'no-such-program'), [])).toMatchObject({ code: 127 });
  });
});

it('a tour whose browser does not start has not held', async () => {
  const demo = await startDemo({ port: 0 });
  const executablePath = join(folder, 'broken-chromium');
  await writeFile(executablePath, '#!/bin/sh\necho "libnss3.so is missing" >&2\nexit 127\n', { mode: 0o755 });
  const launch = { executablePath, extension: folder, headless: true };
  await expect(playTour({ demo, folder: join(folder, 'tour'), launch })).rejects.toThrow(
    /could not be started from .*broken-chromium\. [^\n]*It printed:\nlibnss3\.so is missing$/,
  );
  await demo.close();
});
