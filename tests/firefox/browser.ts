import { accessSync, constants } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { delimiter, join } from 'node:path';
import puppeteer, { type Browser, type Frame, type Page } from 'puppeteer-core';

/** The Firefox named by FIREFOX, else the first on the PATH; undefined where there is none. */
export function findFirefox(): string | undefined {
  const { FIREFOX, PATH = '' } = process.env;
  if (FIREFOX !== undefined) return FIREFOX;
  const folders = PATH.split(delimiter);
  return ['firefox', 'firefox-esr']
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => isProgram(path));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Every host leads to the demo: Firefox has no switch for that, but it can be told of a proxy. */
export async function proxyTo(demoPort: number): Promise<Server> {
  const server = createServer((near) => {
    near.on('error', () => near.destroy());
    near.once('data', (head) => {
      const host = /^CONNECT ([^: ]+):443 /.exec(head.toString())?.[1];
      if (host === undefined || !/\.(?:salesforce|force|hubspot|hubapi)\.com$/.test(host)) {
        near.end('HTTP/1.1 403 Forbidden\r\n\r\n');
        return;
      }
      const far = connect(demoPort, '127.0.0.1', () => {
        near.write('HTTP/1.1 200 OK\r\n\r\n');
        near.pipe(far).pipe(near);
      });
      far.on('error', () => near.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** Starts Firefox with Baton as built, on the CRMs' real host names; permissions asked for later are given. */
export async function launchFirefox(executablePath: string, extension: string, proxy: Server): Promise<Browser> {
  const { port } = proxy.address() as AddressInfo;
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    acceptInsecureCerts: true,
    defaultViewport: { width: 1360, height: 1000 },
    extraPrefsFirefox: {
      'network.proxy.type': 1,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': port,
      'extensions.webextOptionalPermissionPrompts': false,
    },
  });
  await browser.installExtension(extension);
  return browser;
}

const patienceMs = 20_000;

/** Waits until `look` answers something; its failures count as nothing. @throws Error naming `what` after 20 s */
export async function until<T>(what: string, look: () => Promise<T | undefined | null | false>): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const found = await look().catch(() => undefined);
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The docked sidebar. Firefox does not always tell where its frame has gone, so it is known by being the page's only one. */
export function sidebarOf(page: Page): Promise<Frame> {
  return until('the sidebar is docked', async () => page.frames().at(1));
}

/** What a page or frame shows, in one line. */
export function textOf(surface: Page | Frame): Promise<string> {
  return surface.evaluate(() => document.body.innerText.replaceAll(/\s+/g, ' '));
}

export function shows(surface: () => Promise<Page | Frame>, text: string): Promise<true> {
  return until(`it says “${text}”`, async () => (await textOf(await surface())).includes(text));
}

/** Clicks the first button or link with this in its words. */
export async function clickOn(surface: Page | Frame, words: string): Promise<void> {
  const found = await until(`there is “${words}” to click`, async () => {
    for (const each of await surface.$$('button, a')) {
      if (await each.evaluate((element, wanted) => element.textContent.includes(wanted), words)) return each;
    }
    return undefined;
  });
  await found.click();
}
