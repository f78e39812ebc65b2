import { defineConfig } from '@playwright/test';

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
