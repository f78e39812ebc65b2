import { ask } from './api.js';
import { h, refill, richText } from './dom.js';
import { formatDue, formatDuration, formatMoment, formatMonth } from './format.js';
import { icon } from './icons.js';
import { toast } from './toast.js';

const tabs = [
  { key: 'all', label: 'Activity' },
  { key: 'notes', label: 'Notes' },
  { key: 'emails', label: 'Emails' },
  { key: 'calls', label: 'Calls' },
  { key: 'tasks', label: 'Tasks' },
];
const icons = { calls: 'call', notes: 'note', emails: 'email', tasks: 'tasks', meetings: 'meeting' };

/** What happened with a record, newest first, by kind. */
export function timeline(context) {
  let shown = 'all';
  let entries = [];
  const list = h('div', { class: 'timeline', role: 'tabpanel', 'aria-label': 'Activities' });
  const buttons = tabs.map((tab) =>
    h(
      'button',
      {
        class: 'tab',
        role: 'tab',
        'aria-selected': String(tab.key === shown),
        dataset: { tab: tab.key },
        on: { click: () => choose(tab.key) },
      },
      tab.label,
      h('span', { class: 'count' }),
    ),
  );

  function choose(key) {
    shown = key;
    for (const button of buttons) button.setAttribute('aria-selected', String(button.dataset.tab === key));
    draw();
  }

  function draw() {
    const visible = shown === 'all' ? entries : entries.filter((entry) => entry.type === shown);
    refill(list, [shown, visible], () => (visible.length === 0 ? empty(shown) : groupsOf(context, visible)));
  }

  return {
    element: h(
      'div',
      { class: 'activity' },
      h('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Kinds of activity' }, buttons),
      list,
    ),
    update(record) {
      entries = record.timeline;
      for (const button of buttons) {
        const { tab } = button.dataset;
        const count = entries.filter((entry) => entry.type === tab).length;
        button.querySelector('.count').textContent = tab === 'all' || count === 0 ? '' : String(count);
      }
      draw();
    },
  };
}

function empty(key) {
  const label = tabs.find((tab) => tab.key === key)?.label.toLowerCase() ?? 'activities';
  return h('p', {
    class: 'quiet-text',
    text: key === 'all' ? 'Nothing happened with this record yet.' : `No ${label} yet.`,
  });
}

function groupsOf(context, entries) {
  const isOpen = (entry) => entry.type === 'tasks' && !entry.isTaskDone;
  const upcoming = entries.filter(isOpen).toReversed();
  const months = Map.groupBy(
    entries.filter((entry) => !isOpen(entry)),
    (entry) => formatMonth(entry.at),
  );
  const groups = [...(upcoming.length > 0 ? [['Upcoming', upcoming]] : []), ...months];
  return groups.map(([title, members]) =>
    h(
      'section',
      { class: 'month' },
      h('h3', { text: title }),
      members.map((entry) => entryCard(context, entry)),
    ),
  );
}

function entryCard(context, entry) {
  const isLate = entry.type === 'tasks' && !entry.isTaskDone && entry.at < Date.now();
  return h(
    'article',
    { class: 'entry', dataset: { kind: entry.type, id: entry.id } },
    h(
      'header',
      {},
      h('span', { class: `entry-icon ${entry.type}` }, icon(icons[entry.type], 15)),
      h(
        'div',
        { class: 'entry-title' },
        h('b', { text: headline(entry) }),
        entry.by === null
          ? null
          : h('span', { text: entry.type === 'tasks' ? ` assigned to ${entry.by}` : ` by ${entry.by}` }),
      ),
      h('time', {
        class: isLate ? 'late' : null,
        datetime: new Date(entry.at).toISOString(),
        text: entry.type === 'tasks' ? formatDue(entry.at) : formatMoment(entry.at),
      }),
    ),
    h('div', { class: 'entry-body' }, entryBody(context, entry)),
  );
}

function headline(entry) {
  const names = { calls: 'Logged call', notes: 'Note', emails: 'Logged email', tasks: 'Task', meetings: 'Meeting' };
  return entry.type === 'calls' && entry.outcome !== null ? `${names.calls} – ${entry.outcome}` : names[entry.type];
}

function entryBody(context, entry) {
  const facts = [
    entry.durationMs ? ['Duration', formatDuration(entry.durationMs)] : null,
    entry.number === null ? null : ['To', entry.number],
    entry.viaIntegration ? ['Source', 'Integration'] : null,
  ].filter((fact) => fact !== null);
  const title =
    entry.type === 'notes' || entry.title === '--'
      ? null
      : h(
          'p',
          { class: 'entry-subject' },
          entry.type === 'tasks' ? doneBox(context, entry) : null,
          h('bdi', { text: entry.title }),
        );
  return [
    title,
    entry.body === '' ? null : richText(entry.body),
    facts.length === 0
      ? null
      : h(
          'dl',
          { class: 'facts' },
          facts.map(([label, value]) => h('div', {}, h('dt', { text: label }), h('dd', { text: value }))),
        ),
  ];
}

function doneBox({ refresh }, entry) {
  const box = h('input', { type: 'checkbox', 'aria-label': `Completed: ${entry.title}` });
  box.checked = entry.isTaskDone;
  box.addEventListener('change', async () => {
    await setTaskDone(entry.id, box.checked);
    await refresh();
  });
  return box;
}

/** Completes a task, or opens it again. */
export async function setTaskDone(id, isDone) {
  try {
    await ask(`/record/0-27/${id}`, {
      method: 'PATCH',
      body: { properties: { hs_task_status: isDone ? 'COMPLETED' : 'NOT_STARTED' } },
    });
    toast(isDone ? 'Task completed.' : 'Task reopened.');
  } catch (error) {
    toast(error.message, 'bad');
  }
}
