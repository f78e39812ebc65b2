import { h, icon } from './dom.js';
import { formatDate, formatDuration, formatWhen } from './format.js';
import { subtabPath } from './routes.js';

const kinds = { Call: 'call', Email: 'email' };

/** The activity column: what is to come, then what was, month by month. */
export function timeline(record, state, { newTask, refresh }) {
  const open = record.activities.filter((one) => !one.fields.IsClosed);
  const past = record.activities.filter((one) => one.fields.IsClosed);
  const entry = (one) => item(one, record, state);
  return h(
    'section',
    { class: 'card activity', 'aria-label': 'Activity' },
    h('div', { class: 'cardtabs' }, h('span', { class: 'active' }, 'Activity'), h('span', {}, 'Chatter')),
    h(
      'div',
      { class: 'composers' },
      composer('call', 'Log a Call', () => newTask(record, 'call')),
      composer('task', 'New Task', () => newTask(record)),
    ),
    h(
      'div',
      { class: 'filterline' },
      h('span', {}, 'Filters: All time · All activities · All types'),
      h('button', { class: 'bare', 'aria-label': 'Refresh activities', onclick: refresh }, icon('refresh')),
    ),
    h('h3', {}, 'Upcoming & Overdue'),
    open.length === 0
      ? h('p', { class: 'quiet' }, 'No activities to show. Get started by logging a call or making a task.')
      : h('ol', {}, open.map(entry)),
    months(past).map(([label, items]) => [h('h3', {}, label), h('ol', {}, items.map(entry))]),
    past.length > 0 ? h('p', { class: 'quiet' }, 'No more past activities to load.') : '',
  );
}

function composer(kind, label, onclick) {
  return h('button', { onclick }, h('span', { class: `dot ${kind}` }, icon(kind)), label);
}

function item(one, record, state) {
  const kind = kinds[one.fields.TaskSubtype] ?? 'task';
  const { CallDisposition: result, CallDurationInSeconds: seconds, Description: body } = one.fields;
  const owner = one.links.OwnerId?.name ?? 'Someone';
  const expanded = state.expanded.has(one.id);
  const toggle = (event) => {
    const now = !state.expanded.has(one.id);
    if (now) state.expanded.add(one.id);
    else state.expanded.delete(one.id);
    event.currentTarget.setAttribute('aria-expanded', String(now));
    event.currentTarget.closest('li').classList.toggle('open', now);
  };
  const done = { call: 'logged a call', email: 'sent an email', task: 'completed a task' };
  const line = one.fields.IsClosed ? `${owner} ${done[kind]}` : `${owner} has an upcoming ${kind}`;
  return h(
    'li',
    { class: `${kind} ${expanded ? 'open' : ''}`, 'data-task': one.id },
    h(
      'button',
      { class: 'bare twist', 'aria-label': 'Details', 'aria-expanded': String(expanded), onclick: toggle },
      icon('right'),
    ),
    h('span', { class: `dot ${kind}` }, icon(kind)),
    h(
      'div',
      { class: 'what' },
      h(
        'div',
        { class: 'line' },
        h('a', { href: subtabPath(one, record), 'data-nav': true, dir: 'auto' }, one.name || '(no subject)'),
        h(
          'time',
          {},
          one.fields.IsClosed
            ? formatWhen(one.fields.CompletedDateTime ?? one.fields.CreatedDate)
            : formatDate(one.fields.ActivityDate) || 'No due date',
        ),
      ),
      h(
        'p',
        { class: 'by' },
        line,
        result ? h('span', { class: 'chip' }, result) : '',
        seconds ? h('span', { class: 'chip plain' }, formatDuration(seconds)) : '',
      ),
      body ? h('p', { class: 'text', dir: 'auto' }, body) : '',
    ),
  );
}

function months(activities) {
  const groups = new Map();
  const now = new Date();
  for (const one of activities) {
    const at = new Date(one.fields.CompletedDateTime ?? one.fields.CreatedDate);
    const same = at.getFullYear() === now.getFullYear() && at.getMonth() === now.getMonth();
    const label = `${at.toLocaleString('en-US', { month: 'long' })} · ${same ? 'This Month' : at.getFullYear()}`;
    groups.set(label, [...(groups.get(label) ?? []), one]);
  }
  return [...groups];
}
