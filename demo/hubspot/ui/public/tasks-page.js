import { watch } from './api.js';
import { choice } from './dialog.js';
import { bdi, h, refill, richText } from './dom.js';
import { formatDue } from './format.js';
import { paths } from './router.js';
import { setTaskDone } from './timeline.js';

const views = [
  { key: 'open', label: 'Open', wants: (task) => !task.isDone },
  { key: 'overdue', label: 'Overdue', wants: (task, now) => !task.isDone && task.dueAt < now },
  { key: 'done', label: 'Completed', wants: (task) => task.isDone },
  { key: 'all', label: 'All', wants: () => true },
];

/** The task list, by assignee and state; a task opens in place with its notes. */
export function mountTasks(root, { account, signal }) {
  document.title = 'Tasks';
  let view = views[0];
  let data = null;
  const opened = new Set();
  const owner = choice(
    'owner',
    account.owners.map((known) => ({ value: known.id, label: known.name })),
    { value: account.ownerId, empty: 'Everyone' },
  );
  owner.setAttribute('aria-label', 'Assigned to');
  const tabs = views.map((known) =>
    h(
      'button',
      { class: 'view-tab', role: 'tab', 'aria-selected': String(known === view), on: { click: () => choose(known) } },
      known.label,
      h('span', { class: 'count' }),
    ),
  );
  const list = h('div', { class: 'task-list' });
  root.append(
    h('header', { class: 'list-head' }, h('h1', { text: 'Tasks' })),
    h('div', { class: 'view-tabs', role: 'tablist', 'aria-label': 'Views' }, tabs),
    h('div', { class: 'filters' }, h('label', { class: 'inline-label' }, 'Assigned to', owner)),
    list,
  );

  function choose(known) {
    view = known;
    for (const [index, tab] of tabs.entries()) tab.setAttribute('aria-selected', String(views[index] === known));
    draw();
  }

  function draw() {
    if (data === null) return;
    for (const [index, tab] of tabs.entries()) {
      tab.querySelector('.count').textContent = String(
        data.tasks.filter((task) => views[index].wants(task, data.now)).length,
      );
    }
    const tasks = data.tasks.filter((task) => view.wants(task, data.now));
    refill(list, [view.key, tasks], () =>
      tasks.length === 0
        ? h('p', { class: 'quiet-text', text: 'No tasks here.' })
        : tasks.map((task) => taskRow(task, { opened, refresh })),
    );
  }

  const refresh = watch(() => `/tasks?owner=${owner.value}`, {
    signal,
    show: (next) => {
      data = next;
      draw();
    },
  });
  owner.addEventListener('change', () => void refresh());
}

function taskRow(task, { opened, refresh }) {
  const box = h('input', { type: 'checkbox', 'aria-label': `Completed: ${task.title}` });
  box.checked = task.isDone;
  box.addEventListener('change', async () => {
    await setTaskDone(task.id, box.checked);
    await refresh();
  });
  const isLate = !task.isDone && task.dueAt < Date.now();
  const body =
    task.body === '' ? h('p', { class: 'quiet-text', text: 'This task has no notes.' }) : richText(task.body);
  const details = h(
    'details',
    { class: 'task-details', open: opened.has(task.id) },
    h('summary', {}, h('bdi', { text: task.title })),
    body,
  );
  details.addEventListener('toggle', () => (details.open ? opened.add(task.id) : opened.delete(task.id)));
  return h(
    'article',
    { class: task.isDone ? 'task done' : 'task', dataset: { id: task.id } },
    box,
    h(
      'div',
      { class: 'task-main' },
      details,
      h(
        'p',
        { class: 'task-meta' },
        h('time', { class: isLate ? 'late' : null, text: formatDue(task.dueAt) }),
        h('span', { text: task.owner ?? 'Unassigned' }),
        task.priority === null
          ? null
          : h('span', { class: 'priority', dataset: { level: task.priority }, text: task.priority }),
        task.about === null
          ? null
          : h('a', { href: paths.record(task.about.typeId, task.about.id) }, bdi(task.about.name)),
      ),
    ),
  );
}
