import { textOf } from './columns.js';
import { h, icon } from './dom.js';
import { recordPath } from './routes.js';

/** What a field shows in a table, a panel or a list of details. `open` makes the path of a linked record. */
export function cell(one, column, open = recordPath) {
  const text = textOf(one, column);
  switch (column.kind) {
    case 'self':
      return h('a', { href: open(one), 'data-nav': true, dir: 'auto', class: 'name' }, one.name || '(no name)');
    case 'link': {
      const target = one.links[column.field];
      if (!target) return '';
      if (target.object === 'Group') return h('span', { class: 'queue' }, target.name);
      return h('a', { href: open(target), 'data-nav': true, dir: 'auto' }, target.name);
    }
    case 'phone':
      return text === '' ? '' : h('a', { href: `tel:${text.replaceAll(' ', '')}`, class: 'number' }, text);
    case 'email':
      return text === '' ? '' : h('a', { href: `mailto:${text}` }, text);
    case 'url':
      return text === ''
        ? ''
        : h('a', { href: text, target: '_blank', rel: 'noreferrer' }, text.replace('https://', ''));
    case 'boolean':
      return h(
        'span',
        {
          class: `box ${one.fields[column.field] ? 'on' : ''}`,
          role: 'img',
          'aria-label': one.fields[column.field] ? 'yes' : 'no',
        },
        one.fields[column.field] ? icon('check') : '',
      );
    default:
      return h('span', { dir: 'auto' }, text);
  }
}
