import { cell } from './cell.js';
import { listColumns } from './columns.js';
import { h, objectIcon } from './dom.js';
import { formatDate } from './format.js';
import { listPath, recordPath } from './routes.js';

/** The first page of the day: whom to call, what is due, which deals are near. */
export function renderHome(content, { me, leads, tasks, deals }) {
  const mine = leads.filter(
    (one) => one.fields.OwnerId === me.user.id && !String(one.fields.Status).startsWith('Closed'),
  );
  const due = tasks.filter((one) => one.fields.OwnerId === me.user.id && !one.fields.IsClosed);
  const open = deals
    .filter((one) => !one.fields.IsClosed)
    .toSorted((a, b) => a.fields.CloseDate.localeCompare(b.fields.CloseDate));
  const hour = new Date().getHours();
  const greeting = hour < 12 ? 'Good morning' : hour < 18 ? 'Good afternoon' : 'Good evening';
  content.replaceChildren(
    h(
      'section',
      { class: 'card greeting' },
      h('h1', {}, `${greeting}, ${me.user.name.split(' ')[0]}. Let's get selling.`),
      h(
        'p',
        {},
        `${mine.length} open leads are yours, ${mine.filter((one) => one.activities === undefined && one.fields.LastActivityDate === null).length} of them not contacted yet.`,
      ),
    ),
    h(
      'div',
      { class: 'halves' },
      h(
        'section',
        { class: 'card' },
        h('h2', {}, objectIcon('Lead', 'small'), 'Leads to call'),
        table(mine.slice(0, 8), listColumns.Lead.slice(0, 4)),
        h('a', { class: 'all', href: listPath('Lead', 'MyLeads'), 'data-nav': true }, 'View all'),
      ),
      h(
        'section',
        { class: 'card' },
        h('h2', {}, objectIcon('Task', 'small'), "Today's tasks"),
        due.length === 0
          ? h('p', { class: 'quiet pad' }, 'Nothing due today. Be a go-getter, and check back soon.')
          : h(
              'ul',
              { class: 'dues' },
              due
                .slice(0, 8)
                .map((one) =>
                  h(
                    'li',
                    {},
                    h('a', { href: recordPath(one), 'data-nav': true, dir: 'auto' }, one.name),
                    h('span', {}, one.links.WhoId?.name ?? ''),
                    h('time', {}, formatDate(one.fields.ActivityDate)),
                  ),
                ),
            ),
        h('a', { class: 'all', href: listPath('Task', 'MyTasks'), 'data-nav': true }, 'View all'),
      ),
    ),
    h(
      'section',
      { class: 'card' },
      h('h2', {}, objectIcon('Opportunity', 'small'), 'Deals that close next'),
      table(open.slice(0, 6), listColumns.Opportunity),
      h('a', { class: 'all', href: listPath('Opportunity', 'All'), 'data-nav': true }, 'View all'),
    ),
  );
}

function table(rows, columns) {
  return h(
    'div',
    { class: 'scroller' },
    h(
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
            columns.map((column) => h('td', {}, cell(one, column))),
          ),
        ),
      ),
    ),
  );
}
