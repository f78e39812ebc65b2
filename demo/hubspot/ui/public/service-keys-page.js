import { ask } from './api.js';
import { h } from './dom.js';
import { icon } from './icons.js';
import { toast } from './toast.js';

/** Settings, service keys: where an admin finds the key that lets an integration in. */
export async function mountServiceKeys(root, { signal }) {
  document.title = 'Service keys';
  root.append(
    h('header', { class: 'list-head' }, h('h1', { text: 'Service keys' })),
    h('p', {
      class: 'lead-text',
      text: 'A service key lets one integration read and write this account within the scopes ticked for it. Treat it like a password: whoever has it can do what its scopes allow.',
    }),
  );
  const key = await ask('/service-key', { signal });
  root.append(keyCard(key));
}

function keyCard({ key, name, createdBy, scopes }) {
  const masked = `${key.slice(0, 12)}${'•'.repeat(24)}`;
  const value = h('code', { class: 'key', dataset: { key }, text: masked });
  const show = h('button', { class: 'button', type: 'button', text: 'Show', 'aria-pressed': 'false' });
  show.addEventListener('click', () => {
    const isShown = show.getAttribute('aria-pressed') === 'true';
    show.setAttribute('aria-pressed', String(!isShown));
    show.textContent = isShown ? 'Show' : 'Hide';
    value.textContent = isShown ? masked : key;
  });
  const copy = h('button', { class: 'button primary', type: 'button' }, icon('copy', 15), 'Copy');
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(key);
    toast('Service key copied.');
  });
  return h(
    'section',
    { class: 'card key-card' },
    h(
      'header',
      {},
      h('span', { class: 'entry-icon calls' }, icon('key', 16)),
      h('div', {}, h('h2', { text: name }), h('p', { text: `Made by ${createdBy}. Does not expire by itself.` })),
      h('span', { class: 'chip', dataset: { tone: 'green' }, text: 'Active' }),
    ),
    h('div', { class: 'key-row' }, value, show, copy),
    h('h3', { text: `Scopes (${scopes.length})` }),
    h(
      'ul',
      { class: 'scopes' },
      scopes.map((scope) => h('li', { text: scope })),
    ),
  );
}
