import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Page } from '@playwright/test';
import { z } from 'zod';
import type { RunningDemo } from '../../demo/core/demo.ts';
import { type BatonBrowser, findWorker, launchBaton } from '../support/browser.ts';
import { salesforceDemo } from '../support/demo-crm.ts';
import { Sidebar } from '../support/sidebar.ts';
import type { Figure } from './figures.ts';
import { writeYardstick } from './yardstick-extension.ts';

/** What every measurement gets: the build to measure, the yardstick to hold it against, and a way to tell how it goes. */
export interface Stage {
  readonly executablePath: string;
  /** The folder of the production build. */
  readonly extension: string;
  /** The folder of the yardstick extension. */
  readonly yardstick: string;
  readonly say: (text: string) => void;
}

/** Figures that are measured together. */
export interface Suite {
  readonly names: readonly string[];
  /** Measures those of its figures that are wanted; others may come with them. */
  measure(stage: Stage, isWanted: (name: string) => boolean): Promise<readonly Figure[]>;
}

const manifest = z.object({ content_scripts: z.array(z.object({ matches: z.array(z.string()) })).min(1) });

/** Sets the stage: the yardstick's content script goes to exactly the pages that Baton's goes to. */
export async function setStage(options: Omit<Stage, 'yardstick'>): Promise<Stage> {
  const text = await readFile(join(options.extension, 'manifest.json'), 'utf8');
  const matches = manifest.parse(JSON.parse(text)).content_scripts.flatMap((script) => script.matches);
  return { ...options, yardstick: await writeYardstick(matches) };
}

/** A browser with Baton and the yardstick side by side. */
export interface SideBySide {
  readonly baton: BatonBrowser;
  /** The tab of the CRM. */
  readonly page: Page;
  /** A yardstick page's URL. */
  yardstickUrl(page: string): string;
  close(): Promise<void>;
}

/** Opens a browser with both extensions, on the CRM that listens on `demoPort`. */
export async function openSideBySide(stage: Stage, demoPort: number): Promise<SideBySide> {
  const { executablePath, extension, yardstick } = stage;
  const baton = await launchBaton({ executablePath, extension, moreExtensions: [yardstick], demoPort, headless: true });
  const { host } = new URL((await findWorker(baton.context, yardstick)).url());
  return {
    baton,
    page: baton.context.pages()[0] ?? (await baton.context.newPage()),
    yardstickUrl: (page) => `chrome-extension://${host}/${page}`,
    close: () => baton.close(),
  };
}

const firstLead = 'Maya Okonkwo';

/** Signs in to the Salesforce demo, connects Baton and opens a lead; answers the sidebar docked beside it. */
export async function openConnected({ baton, page }: SideBySide, demo: RunningDemo): Promise<Frame> {
  const crm = salesforceDemo(demo);
  await crm.signIn(page);
  await crm.connect(baton);
  await page.bringToFront();
  await page.goto(crm.urlOf(crm.idOf(firstLead)));
  return sidebarShowing(page, firstLead);
}

const sidebarWithinMs = 60_000;

/** The docked sidebar of a CRM page, once it shows this lead. */
export async function sidebarShowing(page: Page, leadName: string): Promise<Frame> {
  const frame = await new Sidebar(page).frame(sidebarWithinMs);
  await showsLead(frame, leadName);
  return frame;
}

/** Waits until the sidebar shows this lead and has read what is known of it. */
export async function showsLead(frame: Frame, leadName: string): Promise<void> {
  const lead = frame
    .locator('section[aria-busy="false"]')
    .getByRole('heading', { level: 1, name: leadName, exact: true });
  await lead.waitFor({ timeout: sidebarWithinMs });
}

/** Middle and spread of a series, for the line that tells how it went. */
export function inWords(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number) => (sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN).toFixed(1);
  return `${at(0.5)} ms (a quarter below ${at(0.25)}, a quarter above ${at(0.75)}, ${sorted.length} times)`;
}
