import { setTimeout } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { askDemo } from '../../demo/core/client.ts';
import type { RunningDemo } from '../../demo/core/demo.ts';
import { askBackground } from './ask.ts';
import { type BatonBrowser, launchBaton } from './browser.ts';
import type { DemoCrm } from './demo-crm.ts';
import { test as base, expect, testLaunchOptions } from './fixtures.ts';
import { Sidebar } from './sidebar.ts';
import { type Findings, watchContext } from './watch.ts';

const reply = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.looseObject({ kind: z.string() }) }),
]);
export type PlainReply = z.infer<typeof reply>;

const historyPage = z.object({
  calls: z.array(
    z.object({ id: z.string(), recordKey: z.string(), outcomeId: z.string(), note: z.string(), sync: z.string() }),
  ),
});
export type LoggedRow = z.infer<typeof historyPage>['calls'][number];

/** A browser whose SDR is signed in to a CRM and has connected Baton: made once for the tests of a worker. */
export class Ready {
  readonly baton: BatonBrowser;
  readonly crm: DemoCrm;
  readonly findings: Findings;
  /** A page of Baton of its own, to ask the background by. */
  readonly #control: Page;
  readonly #demo: RunningDemo;

  constructor(parts: { baton: BatonBrowser; crm: DemoCrm; findings: Findings; control: Page; demo: RunningDemo }) {
    this.baton = parts.baton;
    this.crm = parts.crm;
    this.findings = parts.findings;
    this.#control = parts.control;
    this.#demo = parts.demo;
  }

  /** Opens a lead in a new tab, or in the page given, and waits until the sidebar shows it. */
  async open(name: string, page?: Page): Promise<Sidebar> {
    const tab = page ?? (await this.baton.context.newPage());
    await tab.goto(this.crm.urlOf(this.crm.idOf(name)));
    const sidebar = new Sidebar(tab);
    await sidebar.shows(name);
    return sidebar;
  }

  /** Asks the background what a page of Baton may ask it; null where the worker was just stopping. */
  async ask(name: string, question: object): Promise<PlainReply | null> {
    const [answer] = await askBackground(this.#control, name, [question]).catch(() => []);
    return answer?.reply == null ? null : reply.parse(answer.reply);
  }

  /** Has the SDR's own leads read into the queue. */
  async readOwnLeads(): Promise<void> {
    const answer = await this.ask('queueSources', {});
    const read = z.array(z.object({ org: z.string() })).parse(answer?.ok === true ? answer.value : null);
    for (const { org } of read) {
      const own = { readAt: expect.any(Number), problem: null };
      expect(await this.ask('chooseLeadList', { org, list: null })).toMatchObject({ ok: true, value: { own } });
    }
  }

  /** The calls Baton keeps of a lead. */
  async history(leadName: string): Promise<readonly LoggedRow[]> {
    const id = this.crm.idOf(leadName);
    let rows: readonly LoggedRow[] = [];
    await expect(async () => {
      const answer = await this.ask('callHistory', { cursor: null, limit: 200, search: '' });
      expect(answer?.ok).toBe(true);
      rows = answer?.ok === true ? historyPage.parse(answer.value).calls : [];
    }).toPass({ timeout: 10_000 });
    return rows.filter((row) => row.recordKey.endsWith(id));
  }

  /** What the CRM has of the calls to a lead with this in their text. */
  callsInCrm(leadName: string, text: string): number {
    const written = this.crm.written(this.crm.idOf(leadName));
    return written.filter((one) => one.kind === 'call' && one.body.includes(text)).length;
  }

  /** Stops the service worker as Chromium does when it likes. */
  async stopWorker(): Promise<void> {
    const cdp = await this.#control.context().newCDPSession(this.#control);
    await cdp.send('ServiceWorker.enable');
    await cdp.send('ServiceWorker.stopAllWorkers');
    await cdp.detach();
  }

  /** Closes what a test left open: it is no part of the next one. */
  async tidy(): Promise<void> {
    const left = this.baton.context.pages().filter((page) => page !== this.#control);
    // Chromium may never say that a page closed in the middle of a navigation is gone.
    await Promise.race([Promise.all(left.map((page) => page.close())), setTimeout(20_000)]);
  }

  /** Steers the demo, e.g. `faults`, `delete-record`. */
  async demo(what: string, body: object): Promise<void> {
    const url = `https://${this.crm.apiHost}/__demo/${what}`;
    const answer = await askDemo(this.#demo.port, url, { method: 'POST', body: JSON.stringify(body) });
    expect(answer.status, `the demo takes ${what}: ${answer.text}`).toBe(200);
  }

  /** Changes how the demo's CRM behaves, as its administrator does. */
  async knob(path: string, body: object): Promise<void> {
    const url = `https://${this.crm.apiHost}/${path}`;
    const answer = await askDemo(this.#demo.port, url, { method: 'PATCH', body: JSON.stringify(body) });
    expect(answer.status, `the demo takes ${path}: ${answer.text}`).toBe(200);
  }

  /** Ends every fault, and cuts the connections that hang. */
  async endFaults(): Promise<void> {
    await askDemo(this.#demo.port, `https://${this.crm.apiHost}/__demo/faults`, { method: 'DELETE' });
  }

  /** Kinds of the faults nothing has met yet. */
  faultsLeft(): readonly string[] {
    return this.#demo.state().faults.map(({ kind }) => kind);
  }

  /** What the CRMs were asked since the demo was reset. */
  requests() {
    return this.#demo.state().requests;
  }
}

type CrmOf = (demo: RunningDemo) => DemoCrm;

interface PerTest {
  /** A browser of this test alone, where what other tests left in Baton would matter. */
  readonly alone: (crmOf: CrmOf) => Promise<Ready>;
}

interface PerWorker {
  /** The browser that is ready for a CRM: the first who asks waits for it to be made. */
  readonly ready: (crmOf: CrmOf) => Promise<Ready>;
  readonly readyBrowsers: Map<CrmOf, Promise<Ready>>;
}

async function makeReady(demo: RunningDemo, crmOf: CrmOf): Promise<Ready> {
  const baton = await launchBaton(testLaunchOptions(demo.port));
  const findings = watchContext(baton.context);
  const { ready, page } = await connected({ baton, crm: crmOf(demo), findings, demo });
  await page.close();
  return ready;
}

/** Signs in to the CRM and connects Baton in a browser that is there already; answers with the page it signed in on. */
export async function connected(
  parts: Omit<ConstructorParameters<typeof Ready>[0], 'control'>,
): Promise<{ readonly ready: Ready; readonly page: Page }> {
  const { baton, crm } = parts;
  const page = await baton.context.newPage();
  await crm.signIn(page);
  await crm.connect(baton);
  const control = await baton.context.newPage();
  await control.goto(baton.url('popup.html'));
  return { ready: new Ready({ ...parts, control }), page };
}

/** Tests that share one signed-in, connected browser per CRM and take a lead each; faults end with the test. */
export const test = base.extend<PerTest, PerWorker>({
  alone: async ({ demo }, use) => {
    const made: Ready[] = [];
    await use(async (crmOf) => {
      const one = await makeReady(demo, crmOf);
      made.push(one);
      return one;
    });
    const found = made.flatMap(({ findings }) => findings.unexpected());
    for (const { baton } of made) await baton.close();
    expect(found).toEqual([]);
  },
  readyBrowsers: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern
    async ({}, use) => {
      const browsers = new Map<CrmOf, Promise<Ready>>();
      await use(browsers);
      for (const made of browsers.values()) await (await made).baton.close();
    },
    { scope: 'worker' },
  ],
  ready: [
    async ({ demo, readyBrowsers }, use) => {
      await use((crmOf) => {
        const made = readyBrowsers.get(crmOf) ?? makeReady(demo, crmOf);
        readyBrowsers.set(crmOf, made);
        return made;
      });
    },
    { scope: 'worker' },
  ],
  // Asked for by every test, as the one it replaces is.
  findings: async ({ demo, readyBrowsers }, use) => {
    const expected: RegExp[] = [];
    const all = async () => Promise.all([...readyBrowsers.values()].map(async (made) => (await made).findings));
    const consoleErrors: string[] = [];
    await use({
      consoleErrors,
      foreignRequests: [],
      expectErrors: (pattern) => expected.push(pattern),
      unexpected: () => consoleErrors,
    });
    await askDemo(demo.port, 'https://app.hubspot.com/__demo/faults', { method: 'DELETE' });
    const found = (await all()).flatMap((findings) => {
      const texts = findings.unexpected();
      findings.consoleErrors.length = 0;
      findings.foreignRequests.length = 0;
      return texts;
    });
    for (const made of readyBrowsers.values()) await (await made).tidy();
    expect(found.filter((text) => !expected.some((pattern) => pattern.test(text)))).toEqual([]);
  },
});

export { expect };
