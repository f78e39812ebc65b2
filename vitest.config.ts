import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

/** What is waited for comes when it does: a busy machine is no failure. */
const patient = { testTimeout: 20_000, hookTimeout: 20_000, expect: { poll: { timeout: 15_000 } } };

/** WXT's part, without the one that searches every file for names to import by itself: Baton imports what it uses. */
const wxt = async () => (await WxtVitest()).filter((part) => !(isPlugin(part) && part.name === 'unimport'));
const isPlugin = (part: unknown): part is { name: string } =>
  typeof part === 'object' && part !== null && 'name' in part;

export default defineConfig({
  test: {
    // One more than cores: now and then a test waits, and a core would with it. By default one of two would always.
    maxWorkers: availableParallelism() + 1,
    // Modules are loaded once per worker in both: they keep no state between tests, and tests start clean.
    projects: [
      {
        plugins: [wxt()],
        test: {
          name: 'unit',
          environment: 'node',
          isolate: false,
          setupFiles: ['tests/setup-unit.ts'],
          include: ['lib/**/*.test.ts', 'demo/**/*.test.ts', 'tests/unit/**/*.test.ts', 'scripts/**/*.test.ts'],
          mockReset: true,
          ...patient,
          restoreMocks: true,
        },
      },
      {
        plugins: [wxt()],
        test: {
          name: 'components',
          isolate: false,
          environment: 'happy-dom',
          include: ['components/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/setup-components.ts'],
          mockReset: true,
          ...patient,
          restoreMocks: true,
        },
      },
    ],
  },
});
