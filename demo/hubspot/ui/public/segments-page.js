import { watch } from './api.js';
import { h, refill } from './dom.js';
import { paths } from './router.js';

/** The account's segments (lists), each leading to whom it holds. */
export function mountSegments(root, { signal }) {
  document.title = 'Segments';
  const table = h('table', { class: 'grid' });
  root.append(
    h('header', { class: 'list-head' }, h('h1', { text: 'Segments' })),
    h('div', { class: 'grid-scroll', tabindex: '0', role: 'region', 'aria-label': 'Segments table' }, table),
  );
  watch(() => '/segments?', {
    signal,
    show: (data) => {
      refill(table, [data.segments], () => [
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('th', { scope: 'col', text: 'Name' }),
            h('th', { scope: 'col', text: 'Type' }),
            h('th', { scope: 'col', text: 'Size' }),
          ),
        ),
        h('tbody', {}, data.segments.map(rowOf)),
      ]);
    },
  });
}

function rowOf({ id, name, kind, size, isOfContacts }) {
  return h(
    'tr',
    {},
    h(
      'th',
      { scope: 'row', class: 'name-cell' },
      isOfContacts ? h('a', { href: paths.segment(id), text: name }) : name,
    ),
    h('td', { text: `${kind} · ${isOfContacts ? 'Contacts' : 'Companies'}` }),
    h('td', { class: 'number', text: String(size) }),
  );
}
