import { defineConfig } from 'wxt';
import { pageHosts } from './lib/crm/hosts';
import { roomParts } from './lib/messaging/room-parts';

const apiHosts = ['https://api.hubapi.com/*'];
/** Where `npm run dev` serves modules from and announces changes; no other build may talk to it. */
const devServer = ' http://localhost:* ws://localhost:*';

function contentSecurityPolicy(more: string): string {
  return [
    `default-src 'self'${more}`,
    "script-src 'self'",
    `style-src 'self' 'unsafe-inline'${more}`,
    `img-src 'self' data:${more}`,
    `font-src 'self'${more}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    `connect-src 'self' https://*.my.salesforce.com https://api.hubapi.com${more}`,
  ].join('; ');
}

/**
 * What WXT puts into every content script and ours has no use for: a watcher of URLs that fires before a navigation is
 * committed, its event, and a log that says nothing in production.
 */
const unused: Readonly<Record<string, string>> = {
  'location-watcher': 'export const createLocationWatcher = () => ({ run() {} });',
  'custom-events':
    "import { browser } from 'wxt/browser'; export const getUniqueEventName = (name) => browser.runtime.id + name;",
};
const logOfNothing = { logger: 'export const logger = { debug() {}, log() {}, warn() {}, error() {} };' };

const withoutUnused = (modules: Readonly<Record<string, string>>) => ({
  name: 'without-unused-parts-of-wxt',
  enforce: 'pre' as const,
  load: (id: string) => modules[/\/wxt\/dist\/utils\/internal\/([a-z-]+)\.mjs$/.exec(id)?.[1] ?? ''],
});

/** What a content script's context offers beside what ours calls: `signal`, `isValid` and `setInterval`. */
const withoutUnusedMethods = {
  name: 'without-unused-methods-of-wxt',
  transform: (code: string, id: string) =>
    id.includes('/wxt/dist/utils/content-script-context')
      ? code.replace(
          /^\t(block|setTimeout|requestAnimationFrame|requestIdleCallback|addEventListener)\(.*?^\t\}$/gms,
          '',
        )
      : null,
};

/** What starts a content script has a log of its own, as mute in production. */
const withoutMuteLog = {
  name: 'without-mute-log-of-wxt',
  transform: (code: string, id: string) =>
    id.includes('content-script-isolated-world-entrypoint') ? code.replace(/^\s*logger\.error\(.*\);$/m, '') : null,
};

const gecko = {
  id: 'baton@baton.example',
  strict_min_version: '128.0',
  // Said by Firefox when Baton is installed. Its makers get nothing; what goes to the SDR's own CRM counts as transmitted.
  data_collection_permissions: {
    required: ['authenticationInfo', 'personalCommunications', 'personallyIdentifyingInfo'],
  },
};

export default defineConfig({
  modules: ['@wxt-dev/module-react'],
  imports: false,
  vite: ({ mode }) => ({
    plugins:
      mode === 'production'
        ? [withoutUnused({ ...unused, ...logOfNothing }), withoutUnusedMethods, withoutMuteLog]
        : [withoutUnused(unused)],
  }),
  manifestVersion: 3,
  // `npm run dev` opens a browser of its own, on the demo CRMs.
  webExt: { disabled: true },
  hooks: {
    'build:publicAssets': (_, files) => {
      for (const { px, path } of roomParts) {
        files.push({ relativeDest: path, contents: `(self.room??=[]).push(${px})` });
      }
    },
    'entrypoints:resolved': (_, entrypoints) => {
      for (const entry of entrypoints) if (entry.type === 'content-script') entry.options.matches = [...pageHosts];
    },
  },
  manifest: ({ browser, command }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    // Asks for nothing: signing in to Salesforce by the org's own app, in a window of the org.
    permissions: ['storage', 'alarms', 'unlimitedStorage', 'identity', 'scripting'],
    storage: { managed_schema: 'managed-schema.json' },
    // Asked for at the moment of need: signing in by the Salesforce page's session, and reminders of promised calls.
    optional_permissions: ['cookies', 'notifications'],
    host_permissions: [...pageHosts, ...apiHosts],
    action: { default_title: 'Baton' },
    commands: {
      'focus-sidebar': { suggested_key: { default: 'Alt+B' }, description: '__MSG_commandFocusSidebar__' },
      'log-outcome': { suggested_key: { default: 'Alt+O' }, description: '__MSG_commandLogOutcome__' },
      'toggle-sidebar': { suggested_key: { default: 'Alt+Shift+B' }, description: '__MSG_commandToggleSidebar__' },
    },
    web_accessible_resources: [{ resources: ['sidebar.html'], matches: pageHosts }],
    content_security_policy: {
      extension_pages: contentSecurityPolicy(command === 'serve' ? devServer : ''),
    },
    ...(browser === 'firefox' ? { browser_specific_settings: { gecko } } : { minimum_chrome_version: '123' }),
  }),
});
