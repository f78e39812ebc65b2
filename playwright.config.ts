import { defineConfig } from '@playwright/test';
import { morningZone } from './scripts/lib/morning-zone.ts';

// Tests, demo CRMs and browsers take it from here. A run started at midnight would count today's calls as yesterday's; who sets a zone gets that one.
process.env['TZ'] ??= morningZone(new Date());

// The stories run one after another in browsers of their own: they share two cores, and a rep has one pair of hands.
export default defineConfig({
  testDir: 'tests',
  testMatch: ['e2e/**/*.spec.ts', 'docking/**/*.spec.ts'],
  outputDir: 'artifacts/e2e',
  workers: 2,
  fullyParallel: false,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env['CI'] !== undefined,
});
