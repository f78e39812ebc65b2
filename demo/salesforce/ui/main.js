import { read, watch } from './api.js';
import { labels, plurals } from './columns.js';
import { renderHome } from './home-view.js';
import { renderList } from './list-view.js';
import { newTaskDialog } from './overlay.js';
import { renderLoading, renderMissing, renderSetup, renderUnknown } from './plain-views.js';
import { renderRecord } from './record-view.js';
import { parseRoute } from './routes.js';
import { renderHeader } from './shell.js';
import { openTab } from './tabs.js';

const content = document.getElementById('content');
const me = await read('me');
let leaving = new AbortController();
let watching = null;
let shownRecord = null;

/** Goes to a page of this app without loading it anew, as its links do. */
function navigate(path) {
  window.history.pushState({}, '', path);
  render();
}

function setTitle(...parts) {
  document.title = [...parts, 'Salesforce'].join(' | ');
}

function header(route, current) {
  renderHeader(me, route, current, navigate);
}

const newTask = (about, kind = 'task') => newTaskDialog({ me, about, kind, onDone: () => watching?.refresh() });

function render() {
  leaving.abort();
  leaving = new AbortController();
  shownRecord = null;
  const route = parseRoute(new URL(window.location.href));
  const { signal } = leaving;
  window.scrollTo(0, 0);
  document.getElementById('overlay').replaceChildren();
  if (route.kind === 'record') showRecord(route, signal);
  else if (route.kind === 'list' && plurals[route.object] !== undefined) showList(route, signal);
  else if (route.kind === 'home') showHome(route, signal);
  else if (route.kind === 'setup') showSetup(route, signal);
  else {
    header(route, null);
    setTitle("Page doesn't exist");
    renderUnknown(content);
  }
}

function showRecord(route, signal) {
  const state = { tab: 'details', expanded: new Set(), step: null };
  header(route, { id: route.id, workspace: route.workspace });
  renderLoading(content);
  if (route.workspace !== null) void openParent(route, signal);
  watching = watch(`record/${route.id}`, signal, (record) => {
    if (record === null) {
      shownRecord = null;
      header(route, null);
      setTitle('Record not found');
      renderMissing(content);
      return;
    }
    shownRecord = record;
    openTab(record, route.workspace);
    header(route, { id: record.id, workspace: route.workspace });
    setTitle(record.name, labels[record.object] ?? record.object);
    renderRecord(content, { record, me, state, newTask, refresh: () => watching.refresh() });
  });
}

/** The workspace a sub-tab's address names may not have been opened in this window yet. */
async function openParent(route, signal) {
  const parent = await read(`record/${route.workspace}`);
  if (parent === null || signal.aborted) return;
  openTab(parent, null);
  if (shownRecord !== null) openTab(shownRecord, parent.id);
  header(route, { id: shownRecord?.id ?? route.id, workspace: parent.id });
}

function showList(route, signal) {
  const state = { find: '', sort: null, descending: false };
  header(route, null);
  setTitle(plurals[route.object]);
  renderLoading(content);
  watching = watch(`list/${route.object}`, signal, (rows) => {
    renderList(content, { route, me, rows: rows ?? [], state, navigate, newTask });
  });
}

function showHome(route, signal) {
  header(route, null);
  setTitle('Home');
  renderLoading(content);
  const data = { leads: [], tasks: [], deals: [] };
  const part = (name, object) =>
    watch(`list/${object}`, signal, (rows) => {
      data[name] = rows ?? [];
      renderHome(content, { me, ...data });
    });
  part('leads', 'Lead');
  part('deals', 'Opportunity');
  watching = part('tasks', 'Task');
}

function showSetup(route, signal) {
  header(route, null);
  setTitle('Setup');
  if (route.id === null) {
    renderSetup(content, null);
    return;
  }
  watching = watch(`record/${route.id}`, signal, (record) =>
    record === null ? renderMissing(content) : renderSetup(content, record),
  );
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[data-nav]');
  if (link === null || link === undefined || event.defaultPrevented) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  navigate(link.getAttribute('href'));
});
document.addEventListener('demo:new-task', () => newTask(shownRecord));
document.addEventListener('demo:tabs', () => header(parseRoute(new URL(window.location.href)), shownRecord));
window.addEventListener('popstate', render);
render();
