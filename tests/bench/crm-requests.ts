import { setTimeout as pause } from 'node:timers/promises';
import type { Page, Worker } from '@playwright/test';
import { z } from 'zod';
import { askDemo } from '../../demo/core/client.ts';
import { demoServiceKey } from '../../demo/hubspot/seed/owners.ts';
import { startDemo } from '../../demo/main.ts';
import { setClock } from '../session/clock.ts';
import { type BatonBrowser, launchBaton } from '../support/browser.ts';
import { type DemoCrm, hubspotDemo, salesforceDemo } from '../support/demo-crm.ts';
import { type Figure, plainFigure, ratioFigure } from './figures.ts';
import { type Stage, type Suite, sidebarShowing } from './stage.ts';

/** Where evaluated code runs, not here. */
declare const chrome: typeof import('wxt/browser').browser;

const leads = 12;
/** What belongs to a view has been asked by then. */
const quietMs = 1500;
/** The SDR's own leads, read when the org was connected, have found their places by then, and who is next was looked up. */
const foundMs = 5000;
const hourMs = 3_600_000;
/** More alarms than these in an hour are no idle hour. */
const alarmsAtMost = 120;

const crms = [
  { name: 'salesforce', make: salesforceDemo, path: /^\/services\// },
  { name: 'hubspot', make: hubspotDemo, path: /^\/(?:crm|calling|account-info)\// },
] as const;
type Variant = (typeof crms)[number];
const namesOf = ({ name }: Variant) => ({
  first: `requests-per-first-view-${name}`,
  view: `requests-per-view-${name}`,
  idle: `requests-per-idle-hour-${name}`,
});

/**
 * What Baton asks of a CRM: per record opened for the first time, per record opened again, and in an hour in which nobody
 * does anything while the record and the dashboard stay open. For the hour the clocks of all pages and of the background are
 * wound on together, and each alarm of the background rings when it is due by them, those that it sets anew included.
 *
 * HubSpot has no request that answers a record together with its activities: it names their ids, and each kind is read by
 * itself. What is asked the first time is held against these; what was read once is not asked for again.
 */
export const crmRequests: Suite = {
  names: crms.flatMap((crm) => Object.values(namesOf(crm))),
  async measure(stage, isWanted) {
    const figures: Figure[] = [];
    for (const crm of crms) {
      if (Object.values(namesOf(crm)).some(isWanted)) figures.push(...(await measureCrm(stage, crm)));
    }
    return figures.filter(({ name }) => isWanted(name));
  },
};

async function measureCrm({ executablePath, extension, say }: Stage, variant: Variant): Promise<Figure[]> {
  const demo = await startDemo({ port: 0 });
  const baton = await launchBaton({ executablePath, extension, demoPort: demo.port, headless: true });
  try {
    const crm = variant.make(demo);
    const asked = () =>
      demo.state().requests.filter(({ host, path }) => host === crm.apiHost && variant.path.test(path));
    await baton.context.clock.install();
    const page = await baton.context.newPage();
    await crm.signIn(page);
    await crm.connect(baton);
    const [first = '', ...others] = plainNames(crm).slice(0, leads + 1);
    // What an org tells of itself is asked once in hours, with the first record.
    await open(page, crm, first);
    await pause(foundMs);
    const firsts = await during(asked, others, (name) => open(page, crm, name));
    const views = await during(asked, others, (name) => open(page, crm, name));
    say(`${crm.name}, first seen: ${tally(firsts)}`);
    say(`${crm.name}, again: ${tally(views)}`);

    const dashboard = await baton.context.newPage();
    await dashboard.goto(baton.url('dashboard.html'));
    await pause(quietMs);
    const idle = await during(asked, [null], () => passAnHour(baton, page));
    if (idle.length > 0) say(`idle: ${tally(idle)}`);
    const names = namesOf(variant);
    const least = variant.name === 'hubspot' ? await leastOf(demo.port, others.map(crm.idOf)) : others.length;
    const count = others.length;
    return [
      ratioFigure(names.first, 'requests', firsts.length / count, least / count, 1),
      plainFigure(names.view, 'requests', views.length / count, 1),
      plainFigure(names.idle, 'requests', idle.length, 0),
    ];
  } finally {
    await baton.close();
    await demo.close();
  }
}

type Asked = () => readonly { readonly method: string; readonly path: string }[];

/** What is asked while `act` is done to each, as `METHOD path` with the ids left out. */
async function during<T>(asked: Asked, each: readonly T[], act: (one: T) => Promise<void>): Promise<readonly string[]> {
  const before = asked().length;
  for (const one of each) await act(one);
  return asked()
    .slice(before)
    .map(({ method, path }) => `${method} ${path.replace(/\/\d{6,}(?=\/|$)/g, '/…')}`);
}

const kinds = ['calls', 'emails', 'meetings', 'notes', 'tasks', 'deals'] as const;
const contact = z.object({ associations: z.record(z.string(), z.unknown()).optional() });

/** The fewest requests that tell of these contacts what Baton shows: each itself, and each kind of what is linked with it. */
async function leastOf(port: number, ids: readonly string[]): Promise<number> {
  const linked = await Promise.all(
    ids.map(async (id) => {
      const url = `https://api.hubapi.com/crm/objects/2026-09/contacts/${id}?associations=${kinds.join(',')}`;
      const answer = await askDemo(port, url, { headers: { authorization: `Bearer ${demoServiceKey}` } });
      return Object.keys(contact.parse(JSON.parse(answer.text)).associations ?? {}).length;
    }),
  );
  return ids.length + linked.reduce((total, count) => total + count, 0);
}

/** Leads of ordinary names, of which there is one each: the demo has odd ones too. */
function plainNames(crm: DemoCrm): readonly string[] {
  const names = crm.names().filter((name) => /^[A-Z][a-z]+ [A-Z][a-z]+$/.test(name));
  return names.filter((name) => names.indexOf(name) === names.lastIndexOf(name));
}

async function open(page: Page, crm: DemoCrm, name: string): Promise<void> {
  await page.goto(crm.urlOf(crm.idOf(name)));
  await sidebarShowing(page, name);
  await pause(quietMs);
}

/** The clocks of pages and background go on by an hour together, from one alarm that is due to the next. */
async function passAnHour(baton: BatonBrowser, page: Page): Promise<void> {
  const frames = () => page.frames().filter((frame) => frame.url().startsWith('chrome-extension:'));
  const now = async () => z.number().parse(await frames()[0]?.evaluate(() => Date.now()));
  const worker = await baton.worker();
  const from = await now();
  const begun = Date.now();
  let passed = 0;
  const goOn = async (to: number) => {
    await baton.context.clock.runFor(to - passed);
    await setClock(worker, begun + to);
    passed = to;
  };
  const rung: string[] = [];
  for (;;) {
    const alarm = nextOf(await alarmsOf(worker), { after: begun + passed, until: begun + hourMs });
    if (alarm === undefined) break;
    await goOn(alarm.scheduledTime - begun);
    await ring(worker, alarm.name);
    rung.push(alarm.name);
    if (rung.length > alarmsAtMost) throw new Error(`The background is woken too often: ${rung.join(', ')}`);
  }
  if (rung.length === 0)
    throw new Error('No alarm of the background was due within the hour: there should be one that keeps house');
  await goOn(hourMs);
  if ((await now()) - from < hourMs) throw new Error('The sidebar’s clock was not wound on');
  await pause(quietMs);
}

interface Alarm {
  readonly name: string;
  readonly scheduledTime: number;
}

function alarmsOf(worker: Worker): Promise<readonly Alarm[]> {
  return worker.evaluate(() => chrome.alarms.getAll());
}

function nextOf(alarms: readonly Alarm[], { after, until }: { readonly after: number; readonly until: number }) {
  const due = alarms.filter(({ scheduledTime }) => scheduledTime > after && scheduledTime <= until);
  return due.toSorted((a, b) => a.scheduledTime - b.scheduledTime)[0];
}

/** Lets an alarm ring at the browser's own time, which nobody can wind on, and waits until what it sets off is over. */
async function ring(worker: Worker, name: string): Promise<void> {
  const when = await worker.evaluate(async (wanted) => {
    const alarm = await chrome.alarms.get(wanted);
    const real: unknown = Reflect.get(globalThis, 'realDate');
    const at = (typeof real === 'function' ? (real as DateConstructor) : Date).now() + 500;
    const period = alarm?.periodInMinutes;
    await chrome.alarms.create(wanted, { when: at, ...(period ? { periodInMinutes: period } : {}) });
    return at;
  }, name);
  const hasRung = async () => !(await alarmsOf(worker)).some((one) => one.name === name && one.scheduledTime === when);
  for (let tries = 0; tries < 80 && !(await hasRung()); tries += 1) await pause(100);
  if (!(await hasRung())) throw new Error(`The alarm ${name} did not ring`);
  await pause(quietMs);
}

function tally(asked: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const one of asked) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].map(([one, times]) => `${times} × ${one}`).join(', ') || 'nothing';
}
