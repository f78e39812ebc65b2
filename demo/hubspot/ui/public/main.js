import { ask } from './api.js';
import { h } from './dom.js';
import { mountList } from './list-page.js';
import { mountMissing } from './missing-page.js';
import { mountRecord } from './record-page.js';
import { startRouter } from './router.js';
import { mountSegments } from './segments-page.js';
import { mountServiceKeys } from './service-keys-page.js';
import { createShell } from './shell.js';
import { mountTasks } from './tasks-page.js';

const pages = {
  list: mountList,
  segment: mountList,
  segments: mountSegments,
  record: mountRecord,
  tasks: mountTasks,
  settings: mountServiceKeys,
  foreign: mountMissing,
  unknown: mountMissing,
};

const account = await ask('/me');
const shell = createShell(account);
document.getElementById('app').replaceChildren(...shell.elements);

let leave = new AbortController();
startRouter((page) => {
  leave.abort();
  leave = new AbortController();
  shell.mark(page);
  const root = h('div', { class: `page page-${page.name}` });
  shell.main.replaceChildren(root);
  pages[page.name](root, { page, account, signal: leave.signal });
});
