import type { IConfiguration } from 'dependency-cruiser';

/**
 * The arrows of docs/architecture.md as errors. Each rule has a test that it still bites
 * (tests/unit/architecture.test.ts).
 */
const rules = '^lib/(qualification|calls|calling|queue|plays|handoff|progress|learning)/';
const model = '^lib/model/';

export default {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Cycles hide which part knows which.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'lib-knows-no-view',
      severity: 'error',
      comment: 'entrypoints → components → lib, never back.',
      from: { path: '^lib/' },
      to: { path: '^(components|entrypoints)/' },
    },
    {
      name: 'components-know-no-entrypoint',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^entrypoints/' },
    },
    {
      name: 'components-go-through-messages',
      severity: 'error',
      comment: 'Views ask the background; they touch neither store, services, sync nor a CRM.',
      from: { path: '^components/' },
      to: { path: '^lib/(services|sync|store/(?!live)|crm/(salesforce|hubspot)/(?!pages|ids))' },
    },
    {
      name: 'model-is-the-ground',
      severity: 'error',
      from: { path: model, pathNot: '[.]test[.]ts$' },
      to: { path: '^lib/', pathNot: model },
    },
    {
      name: 'rules-import-only-rules',
      severity: 'error',
      comment: 'Rules are pure: they know nothing of browser, storage or CRM.',
      from: { path: rules, pathNot: '[.]test[.]ts$' },
      to: { path: '^(lib|node_modules/(webextension-polyfill|wxt|dexie|react|ky))/', pathNot: [rules, model] },
    },
    {
      name: 'crm-knows-no-store',
      severity: 'error',
      from: { path: '^lib/crm/' },
      to: { path: '^lib/(store|sync|services|messaging)/' },
    },
    {
      name: 'one-crm-knows-not-the-other',
      severity: 'error',
      from: { path: '^lib/crm/(salesforce|hubspot)/', pathNot: '[.]test[.]ts$' },
      to: { path: '^lib/crm/(salesforce|hubspot)/', pathNot: '^lib/crm/$1/' },
    },
    {
      name: 'sync-knows-no-store',
      severity: 'error',
      comment: 'The drain works on the OutboxStore contract, not on a database.',
      from: { path: '^lib/sync/' },
      to: { path: '^lib/(store|services|messaging|crm/(salesforce|hubspot))/' },
    },
    {
      name: 'store-knows-no-service',
      severity: 'error',
      from: { path: '^lib/store/' },
      to: { path: '^lib/(services|crm/(salesforce|hubspot))/' },
    },
    {
      name: 'messaging-knows-no-service',
      severity: 'error',
      from: { path: '^lib/messaging/' },
      to: { path: '^lib/(services|store|crm/(salesforce|hubspot))/' },
    },
    {
      name: 'one-browser-seam',
      severity: 'error',
      comment: 'Only lib/browser.ts and entrypoints name the browser API.',
      from: { pathNot: ['^lib/browser[.]ts$', '^entrypoints/', '[.]test[.]tsx?$', '^tests/', '^scripts/', '^demo/'] },
      to: { path: 'node_modules/(webextension-polyfill|wxt/dist/browser)' },
    },
    {
      name: 'content-script-stays-tiny',
      severity: 'error',
      comment: 'No React, no zod, no polyfill in the CRM page.',
      from: { path: '^entrypoints/crm[.]content/', pathNot: '[.]test[.]ts$' },
      to: { path: 'node_modules/(react|react-dom|zod|i18next|dexie|webextension-polyfill)/', reachable: true },
    },
    {
      name: 'demo-is-its-own-program',
      severity: 'error',
      from: { path: '^demo/', pathNot: ['^demo/tour/', '[.]test[.]ts$'] },
      to: { path: '^(lib|components|entrypoints)/' },
    },
    {
      name: 'product-knows-no-demo',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/', pathNot: '[.]test[.]tsx?$' },
      to: { path: '^(demo|tests|scripts)/' },
    },
    {
      name: 'no-dev-dependency-in-product',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/', pathNot: ['[.]test[.]tsx?$', '(rig|stage)[.]tsx?$'] },
      to: { dependencyTypes: ['npm-dev'], pathNot: ['node_modules/(wxt|@types)/'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: { pathNot: '^tests/architecture/' },
      to: { couldNotResolve: true, pathNot: '[.](css|svg)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)([.]output|[.]wxt|artifacts)/' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
} satisfies IConfiguration;
