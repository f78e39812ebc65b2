import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// The extension everything is held against: an empty content script on the same hosts, an empty page,
// and a worker that answers a message with nothing or writes one strict transaction over four stores.

const worker = `
const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open('yardstick', 1);
  request.onupgradeneeded = () => {
    for (const name of ['calls', 'days', 'pursuits', 'outbox']) request.result.createObjectStore(name, { keyPath: 'id' });
  };
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
async function writeOnce(rows) {
  const db = await opened;
  const startedAt = performance.now();
  await new Promise((resolve, reject) => {
    const transaction = db.transaction(['calls', 'days', 'pursuits', 'outbox'], 'readwrite', { durability: 'strict' });
    for (const [store, row] of Object.entries(rows)) transaction.objectStore(store).put(row);
    transaction.oncomplete = resolve;
    transaction.onerror = () => reject(transaction.error);
  });
  return performance.now() - startedAt;
}
chrome.runtime.onMessage.addListener((message, _sender, reply) => {
  if (message.kind === 'echo') reply(null);
  if (message.kind === 'write') {
    writeOnce(message.rows).then(reply);
    return true;
  }
});
`;

/** Writes the yardstick extension into a fresh folder and answers its path. */
export async function writeYardstick(matches: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-yardstick-'));
  await mkdir(folder, { recursive: true });
  const manifest = {
    manifest_version: 3,
    name: 'Yardstick',
    version: '1',
    host_permissions: matches,
    background: { service_worker: 'yardstick.js' },
    content_scripts: [{ matches, js: ['content.js'], run_at: 'document_idle' }],
    web_accessible_resources: [{ resources: ['page.html'], matches }],
  };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'content.js'), '');
  await writeFile(join(folder, 'yardstick.js'), worker);
  await writeFile(join(folder, 'page.html'), '<!doctype html><meta charset="utf-8"><title>Empty</title><h1>Empty</h1>');
  return folder;
}
