import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { type BrowserContext, chromium, type Worker } from '@playwright/test';
import { z } from 'zod';
import { Explained } from '../../scripts/lib/terminal.ts';
import { demoHosts } from './hosts.ts';

export interface BatonBrowser {
  readonly context: BrowserContext;
  readonly extensionId: string;
  readonly profile: string;
  /** The service worker as it runs now: it is another one after every stop. */
  worker(): Promise<Worker>;
  /** An extension page's URL, e.g. `popup.html`. */
  url(page: string): string;
  /** Ends the browser as a crash would: no page gets to say goodbye. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export interface LaunchOptions {
  readonly executablePath: string;
  readonly extension: string;
  /** Folders of extensions loaded beside it. */
  readonly moreExtensions?: readonly string[];
  readonly demoPort: number;
  readonly headless: boolean;
  /** Kept between launches where given; a fresh one otherwise. */
  readonly profile?: string;
  readonly lang?: string;
  readonly viewport?: { readonly width: number; readonly height: number } | null;
  readonly colorScheme?: 'light' | 'dark';
}

/** What Playwright 1.65 switches off: of several switches of one name only the last counts. */
const offByPlaywright = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];
/** Pages behind the address bar that nobody sees: drawn anew with every navigation, they cost an eighth of the processor. */
const unseenPages = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];

function launchArgs(options: LaunchOptions): string[] {
  const extensions = [options.extension, ...(options.moreExtensions ?? [])].join(',');
  const args = [
    '--disable-quic',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-search-engine-choice-screen',
    `--disable-extensions-except=${extensions}`,
    `--load-extension=${extensions}`,
    '--ignore-certificate-errors',
    // The "unsupported flag: --ignore-certificate-errors" bar would push the page down.
    '--test-type',
    `--host-resolver-rules=${demoHosts.map((host) => `MAP ${host} 127.0.0.1:${options.demoPort}`).join(',')}`,
  ];
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  if (options.headless) {
    args.push('--headless=new', '--disable-gpu', '--hide-scrollbars');
    args.push(`--disable-features=${[...offByPlaywright, ...unseenPages].join(',')}`);
  }
  if (options.lang !== undefined) args.push(`--lang=${options.lang}`);
  return args;
}

const manifest = z.object({ background: z.object({ service_worker: z.string() }) });

/** The worker of the extension in `folder`, told from others by its script's name. */
export async function findWorker(context: BrowserContext, folder: string, timeoutMs = 60_000): Promise<Worker> {
  const { background } = manifest.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
  const isOurs = (worker: Worker) => {
    const { protocol, pathname } = new URL(worker.url());
    return protocol === 'chrome-extension:' && pathname === `/${background.service_worker}`;
  };
  return (
    context.serviceWorkers().find(isOurs) ??
    context.waitForEvent('serviceworker', { predicate: isOurs, timeout: timeoutMs })
  );
}

/**
 * Turns the developer mode of a new profile on: without it Chromium blocks an unpacked extension from the moment it is
 * reloaded, which is what hot reload does.
 */
async function allowReloading(profile: string): Promise<void> {
  const preferences = join(profile, 'Default', 'Preferences');
  await mkdir(dirname(preferences), { recursive: true });
  const content = JSON.stringify({ extensions: { ui: { developer_mode: true } } });
  // A profile used before has its own.
  await writeFile(preferences, content, { flag: 'wx' }).catch(() => undefined);
}

const mostLines = 5;

/** What the browser itself printed before it ended, without Playwright's account of how it was started. */
function wordsOfBrowser({ message }: Error): string {
  const lines = stripVTControlCharacters(message).split('\n');
  // Playwright tells the same twice.
  const printed = [...new Set(lines.flatMap((line) => /\[pid=\d+\]\[(?:err|out)\] (.+)/.exec(line)?.[1] ?? []))];
  return printed.length === 0 ? 'It printed nothing.' : `It printed:\n${printed.slice(-mostLines).join('\n')}`;
}

/** Starts Chromium. @throws Explained where it cannot be started. */
function launchContext(profile: string, options: LaunchOptions): Promise<BrowserContext> {
  const { executablePath } = options;
  return chromium
    .launchPersistentContext(profile, {
      executablePath,
      headless: false,
      args: launchArgs(options),
      viewport: options.viewport === undefined ? { width: 1440, height: 900 } : options.viewport,
      ignoreHTTPSErrors: true,
      ...(options.headless ? { reducedMotion: 'reduce' as const } : {}),
      ...(options.colorScheme === undefined ? {} : { colorScheme: options.colorScheme }),
      env: {
        ...process.env,
        ...(options.lang === undefined ? {} : { LANGUAGE: options.lang.replace('-', '_') }),
      } as Record<string, string>,
    })
    .catch((error: Error) => {
      throw new Explained(
        `Chromium could not be started from ${executablePath}. Let BATON_CHROMIUM name one that starts. ${wordsOfBrowser(error)}`,
      );
    });
}

/** Starts Chromium with the built extension on the CRMs' real host names. */
export async function launchBaton(options: LaunchOptions): Promise<BatonBrowser> {
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'baton-profile-')));
  await allowReloading(profile);
  const context = await launchContext(profile, options);
  const first = await findWorker(context, options.extension);
  const extensionId = new URL(first.url()).host;
  const forget = async () => {
    if (options.profile === undefined) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return {
    context,
    extensionId,
    profile,
    worker: () => findWorker(context, options.extension),
    url: (page) => `chrome-extension://${extensionId}/${page}`,
    async kill() {
      const cdp = await context.browser()?.newBrowserCDPSession();
      await cdp?.send('Browser.crash').catch(() => undefined);
      await context.close().catch(() => undefined);
      await forget();
    },
    async close() {
      await context.close();
      await forget();
    },
  };
}
