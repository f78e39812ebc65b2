import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import type { RunningDemo } from '../../demo/core/demo.ts';
import { startDemo } from '../../demo/main.ts';
import { buildFolder } from '../../scripts/lib/build.ts';
import { findChromium } from '../../scripts/lib/chromium.ts';
import { type BatonBrowser, type LaunchOptions, launchBaton } from './browser.ts';
import { type Findings, watchContext } from './watch.ts';

interface PerWorker {
  readonly demo: RunningDemo;
}

interface PerTest {
  /** Options of the browser this test gets. */
  readonly launch: Partial<LaunchOptions>;
  readonly baton: BatonBrowser;
  readonly findings: Findings;
}

/** Options every test's browser starts with; `port` is the demo's. */
export function testLaunchOptions(port: number, more: Partial<LaunchOptions> = {}): LaunchOptions {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('No Chromium: run "npm test", which installs one');
  return {
    executablePath,
    extension: process.env['BATON_EXTENSION'] ?? buildFolder('chrome'),
    demoPort: port,
    headless: true,
    ...more,
  };
}

/** An empty browser profile, for tests that open the same one twice. */
export function freshProfile(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'baton-profile-'));
}

/** A test with its own browser on a freshly reset demo; it fails on any unexpected console error or foreign request. */
export const test = base.extend<PerTest, PerWorker>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern
    async ({}, use) => {
      const demo = await startDemo({ port: 0 });
      await use(demo);
      await demo.close();
    },
    { scope: 'worker' },
  ],
  launch: [{}, { option: true }],
  baton: async ({ demo, launch }, use) => {
    await demo.reset();
    const browser = await launchBaton(testLaunchOptions(demo.port, launch));
    await use(browser);
    await browser.close().catch(() => undefined);
  },
  findings: [
    async ({ baton }, use) => {
      const findings = watchContext(baton.context);
      await use(findings);
      expect(findings.unexpected()).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
