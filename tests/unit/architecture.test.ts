import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import config from '../../architecture.config';

/** For each rule, the smallest tree that breaks it: path → content. */
const offences: Record<string, Record<string, string>> = {
  'no-circular': { 'lib/store/a.ts': "import './b';", 'lib/store/b.ts': "import './a';" },
  'lib-knows-no-view': { 'lib/store/a.ts': "import '../../components/A';", 'components/A.tsx': 'export {};' },
  'components-know-no-entrypoint': {
    'components/A.tsx': "import '../entrypoints/background';",
    'entrypoints/background.ts': 'export {};',
  },
  'components-go-through-messages': {
    'components/lead/A.tsx': "import '../../lib/services/handlers';",
    'lib/services/handlers.ts': 'export {};',
  },
  'model-is-the-ground': { 'lib/model/a.ts': "import '../calls/b';", 'lib/calls/b.ts': 'export {};' },
  'rules-import-only-rules': {
    'lib/progress/a.ts': "import type { B } from '../store/b';",
    'lib/store/b.ts': 'export type B = 1;',
  },
  'crm-knows-no-store': { 'lib/crm/a.ts': "import '../store/b';", 'lib/store/b.ts': 'export {};' },
  'one-crm-knows-not-the-other': {
    'lib/crm/hubspot/a.ts': "import '../salesforce/b';",
    'lib/crm/salesforce/b.ts': 'export {};',
  },
  'sync-knows-no-store': { 'lib/sync/a.ts': "import '../store/b';", 'lib/store/b.ts': 'export {};' },
  'store-knows-no-service': { 'lib/store/a.ts': "import '../services/b';", 'lib/services/b.ts': 'export {};' },
  'messaging-knows-no-service': { 'lib/messaging/a.ts': "import '../store/b';", 'lib/store/b.ts': 'export {};' },
  'one-browser-seam': {
    'components/A.ts': "import 'webextension-polyfill';",
    'node_modules/webextension-polyfill/package.json': '{"name":"webextension-polyfill","main":"i.js"}',
    'node_modules/webextension-polyfill/i.js': '',
    'package.json': '{"dependencies":{"webextension-polyfill":"1"}}',
  },
  'content-script-stays-tiny': {
    'entrypoints/crm.content/index.ts': "import '../../lib/crm/a';",
    'lib/crm/a.ts': "import 'zod';",
    'node_modules/zod/package.json': '{"name":"zod","main":"i.js"}',
    'node_modules/zod/i.js': '',
    'package.json': '{"dependencies":{"zod":"1"}}',
  },
  'demo-is-its-own-program': { 'demo/a.ts': "import '../lib/model/b';", 'lib/model/b.ts': 'export {};' },
  'product-knows-no-demo': { 'lib/crm/a.ts': "import '../../demo/b';", 'demo/b.ts': 'export {};' },
  'no-dev-dependency-in-product': {
    'lib/crm/a.ts': "import 'hono';",
    'node_modules/hono/package.json': '{"name":"hono","main":"i.js"}',
    'node_modules/hono/i.js': '',
    'package.json': '{"devDependencies":{"hono":"1"}}',
  },
  resolvable: { 'lib/crm/a.ts': "import './missing';" },
};

describe('architecture rules', () => {
  let tree = '';
  beforeEach(async () => {
    tree = await mkdtemp(join(tmpdir(), 'baton-architecture-'));
  });
  afterEach(() => rm(tree, { recursive: true, force: true }));

  async function violatedRules(files: Record<string, string>): Promise<string[]> {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(tree, path)), { recursive: true });
      await writeFile(join(tree, path), content);
    }
    const { forbidden, options } = config;
    const roots = ['lib', 'components', 'entrypoints', 'demo'].filter((root) =>
      Object.keys(files).some((path) => path.startsWith(`${root}/`)),
    );
    const { output } = await cruise(roots, { ...options, baseDir: tree, validate: true, ruleSet: { forbidden } });
    return (output as ICruiseResult).summary.violations.map((violation) => violation.rule.name);
  }

  it('has an offence here for every rule', () => {
    expect(Object.keys(offences).sort()).toEqual(config.forbidden.map((rule) => rule.name).sort());
  });

  for (const [rule, files] of Object.entries(offences)) {
    it(`bites: ${rule}`, async () => {
      expect(await violatedRules(files)).toContain(rule);
    });
  }
});
