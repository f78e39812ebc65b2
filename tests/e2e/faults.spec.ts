import { expect, test } from '@playwright/test';
import { startDemo } from '../../demo/main.ts';
import { runThroughFaults } from '../support/fault-run.ts';
import { freshProfile, testLaunchOptions } from '../support/fixtures.ts';
import { PublishedCheck } from '../support/published/index.ts';

// The small sister of `npm run test:faults`.
test('calls logged through failing CRMs and a killed browser arrive once each, in order', async () => {
  test.setTimeout(240_000);
  const published = new PublishedCheck();
  const demo = await startDemo({ port: 0, observe: published.note });
  const launch = { ...testLaunchOptions(demo.port), profile: await freshProfile() };
  const report = await runThroughFaults(demo, launch, {
    ...{ crms: ['salesforce', 'hubspot'], calls: 40, rate: 0.2, seed: 3, kills: 1, hangMs: 1000 },
    ...{ timeoutMs: 200_000, stalledMs: 2000, say: () => undefined },
  });
  await demo.close();
  const good = { acknowledged: 40, delivered: 40, lost: 0, doubled: 0, outOfOrder: 0 };
  expect(report.tallies).toEqual([
    expect.objectContaining({ crm: 'salesforce', ...good }),
    expect.objectContaining({ crm: 'hubspot', ...good }),
  ]);
  for (const { faults } of report.tallies) expect(Object.keys(faults).length).toBeGreaterThan(0);
  expect(published.take()).toEqual([]);
});
