import { watch } from './api.js';
import { choice } from './dialog.js';
import { bdi, h, refill } from './dom.js';
import { formatValue, initials } from './format.js';
import { columns, kinds } from './list-columns.js';
import { paths } from './router.js';

const pageSize = 25;

/** An index page: a wide table with search, filters, sorting and pages. */
export function mountList(root, { page, account, signal }) {
  const kind = kinds[page.typeId];
  document.title = page.segment === undefined ? kind.many : 'Segment';
  const state = { q: '', owner: '', status: '', sort: '-created', page: 1, segment: page.segment ?? '' };
  const heading = h('h1', { text: kind.many });
  const total = h('span', { class: 'record-count' });
  const table = h('table', { class: 'grid' });
  const pager = h('div', { class: 'pager' });
  const change = (changes) => {
    Object.assign(state, { page: 1 }, changes);
    void refresh();
  };
  root.append(
    h('header', { class: 'list-head' }, heading, total),
    ...(page.segment === undefined ? [viewTabs(account, kind, change)] : []),
    filterBar(account, kind, change),
    h('div', { class: 'grid-scroll', tabindex: '0', role: 'region', 'aria-label': `${kind.many} table` }, table),
    pager,
  );
  const query = () => new URLSearchParams({ ...state, size: String(pageSize) });
  const refresh = watch(() => `/list/${page.typeId}?${query()}`, {
    signal,
    show: (data) => {
      if (data.segment !== null) {
        heading.textContent = data.segment;
        document.title = data.segment;
      }
      total.textContent = `${data.total.toLocaleString('en-US')} ${data.total === 1 ? 'record' : 'records'}`;
      rememberOrder(page.typeId, data.ids);
      refill(table, [data.columns, data.rows, state.sort], () => [
        tableHead(data.columns, state, change),
        tableBody(page, data),
      ]);
      refill(pager, [data.total, state.page], () => pagerOf(data.total, state, change));
    },
  });
}

/** Keeps the order of the last list, for the arrows of record pages. */
function rememberOrder(typeId, ids) {
  sessionStorage.setItem(`order-${typeId}`, JSON.stringify(ids));
}

function viewTabs(account, kind, change) {
  const views = [
    { label: `All ${kind.many.toLowerCase()}`, owner: '' },
    { label: `My ${kind.many.toLowerCase()}`, owner: account.ownerId },
  ];
  const tabs = views.map((view, index) =>
    h('button', {
      class: 'view-tab',
      role: 'tab',
      'aria-selected': String(index === 0),
      text: view.label,
      on: {
        click: (event) => {
          for (const tab of tabs) tab.setAttribute('aria-selected', String(tab === event.currentTarget));
          const owner = document.querySelector('select[name="owner"]');
          if (owner !== null) owner.value = view.owner;
          change({ owner: view.owner });
        },
      },
    }),
  );
  return h('div', { class: 'view-tabs', role: 'tablist', 'aria-label': 'Views' }, tabs);
}

function filterBar(account, kind, change) {
  const search = h('input', {
    type: 'search',
    placeholder: `Search ${kind.many.toLowerCase()}`,
    'aria-label': `Search ${kind.many.toLowerCase()}`,
  });
  search.addEventListener('input', () => change({ q: search.value }));
  const owners = choice(
    'owner',
    account.owners.map((owner) => ({ value: owner.id, label: owner.name })),
    { empty: 'Any owner' },
  );
  owners.setAttribute('aria-label', 'Owner');
  owners.addEventListener('change', () => change({ owner: owners.value }));
  const bar = h('div', { class: 'filters' }, search, owners);
  if (kind.statusOf !== null) {
    const statuses = choice('status', account.options[kind.statusOf], { empty: `Any ${kind.status.toLowerCase()}` });
    statuses.setAttribute('aria-label', kind.status);
    statuses.addEventListener('change', () => change({ status: statuses.value }));
    bar.append(statuses);
  }
  return bar;
}

function tableHead(names, state, change) {
  const cells = [['name', { label: 'Name', width: 260 }], ...names.map((name) => [name, columns[name]])];
  return h(
    'thead',
    {},
    h(
      'tr',
      {},
      cells.map(([name, column]) => headCell(name, column, state, change)),
    ),
  );
}

function headCell(name, column, state, change) {
  const isUp = state.sort === name;
  const isDown = state.sort === `-${name}`;
  const cell = h(
    'th',
    { scope: 'col', 'aria-sort': isUp ? 'ascending' : isDown ? 'descending' : null },
    h(
      'button',
      { class: 'sort', on: { click: () => change({ sort: isUp ? `-${name}` : name }) } },
      column.label,
      h('span', { class: 'sort-mark', text: isUp ? '↑' : isDown ? '↓' : '' }),
    ),
  );
  // The name's column takes its width from the style sheet: it is narrower on narrow pages.
  if (name !== 'name') cell.style.minWidth = `${column.width}px`;
  return cell;
}

function tableBody(page, data) {
  if (data.rows.length === 0) {
    return h(
      'tbody',
      {},
      h(
        'tr',
        {},
        h('td', {
          class: 'grid-empty',
          colspan: String(data.columns.length + 1),
          text: 'No records match these filters.',
        }),
      ),
    );
  }
  return h(
    'tbody',
    {},
    data.rows.map((row) =>
      h(
        'tr',
        { dataset: { id: row.id } },
        nameCell(page, row),
        data.columns.map((name) => cellOf(name, row.cells[name])),
      ),
    ),
  );
}

function nameCell(page, row) {
  return h(
    'th',
    { scope: 'row', class: 'name-cell' },
    h(
      'div',
      { class: 'name-box' },
      h('span', { class: 'avatar tiny', 'aria-hidden': 'true', text: initials(row.name) }),
      h('a', { href: paths.record(page.typeId, row.id), title: row.name }, bdi(row.name)),
    ),
  );
}

function cellOf(name, value) {
  const { kind, width } = columns[name];
  const text = formatValue(name, value);
  const cell = h('td', { class: kind === 'number' ? 'number' : null });
  cell.style.maxWidth = `${width + 40}px`;
  if (!value) cell.append(h('span', { class: 'none', text: '--' }));
  else if (kind === 'chip') cell.append(h('span', { class: 'chip', dataset: { tone: toneOf(value) }, text }));
  else if (kind === 'email') cell.append(h('a', { href: `mailto:${value}`, text }));
  else if (kind === 'phone') cell.append(h('a', { href: `tel:${value.replace(/[^\d+]/g, '')}`, dir: 'ltr', text }));
  else cell.append(h('bdi', { text, title: text }));
  return cell;
}

const tones = {
  New: 'blue',
  Open: 'blue',
  'In Progress': 'amber',
  'Attempted to Contact': 'amber',
  Attempting: 'amber',
  Connected: 'green',
  'Open Deal': 'green',
  'Handed to AE': 'green',
  Qualified: 'green',
  'Closed Won': 'green',
  Unqualified: 'grey',
  Disqualified: 'grey',
  'Bad Timing': 'grey',
  'Closed Lost': 'grey',
};

function toneOf(label) {
  return tones[label] ?? 'blue';
}

function pagerOf(total, state, change) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const step = (label, by, enabled) =>
    h('button', {
      class: 'button quiet',
      disabled: !enabled,
      text: label,
      on: { click: () => change({ page: state.page + by }) },
    });
  return [
    step('‹ Prev', -1, state.page > 1),
    h('span', { text: `Page ${state.page} of ${pages}` }),
    step('Next ›', 1, state.page < pages),
    h('span', { class: 'per-page', text: `${pageSize} per page` }),
  ];
}
