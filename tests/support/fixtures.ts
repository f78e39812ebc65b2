import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import type { RunningDemo } from '../../demo/core/demo.ts';
import { startDemo } from '../../demo/main.ts';
import { buildFolder } from '../../scripts/lib/build.ts';
import { findChromium } from '../../scripts/lib/chromium.ts';
import { type BatonBrowser, type LaunchOptions, launchBaton } from './browser.ts';
import { PublishedCheck } from './published/index.ts';
import { type Findings, watchContext } from './watch.ts';

interface PerWorker {
  /** What of the requests to the demo the CRMs' vendors do not publish. */
  readonly published: PublishedCheck;
  readonly demo: RunningDemo;
}

interface PerTest {
  /** Options of the browser this test gets. */
  readonly launch: Partial<LaunchOptions>;
  readonly baton: BatonBrowser;
  readonly findings: Findings;
  /** Fails a test that asked a CRM for what its vendor does not publish. */
  readonly asksOnlyPublished: undefined;
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

/** A test with its own browser on a freshly reset demo; it fails on any unexpected console error, foreign request, or request to a CRM that its vendor does not publish. */
export const test = base.extend<PerTest, PerWorker>({
  published: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern
    async ({}, use) => use(new PublishedCheck()),
    { scope: 'worker' },
  ],
  demo: [
    async ({ published }, use) => {
      const demo = await startDemo({ port: 0, observe: published.note });
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
  asksOnlyPublished: [
    async ({ published }, use) => {
      published.take();
      await use(undefined);
      expect(published.take()).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
