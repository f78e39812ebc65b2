import { defineConfig } from '@playwright/test';

// npm run test:session: a session of twenty calls on each demo CRM, by keyboard alone. Longer than `npm test` may take.
export default defineConfig({
  testDir: '.',
  outputDir: '../../artifacts/session',
  workers: 1,
  retries: 0,
  timeout: 600_000,
  expect: { timeout: 20_000 },
});
