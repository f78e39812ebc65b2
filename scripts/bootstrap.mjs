// The way in for every npm script. Runs on any Node from 20 on, before anything is installed:
// plain JavaScript without dependencies. It installs what package-lock.json names, then hands over
// to scripts/<task>.ts on the Node that was installed with it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const bin = join(modules, '.bin');
const stamp = join(modules, '.baton-installed');
const windows = process.platform === 'win32';

function fail(message) {
  console.error(`\n✗ ${message}`);
  process.exit(1);
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function isInstalled() {
  return (
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === lockHash() &&
    existsSync(join(bin, windows ? 'node.cmd' : 'node'))
  );
}

function install() {
  console.log('• Installing dependencies (npm ci, about a minute the first time) …');
  const startedAt = Date.now();
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: windows,
  });
  if (result.error) fail(`npm could not be started (${result.error.message}). Install Node.js 20 or newer with npm.`);
  if (result.status !== 0)
    fail(
      'Dependencies could not be installed. Check the network and the messages above, then run the same command again.',
    );
  writeFileSync(stamp, lockHash());
  console.log(`✓ Dependencies installed in ${Math.round((Date.now() - startedAt) / 1000)} s`);
}

// WXT writes the settings that tsconfig.json extends: without them no script can bundle or check a line.
function prepare() {
  const { status, stdout, stderr } = spawnSync(join(bin, 'wxt'), ['prepare'], { cwd: root, shell: windows, env });
  if (status !== 0) fail(`The types could not be prepared:\n${stdout}${stderr}`);
}

if (Number(process.versions.node.split('.')[0]) < 20)
  fail(`Node.js 20 or newer is needed; this is ${process.version}.`);
const [task, ...args] = process.argv.slice(2);
if (!task || !existsSync(join(root, 'scripts', `${task}.ts`))) fail(`Unknown task "${task ?? ''}".`);
if (!isInstalled()) install();
const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };
if (!existsSync(join(root, '.wxt', 'tsconfig.json'))) prepare();

const child = spawnSync(
  join(bin, 'node'),
  ['--disable-warning=ExperimentalWarning', join(root, 'scripts', `${task}.ts`), ...args],
  { cwd: root, stdio: 'inherit', shell: windows, env },
);
process.exit(child.status ?? 1);
