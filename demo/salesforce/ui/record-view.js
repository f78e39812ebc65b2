import { send } from './api.js';
import { cell } from './cell.js';
import { activityColumns, details, highlights, labels, listColumns } from './columns.js';
import { avatar, h, icon, objectIcon } from './dom.js';
import { toast } from './overlay.js';
import { recordPath, subtabPath } from './routes.js';
import { timeline } from './timeline.js';

/** A record: what it is at a glance, where it stands, its details, its lists, its activity. */
export function renderRecord(content, { record, me, state, newTask, refresh }) {
  const scrolled = content.querySelector('.wide .scroller')?.scrollLeft ?? 0;
  const again = () => renderRecord(content, { record, me, state, newTask, refresh });
  const hasActivity = record.object !== 'User' && record.object !== 'Task';
  content.replaceChildren(
    panel(record, newTask, refresh),
    path(record, me, state, again, refresh) ?? '',
    h(
      'div',
      { class: hasActivity ? 'columns' : 'columns one' },
      h(
        'section',
        { class: 'card main' },
        mainTabs(state, again),
        state.tab === 'related' ? related(record) : fields(record),
      ),
      hasActivity ? timeline(record, state, { newTask, refresh }) : '',
    ),
    hasActivity ? activityTable(record) : '',
  );
  const wide = content.querySelector('.wide .scroller');
  if (wide) wide.scrollLeft = scrolled;
}

function panel(record, newTask, refresh) {
  const step = (label, id, glyph) =>
    id === null
      ? h(
          'button',
          { disabled: true },
          glyph === 'left' ? icon(glyph) : '',
          label,
          glyph === 'right' ? icon(glyph) : '',
        )
      : h(
          'a',
          { class: 'button', href: recordPath({ object: record.object, id }), 'data-nav': true },
          glyph === 'left' ? icon(glyph) : '',
          label,
          glyph === 'right' ? icon(glyph) : '',
        );
  const isTask = record.object === 'Task';
  const complete = async () => {
    await change(record, { Status: 'Completed' }, `Task "${record.name}" was completed.`);
    refresh();
  };
  return h(
    'section',
    { class: 'card highlights', 'aria-label': 'Highlights' },
    h(
      'div',
      { class: 'titleline' },
      objectIcon(record.object),
      h(
        'div',
        { class: 'title' },
        h('p', { class: 'over' }, labels[record.object]),
        h('h1', { dir: 'auto' }, record.name),
        record.fields.DoNotCall ? h('span', { class: 'badge stop' }, 'Do Not Call') : '',
      ),
      h(
        'div',
        { class: 'buttons' },
        h('div', { class: 'group' }, step('Previous', record.previous, 'left'), step('Next', record.next, 'right')),
        isTask
          ? h('button', { class: 'brand', disabled: record.fields.IsClosed, onclick: complete }, 'Mark Complete')
          : h('button', { class: 'brand', onclick: () => newTask(record) }, 'New Task'),
        h('button', { class: 'optional', disabled: true }, 'Edit'),
        record.object === 'Lead' ? h('button', { class: 'optional', disabled: true }, 'Convert') : '',
      ),
    ),
    h(
      'dl',
      { class: 'facts' },
      highlights[record.object].map((column) =>
        h(
          'div',
          {},
          h('dt', {}, column.label),
          h(
            'dd',
            {},
            column.field === 'OwnerId' && record.links.OwnerId ? avatar(record.links.OwnerId.name) : '',
            cell(record, column, (one) => subtabPath(one, record)),
          ),
        ),
      ),
    ),
  );
}

async function change(record, values, said) {
  try {
    await send('PATCH', `record/${record.id}`, values);
    toast(said);
  } catch (error) {
    toast(error.message, 'error');
  }
}

const steps = {
  Lead: { field: 'Status', values: (me) => me.leadStatuses },
  Opportunity: { field: 'StageName', values: (me) => me.stages.filter((one) => one.label !== 'Closed Lost') },
};

function path(record, me, state, again, refresh) {
  const config = steps[record.object];
  if (config === undefined) return null;
  const values = config.values(me);
  const now = record.fields[config.field];
  const at = values.findIndex((one) => one.label === now);
  const chosen = state.step !== null && state.step !== now ? state.step : null;
  const next = chosen ?? values[at + 1]?.label ?? null;
  const blocked = record.fields.IsConverted || next === null || values.find((one) => one.label === next)?.IsConverted;
  const stage = (one, index) =>
    h(
      'li',
      { class: [index < at ? 'done' : '', index === at ? 'now' : '', one.label === chosen ? 'chosen' : ''].join(' ') },
      h(
        'button',
        {
          class: 'bare',
          'aria-current': index === at ? 'step' : null,
          onclick: () => {
            state.step = one.label;
            again();
          },
        },
        index < at ? icon('check') : '',
        h('span', {}, one.label),
      ),
    );
  const mark = async () => {
    state.step = null;
    await change(record, { [config.field]: next }, `Status changed to ${next}.`);
    refresh();
  };
  return h(
    'section',
    { class: 'card path', 'aria-label': 'Path' },
    h('ol', {}, values.map(stage)),
    h(
      'button',
      { class: 'brand', disabled: Boolean(blocked), onclick: mark },
      icon('check'),
      chosen === null ? 'Mark Status as Complete' : 'Mark as Current Status',
    ),
  );
}

function mainTabs(state, again) {
  const tab = (name, label) =>
    h(
      'button',
      {
        role: 'tab',
        'aria-selected': String(state.tab === name),
        class: state.tab === name ? 'active' : '',
        onclick: () => {
          state.tab = name;
          again();
        },
      },
      label,
    );
  return h('div', { class: 'cardtabs', role: 'tablist' }, tab('details', 'Details'), tab('related', 'Related'));
}

function fields(record) {
  return Object.entries(details[record.object]).map(([title, columns]) =>
    h(
      'section',
      { class: 'fields' },
      h('h3', {}, icon('down'), title),
      h(
        'dl',
        {},
        columns.map((column) =>
          h(
            'div',
            { class: column.field === 'Description' ? 'broad' : '' },
            h('dt', {}, column.label),
            h(
              'dd',
              {},
              cell(record, column, (one) => subtabPath(one, record)),
            ),
          ),
        ),
      ),
    ),
  );
}

function related(record) {
  const lists = [
    ['Contacts', 'Contact', record.contacts],
    ['Opportunities', 'Opportunity', record.opportunities],
    ['Leads at the same company', 'Lead', record.colleagues],
  ];
  const shown = lists.filter(([, , rows]) => rows.length > 0);
  if (shown.length === 0) return h('p', { class: 'quiet pad' }, 'Nothing is related to this record yet.');
  return shown.map(([title, object, rows]) =>
    h(
      'section',
      { class: 'related' },
      h('h3', {}, objectIcon(object, 'small'), `${title} (${rows.length})`),
      h('div', { class: 'scroller' }, table(rows, listColumns[object].slice(0, 5), record)),
    ),
  );
}

function activityTable(record) {
  const rows = record.activities;
  return h(
    'section',
    { class: 'card wide', 'aria-label': 'Activity History' },
    h('h2', {}, objectIcon('Task', 'small'), `Activity History (${rows.length})`),
    rows.length === 0
      ? h('p', { class: 'quiet pad' }, 'No activity yet.')
      : h(
          'div',
          { class: 'scroller', tabindex: 0, role: 'region', 'aria-label': 'All columns of the activity history' },
          table(rows, activityColumns, record),
        ),
  );
}

function table(rows, columns, record) {
  return h(
    'table',
    { class: 'grid' },
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        columns.map((column) => h('th', { scope: 'col' }, column.label)),
      ),
    ),
    h(
      'tbody',
      {},
      rows.map((one) =>
        h(
          'tr',
          {},
          columns.map((column) =>
            h(
              'td',
              {},
              cell(one, column, (target) => subtabPath(target, record)),
            ),
          ),
        ),
      ),
    ),
  );
}
