import { cell } from './cell.js';
import { listColumns, plurals, textOf } from './columns.js';
import { h, icon, objectIcon } from './dom.js';
import { listPath } from './routes.js';

const views = {
  __Recent: { label: 'Recently Viewed', keep: () => true },
  MyLeads: {
    label: 'My Open Leads',
    keep: (one, me) => one.fields.OwnerId === me.user.id && !one.fields.IsConverted,
  },
  AllOpenLeads: { label: 'All Open Leads', keep: (one) => !one.fields.IsConverted },
  Webinar_Leads: {
    label: 'Webinar Leads',
    keep: (one) => one.fields.LeadSource === 'Webinar' && !one.fields.IsConverted,
  },
  TodaysLeads: {
    label: "Today's Leads",
    keep: (one) => new Date(one.fields.CreatedDate).toDateString() === new Date().toDateString(),
  },
  MyTasks: { label: 'My Open Tasks', keep: (one, me) => one.fields.OwnerId === me.user.id && !one.fields.IsClosed },
  OpenTasks: { label: 'All Open Tasks', keep: (one) => !one.fields.IsClosed },
  AllTasks: { label: 'All Tasks', keep: () => true },
  All: { label: 'All', keep: () => true },
};
const offered = {
  Lead: ['MyLeads', 'AllOpenLeads', 'TodaysLeads', 'Webinar_Leads', 'All'],
  Task: ['OpenTasks', 'MyTasks', 'AllTasks'],
};

/** A list of records: a view to choose, a field to search in it, columns to sort by. */
export function renderList(content, { route, me, rows, state, navigate, newTask }) {
  const names = offered[route.object] ?? ['All'];
  const name = views[route.filter] && route.filter !== '__Recent' ? route.filter : names[0];
  const columns = listColumns[route.object];
  const again = () => renderList(content, { route, me, rows, state, navigate, newTask });
  const shown = sorted(
    filtered(
      rows.filter((one) => views[name].keep(one, me)),
      columns,
      state.find,
    ),
    columns,
    state,
  );
  const picker = h(
    'select',
    { 'aria-label': 'List view', onchange: (event) => navigate(listPath(route.object, event.target.value)) },
    names.map((one) => h('option', { value: one, selected: one === name }, views[one].label)),
  );
  const find = h('input', {
    type: 'search',
    placeholder: 'Search this list…',
    'aria-label': 'Search this list',
    value: state.find,
    oninput: (event) => {
      state.find = event.target.value;
      again();
    },
  });
  const keepFind = document.activeElement?.getAttribute?.('aria-label') === 'Search this list';
  content.replaceChildren(
    h(
      'section',
      { class: 'card list' },
      h(
        'header',
        {},
        h(
          'div',
          { class: 'title' },
          objectIcon(route.object),
          h('div', {}, h('p', { class: 'over' }, plurals[route.object]), h('h1', {}, picker)),
        ),
        h(
          'div',
          { class: 'buttons' },
          route.object === 'Task'
            ? h('button', { class: 'brand', onclick: () => newTask(null) }, 'New Task')
            : h('button', { disabled: true }, 'New'),
          h('button', { disabled: true }, 'Import'),
          h('button', { disabled: true, class: 'optional' }, 'Change Owner'),
        ),
      ),
      h(
        'div',
        { class: 'tools' },
        h(
          'span',
          {},
          `${shown.length} items · Sorted by ${state.sort === null ? 'age' : columns[state.sort].label} · Updated a few seconds ago`,
        ),
        h('div', { class: 'find' }, icon('search'), find),
      ),
      h('div', { class: 'scroller' }, table(shown, columns, state, again)),
    ),
  );
  if (keepFind) {
    find.focus();
    find.setSelectionRange(find.value.length, find.value.length);
  }
}

function table(rows, columns, state, again) {
  const head = columns.map((column, index) =>
    h(
      'th',
      { scope: 'col', 'aria-sort': state.sort === index ? (state.descending ? 'descending' : 'ascending') : null },
      h(
        'button',
        {
          class: 'bare',
          onclick: () => {
            state.descending = state.sort === index ? !state.descending : false;
            state.sort = index;
            again();
          },
        },
        column.label,
        state.sort === index ? icon('down') : '',
      ),
    ),
  );
  return h(
    'table',
    { class: 'grid' },
    h('thead', {}, h('tr', {}, h('th', { class: 'count' }), head)),
    h(
      'tbody',
      {},
      rows.map((one, index) =>
        h(
          'tr',
          {},
          h('td', { class: 'count' }, String(index + 1)),
          columns.map((column) => h('td', {}, cell(one, column))),
        ),
      ),
    ),
  );
}

function filtered(rows, columns, find) {
  const wanted = find.trim().toLowerCase();
  return wanted === ''
    ? rows
    : rows.filter((one) => columns.some((column) => textOf(one, column).toLowerCase().includes(wanted)));
}

function sorted(rows, columns, state) {
  if (state.sort === null) return rows;
  const column = columns[state.sort];
  const order = state.descending ? -1 : 1;
  const raw = (one) =>
    ['text', 'self', 'link', 'phone', 'email'].includes(column.kind)
      ? textOf(one, column)
      : (one.fields[column.field] ?? '');
  return rows.toSorted(
    (a, b) => order * (typeof raw(a) === 'number' ? raw(a) - raw(b) : String(raw(a)).localeCompare(String(raw(b)))),
  );
}
