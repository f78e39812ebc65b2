import { bdi, h, refill } from './dom.js';
import { formatValue } from './format.js';
import { paths } from './router.js';

const groups = [
  { key: 'companies', title: 'Companies', empty: 'No companies are associated with this record.' },
  { key: 'contacts', title: 'Contacts', empty: 'No contacts are associated with this record.' },
  { key: 'leads', title: 'Leads', empty: 'No leads are associated with this record.' },
  { key: 'deals', title: 'Deals', empty: 'Track the revenue that may come of this record with a deal.' },
];
const formats = { Amount: 'amount', 'Close date': 'closedate' };

/** The cards of associated records. */
export function associationCards() {
  const bodies = new Map(groups.map((group) => [group.key, h('div', { class: 'association-list' })]));
  const counts = new Map(groups.map((group) => [group.key, h('span', { class: 'count' })]));
  const cards = groups.map((group) =>
    h(
      'details',
      { class: 'card association', open: true },
      h('summary', {}, h('h2', { text: group.title }), counts.get(group.key)),
      bodies.get(group.key),
    ),
  );
  return {
    element: h('div', { class: 'associations' }, cards),
    update(record) {
      for (const group of groups) {
        const linked = record.associations[group.key];
        counts.get(group.key).textContent = `(${linked.length})`;
        refill(bodies.get(group.key), linked, () =>
          linked.length === 0 ? h('p', { class: 'quiet-text', text: group.empty }) : linked.map(cardOf),
        );
      }
    },
  };
}

function cardOf(linked) {
  return h(
    'article',
    { class: 'linked' },
    linked.isPrimary ? h('span', { class: 'chip', dataset: { tone: 'blue' }, text: 'Primary' }) : null,
    h(
      'a',
      { class: 'linked-name', href: paths.record(linked.typeId, linked.id), title: linked.name },
      bdi(linked.name),
    ),
    h(
      'dl',
      {},
      [...linked.facts, ['Owner', linked.owner]]
        .filter(([, value]) => value)
        .map(([label, value]) =>
          h('div', {}, h('dt', { text: `${label}:` }), h('dd', {}, bdi(formatValue(formats[label] ?? '', value)))),
        ),
    ),
  );
}
