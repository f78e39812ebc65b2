import { cell } from './cell.js';
import { details } from './columns.js';
import { h, icon, objectIcon } from './dom.js';

/** What stands where a record was deleted, never was, or may not be seen. */
export function renderMissing(content) {
  content.replaceChildren(
    h(
      'section',
      { class: 'card missing' },
      h('div', { class: 'sign' }, icon('search')),
      h('h1', {}, 'Record not found'),
      h(
        'p',
        {},
        "It may have been deleted, or you don't have access to it. If you followed a link, ask its sender for another one.",
      ),
      h('a', { class: 'button', href: '/lightning/page/home', 'data-nav': true }, 'Go to Home'),
    ),
  );
}

export function renderUnknown(content) {
  content.replaceChildren(
    h(
      'section',
      { class: 'card missing' },
      h('h1', {}, 'Page doesn’t exist'),
      h('p', {}, 'Enter a valid URL and try again.'),
      h('a', { class: 'button', href: '/lightning/page/home', 'data-nav': true }, 'Go to Home'),
    ),
  );
}

export function renderLoading(content) {
  const bar = (width) => h('i', { class: `bone w${width}` });
  content.replaceChildren(
    h('section', { class: 'card loading', 'aria-busy': 'true', 'aria-label': 'Loading' }, bar(40), bar(80), bar(60)),
    h('section', { class: 'card loading' }, bar(60), bar(80), bar(80), bar(40), bar(80), bar(60)),
  );
}

/** Setup: a record as the administration pages wrap it. */
export function renderSetup(content, record) {
  const sections = record === null ? {} : (details[record.object] ?? {});
  content.replaceChildren(
    h(
      'section',
      { class: 'card setup' },
      h(
        'header',
        { class: 'titleline' },
        h('span', { class: 'tile setup' }, icon('gear')),
        h(
          'div',
          { class: 'title' },
          h('p', { class: 'over' }, 'Setup'),
          h('h1', { dir: 'auto' }, record?.name ?? 'Home'),
        ),
      ),
      record === null
        ? h(
            'p',
            { class: 'quiet pad' },
            'Users, fields and assignment rules of this demonstration org are fixed by its seed.',
          )
        : Object.entries(sections).map(([title, columns]) =>
            h(
              'section',
              { class: 'fields' },
              h('h3', {}, objectIcon(record.object, 'small'), title),
              h(
                'dl',
                {},
                columns.map((column) => h('div', {}, h('dt', {}, column.label), h('dd', {}, cell(record, column)))),
              ),
            ),
          ),
    ),
  );
}
