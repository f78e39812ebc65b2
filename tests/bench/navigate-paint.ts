import { setTimeout as pause } from 'node:timers/promises';
import type { Frame, Page } from '@playwright/test';
import { z } from 'zod';
import { startDemo } from '../../demo/main.ts';
import { type DemoCrm, salesforceDemo } from '../support/demo-crm.ts';
import { type Figure, median, ratioFigure } from './figures.ts';
import { inWords, openSideBySide, type SideBySide, type Stage, type Suite, sidebarShowing } from './stage.ts';

const leads = 24;
const goal = 1.5;
/** So that one navigation is over, its record read and told, before the next. */
const quietMs = 700;
const firstLead = 'Maya Okonkwo';

interface Walk {
  readonly stage: Stage;
  readonly sides: SideBySide;
  readonly crm: DemoCrm;
  readonly sidebar: Frame;
}

/** One navigation; instants on the clock that all pages of a browser share (ms). */
interface Leg {
  readonly leftAt: number;
  /** When the CRM's page put the lead's name into its title. */
  readonly titledAt: number;
  readonly paintedAt: number;
}

/**
 * From the CRM's own navigation until the sidebar has painted the next lead's name, against the first paint of an empty
 * extension page. A lead known to this browser counts from `pushState`. Of one never seen before the CRM's page is the
 * only one who knows the name, and takes its time to load it: it counts from when the page puts the name into its title.
 */
export const navigatePaint: Suite = {
  names: ['navigate-paint', 'navigate-paint-first-seen'],
  async measure(stage, isWanted) {
    const demo = await startDemo({ port: 0 });
    const sides = await openSideBySide(stage, demo.port);
    try {
      const crm = salesforceDemo(demo);
      await sides.baton.context.addInitScript(noteNavigations);
      await crm.signIn(sides.page);
      await sides.page.goto(crm.urlOf(crm.idOf(firstLead)));
      const walk = { stage, sides, crm, sidebar: await sidebarShowing(sides.page, firstLead) };
      await walk.sidebar.evaluate(notePaints);
      const figures = [await firstSeenFigure(walk)];
      if (isWanted('navigate-paint')) figures.push(await knownFigure(walk));
      return figures.filter((figure) => isWanted(figure.name));
    } finally {
      await sides.close();
      await demo.close();
    }
  },
};

async function firstSeenFigure(walk: Walk): Promise<Figure> {
  const { legs, paints } = await walkLeads(walk, 'Next');
  const took = legs.map(({ leftAt, titledAt, paintedAt }) => paintedAt - Math.max(leftAt, titledAt));
  const whole = legs.map(({ leftAt, paintedAt }) => paintedAt - leftAt);
  walk.stage.say(`first seen, from the page's title: ${inWords(took)}; from the navigation: ${inWords(whole)}`);
  walk.stage.say(`empty page: ${inWords(paints)}`);
  return ratioFigure('navigate-paint-first-seen', 'ms', median(took), median(paints), goal);
}

/** Once connected, every lead passed is kept; the way back is over known leads. */
async function knownFigure(walk: Walk): Promise<Figure> {
  await walk.crm.connect(walk.sides.baton);
  await walk.sides.page.bringToFront();
  await walkLeads(walk, 'Previous');
  const { legs, paints } = await walkLeads(walk, 'Next');
  const took = legs.map(({ leftAt, paintedAt }) => paintedAt - leftAt);
  walk.stage.say(`known, from the navigation: ${inWords(took)}; empty page: ${inWords(paints)}`);
  return ratioFigure('navigate-paint', 'ms', median(took), median(paints), goal);
}

async function walkLeads({ sides, sidebar, stage }: Walk, step: 'Next' | 'Previous') {
  const legs: Leg[] = [];
  const paints: number[] = [];
  for (let lead = 0; lead < leads; lead += 1) {
    legs.push(await walkOn(sides.page, sidebar, step));
    paints.push(await paintOfEmptyPage(sides));
    await sides.page.bringToFront();
    await pause(quietMs);
    if (lead % 8 === 7) stage.say(`${step}: ${lead + 1} of ${leads} leads`);
  }
  return { legs, paints };
}

const paint = z.object({ name: z.string(), at: z.number() });
const navigation = z.object({ leftAt: z.number(), titledAt: z.number() });

async function walkOn(page: Page, sidebar: Frame, step: 'Next' | 'Previous'): Promise<Leg> {
  const painted = sidebar.evaluate(() => Reflect.get(globalThis, 'nextPaint')());
  await page.getByRole('link', { name: new RegExp(`^${step}`) }).click();
  const { name, at: paintedAt } = paint.parse(await painted);
  await pause(quietMs);
  const shown = await sidebar.locator('section[aria-busy] h1').textContent();
  const title = await page.title();
  if (shown !== name || !title.startsWith(name)) {
    throw new Error(`The sidebar painted "${name}" and then "${shown}" on the page of "${title}"`);
  }
  return { ...navigation.parse(await page.evaluate(() => Reflect.get(globalThis, 'navigated'))), paintedAt };
}

/** Runs in every page before its own scripts: notes when it went on without a load, and when it named what it shows. */
function noteNavigations(): void {
  const now = () => performance.timeOrigin + performance.now();
  const noted = { leftAt: 0, titledAt: 0 };
  Object.assign(globalThis, { navigated: noted });
  const { pushState } = history;
  history.pushState = function (...args) {
    noted.leftAt = now();
    pushState.apply(this, args);
  };
  const title = Object.getOwnPropertyDescriptor(Document.prototype, 'title');
  Object.defineProperty(document, 'title', {
    get: () => title?.get?.call(document),
    set: (text) => {
      noted.titledAt = now();
      title?.set?.call(document, text);
    },
  });
}

/** Runs in the sidebar: `nextPaint()` answers with the next name painted as the lead's. */
function notePaints(): void {
  const shown = () => document.querySelector('section[aria-busy] h1')?.textContent;
  const frame = () => new Promise(requestAnimationFrame);
  const painted = async (name: string) => {
    // The first frame holds the change, and has been painted when the second begins.
    await frame();
    await frame();
    return { name, at: performance.timeOrigin + performance.now() };
  };
  Object.assign(globalThis, {
    nextPaint: () =>
      new Promise((resolve, reject) => {
        const before = shown();
        setTimeout(() => reject(new Error(`The sidebar still shows "${shown()}"`)), 30_000);
        const observer = new MutationObserver(() => {
          const name = shown();
          if (name === undefined || name === null || name === before) return;
          observer.disconnect();
          resolve(painted(name));
        });
        observer.observe(document.body, { childList: true, characterData: true, subtree: true });
      }),
  });
}

/** The first contentful paint of an empty extension page in a new tab (ms from its navigation). */
async function paintOfEmptyPage({ baton, yardstickUrl }: SideBySide): Promise<number> {
  const tab = await baton.context.newPage();
  await tab.goto(yardstickUrl('page.html'));
  const paint: unknown = await tab.evaluate(
    () =>
      new Promise((resolve) => {
        new PerformanceObserver((list) => {
          const [entry] = list.getEntriesByName('first-contentful-paint');
          if (entry !== undefined) resolve(entry.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
  );
  await tab.close();
  return z.number().parse(paint);
}
