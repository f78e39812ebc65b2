import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type CDPSession, expect, type Page } from '@playwright/test';
import { askBackground } from '../support/ask.ts';
import { type BatonBrowser, launchBaton } from '../support/browser.ts';
import { testLaunchOptions } from '../support/fixtures.ts';
import { fixturePages, strictCss } from './pages.ts';

const host = 'https://acme.lightning.force.com';
export const leadPath = '/lightning/r/Lead/00Q5e00000AbCdEEAV/view';
export const nextLeadPath = '/lightning/r/Lead/00Q5e00000AbCdFEAV/view';

/** No server listens there: every request is answered by the route. */
const noPort = 9;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface DomNode {
  readonly nodeId: number;
  readonly localName: string;
  readonly attributes?: string[];
  readonly children?: DomNode[];
  readonly shadowRoots?: DomNode[];
}

/** One element of the dock, until the next is asked for: it is in a closed shadow root, which only the debugger sees. */
export interface DockPart {
  readonly attributes: ReadonlyMap<string, string>;
  box(): Promise<Box>;
  focus(): Promise<void>;
}

/** A page of a CRM with Baton beside it. */
export class DockedPage {
  readonly page: Page;
  readonly #baton: BatonBrowser;
  readonly #control: Page;

  constructor(page: Page, baton: BatonBrowser, control: Page) {
    this.page = page;
    this.#baton = baton;
    this.#control = control;
  }

  async open(name: string, path = leadPath): Promise<void> {
    await this.page.goto(`${host}${path}?page=${name}`);
  }

  /** Asks the background what a surface may ask it. */
  async ask(name: string, question: object): Promise<unknown> {
    const [answer] = await askBackground(this.#control, name, [question]);
    return answer?.reply;
  }

  /** The same, as the sidebar in this page asks. */
  async askAsSidebar(name: string, question: object): Promise<unknown> {
    const frame = this.page.frames().find((candidate) => candidate.url().endsWith('/sidebar.html'));
    if (!frame) throw new Error('The page has no sidebar');
    const [answer] = await askBackground(frame, name, [question]);
    return answer?.reply;
  }

  /** A part of the dock by its tag; undefined where it is absent. */
  async part(tag: 'iframe' | 'button' | 'div' | 'b'): Promise<DockPart | undefined> {
    const cdp = await this.#cdp();
    const { root } = await cdp.send('DOM.getDocument', { depth: -1, pierce: true });
    const dock = findNode(root as DomNode, (node) => node.localName === 'baton-dock');
    const node = dock && findNode(dock, ({ localName }) => localName === tag);
    if (!node) return undefined;
    const list = node.attributes ?? [];
    return {
      attributes: new Map(list.flatMap((name, at) => (at % 2 ? [] : [[name, list[at + 1] ?? ''] as const]))),
      async box() {
        const { model } = await cdp.send('DOM.getBoxModel', { nodeId: node.nodeId });
        const [left = 0, top = 0] = model.border;
        return { left, top, width: model.width, height: model.height };
      },
      focus: async () => void (await cdp.send('DOM.focus', { nodeId: node.nodeId })),
    };
  }

  /** Waits until the sidebar is shown, and answers where. */
  async untilOpen(timeout = 20_000): Promise<Box> {
    await expect.poll(async () => (await this.part('div'))?.attributes.get('class'), { timeout }).toBe('open');
    const panel = await this.part('div');
    if (!panel) throw new Error('The dock has gone');
    return panel.box();
  }

  async untilCollapsed(): Promise<DockPart> {
    await expect.poll(async () => (await this.part('div'))?.attributes.get('class')).toBe('collapsed');
    const tab = await this.part('button');
    if (!tab) throw new Error('The dock has gone');
    return tab;
  }

  /** Everything with `data-fits` that reaches under the dock, by id; empty once all has moved. */
  async covered(): Promise<string[]> {
    const panel = await this.part('div');
    const edge = (await panel?.box())?.left ?? 0;
    return this.page.evaluate(
      (limit) =>
        [...document.querySelectorAll('[data-fits]')]
          .filter((element) => {
            const { left, right } = element.getBoundingClientRect();
            return right > limit + 1 || left < -1;
          })
          .map((element) => element.id),
      edge,
    );
  }

  /** The page's own markup, to the byte. */
  async markup(): Promise<string> {
    return this.page.evaluate(() => {
      const copy = document.documentElement.cloneNode(true);
      if (copy instanceof Element) copy.querySelector('baton-dock')?.remove();
      return copy instanceof Element ? copy.outerHTML : '';
    });
  }

  worker() {
    return this.#baton.worker();
  }

  /** Stops the service worker as Chromium does when it likes. */
  async stopWorker(): Promise<void> {
    const cdp = await this.#control.context().newCDPSession(this.#control);
    await cdp.send('ServiceWorker.enable');
    await cdp.send('ServiceWorker.stopAllWorkers');
    await cdp.detach();
  }

  async #cdp(): Promise<CDPSession> {
    this.#session ??= await this.page.context().newCDPSession(this.page);
    return this.#session;
  }
  #session: CDPSession | undefined;
}

function findNode(node: DomNode, fits: (node: DomNode) => boolean): DomNode | undefined {
  for (const child of [...(node.shadowRoots ?? []), ...(node.children ?? [])]) {
    const found = fits(child) ? child : findNode(child, fits);
    if (found) return found;
  }
  return undefined;
}

async function answerRequests(baton: BatonBrowser): Promise<void> {
  await baton.context.route(`${host}/**`, (route) => {
    const url = new URL(route.request().url());
    if (url.pathname === '/page.css') return route.fulfill({ contentType: 'text/css', body: strictCss });
    const page = fixturePages[url.searchParams.get('page') ?? ''];
    if (!page) return route.fulfill({ status: 404, body: '' });
    return route.fulfill({ body: page.html, headers: { 'content-type': 'text/html', ...page.headers } });
  });
}

/** Baton as built, in a folder of its own that no later build changes; or with a sidebar that never says that it is ready. */
async function copyOf(built: string, isMute: boolean): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-docking-'));
  await cp(built, folder, { recursive: true });
  if (isMute) await writeFile(join(folder, 'sidebar.html'), '<!doctype html><title>Mute</title>');
  return folder;
}

/** A page of Baton of its own, to ask the background by. */
async function openControl(baton: BatonBrowser): Promise<Page> {
  const control = await baton.context.newPage();
  await control.goto(baton.url('popup.html'));
  return control;
}

interface PerTest {
  readonly docked: DockedPage;
}
interface PerWorker {
  /** Whether the sidebar answers. */
  readonly isMute: boolean;
  readonly dockBrowser: { readonly baton: BatonBrowser; control: Page };
}

export const test = base.extend<PerTest, PerWorker>({
  isMute: [false, { option: true, scope: 'worker' }],
  dockBrowser: [
    async ({ isMute }, use) => {
      const options = testLaunchOptions(noPort, { viewport: { width: 1440, height: 900 } });
      const extension = await copyOf(options.extension, isMute);
      const baton = await launchBaton({ ...options, extension });
      await answerRequests(baton);
      await use({ baton, control: await openControl(baton) });
      await baton.close();
      await rm(extension, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  docked: async ({ dockBrowser }, use) => {
    const { baton } = dockBrowser;
    // Where a test reloads Baton, its pages go.
    if (dockBrowser.control.isClosed()) dockBrowser.control = await openControl(baton);
    const page = await baton.context.newPage();
    await page.bringToFront();
    const docked = new DockedPage(page, baton, dockBrowser.control);
    await docked.ask('dock', { collapsed: false, widthPx: 380 });
    await use(docked);
    await page.close();
  },
});

export { expect };
