import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type BatonBrowser, type LaunchOptions, launchBaton } from '../../tests/support/browser.ts';
import { layCable } from '../../tests/support/cable.ts';
import { type DemoCrm, hubspotDemo, salesforceDemo } from '../../tests/support/demo-crm.ts';
import { arrive, handOver, type Step, survive, work } from '../../tests/support/story.ts';
import { watchContext } from '../../tests/support/watch.ts';
import type { RunningDemo } from '../core/demo.ts';

export interface TourOptions {
  readonly demo: RunningDemo;
  /** Where the pictures go; emptied first. */
  readonly folder: string;
  readonly launch: Omit<LaunchOptions, 'demoPort' | 'profile'>;
}

interface Stage {
  baton: BatonBrowser;
  page: Page;
}

/** Plays the whole story on both CRMs, says what each step saw and keeps a picture of it. Answers how many steps held and failed. */
export async function playTour({ demo, folder, launch }: TourOptions): Promise<{ held: number; failed: number }> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const tally = { held: 0, failed: 0 };
  for (const crm of [salesforceDemo(demo), hubspotDemo(demo)]) {
    console.log(`\n${crm.name}`);
    demo.reset();
    const { failed } = tally;
    await playOn(crm, { demo, folder, launch }, tally).catch((error: unknown) => {
      // A step that failed has said so; anything else kept the steps from being played.
      if (tally.failed === failed) throw error;
    });
  }
  return tally;
}

async function playOn(crm: DemoCrm, options: TourOptions, tally: { held: number; failed: number }): Promise<void> {
  const { demo, folder, launch } = options;
  const cable = await layCable(demo.port);
  const profile = join(folder, `.profile-${crm.name.toLowerCase()}`);
  const open = async (): Promise<Stage> => {
    const baton = await launchBaton({ ...launch, demoPort: cable.port, profile });
    watchContext(baton.context);
    return { baton, page: await baton.context.newPage() };
  };
  let stage = await open();
  let number = 0;
  const step: Step = async (title, play) => {
    number += 1;
    const picture = join(folder, `${crm.name.toLowerCase()}-${String(number).padStart(2, '0')}.png`);
    const facts: string[] = [];
    try {
      await play((fact) => facts.push(fact));
      tally.held += 1;
      console.log(`  ✓ ${title}`);
    } catch (error) {
      tally.failed += 1;
      console.log(
        `  ✗ ${title}\n    ${error instanceof Error ? error.message.split('\n').slice(0, 6).join('\n    ') : String(error)}`,
      );
      throw error;
    } finally {
      for (const fact of facts) console.log(`    saw: ${fact}`);
      await stage.page.screenshot({ path: picture }).catch(() => undefined);
    }
  };
  try {
    const scene = { crm, step, cable };
    const sidebar = await arrive({ ...scene, ...stage });
    await work({ ...scene, ...stage }, sidebar);
    await handOver({ ...scene, ...stage }, sidebar);
    await survive({
      ...scene,
      ...stage,
      async reopen() {
        await stage.baton.kill();
        stage = await open();
        return stage;
      },
    });
  } finally {
    await stage.baton.close().catch(() => undefined);
    await cable.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
