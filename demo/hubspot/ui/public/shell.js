import { ask } from './api.js';
import { bdi, h } from './dom.js';
import { initials } from './format.js';
import { icon } from './icons.js';
import { navigate, paths } from './router.js';

const places = [
  { key: '0-1', label: 'Contacts', icon: 'contacts', path: paths.list('0-1') },
  { key: '0-2', label: 'Companies', icon: 'companies', path: paths.list('0-2') },
  { key: '0-136', label: 'Leads', icon: 'leads', path: paths.list('0-136') },
  { key: '0-3', label: 'Deals', icon: 'deals', path: paths.list('0-3') },
  { key: 'segments', label: 'Segments', icon: 'leads', path: paths.segments },
  { key: 'tasks', label: 'Tasks', icon: 'tasks', path: paths.tasks },
  { key: 'settings', label: 'Settings', icon: 'settings', path: paths.serviceKeys },
];
const storageKey = 'nav-open';

/** The fixed bar, the collapsible navigation and the place pages are shown in. */
export function createShell(account) {
  const owner = account.owners.find((known) => known.id === account.ownerId);
  const links = places.map((place) =>
    h(
      'a',
      { class: 'nav-link', href: place.path, dataset: { key: place.key }, title: place.label },
      icon(place.icon, 20),
      h('span', { text: place.label }),
    ),
  );
  const nav = h('nav', { class: 'side-nav', 'aria-label': 'Main' }, links);
  const main = h('main', { class: 'main', id: 'main', tabindex: '-1' });
  const toggle = h(
    'button',
    {
      class: 'icon-button on-dark',
      'aria-label': 'Expand or collapse navigation',
      on: { click: () => setOpen(!isOpen()) },
    },
    icon('menu', 20),
  );
  const bar = h(
    'header',
    { class: 'top-bar' },
    toggle,
    h(
      'a',
      { class: 'brand', href: places[0].path, 'aria-label': 'Home' },
      h('img', { src: '/__ui/static/mark.svg', alt: '', width: '28', height: '28' }),
    ),
    globalSearch(),
    h('div', { class: 'top-space' }),
    h('span', { class: 'demo-chip', text: 'Demo account' }),
    accountMenu(account, owner),
  );

  function isOpen() {
    return document.body.classList.contains('nav-open');
  }
  function setOpen(open) {
    document.body.classList.toggle('nav-open', open);
    toggle.setAttribute('aria-expanded', String(open));
    localStorage.setItem(storageKey, open ? '1' : '');
  }
  setOpen(localStorage.getItem(storageKey) === '1');

  return {
    elements: [bar, nav, main],
    main,
    mark(page) {
      const key =
        page.name === 'list' || page.name === 'record' ? page.typeId : page.name === 'segment' ? 'segments' : page.name;
      for (const link of links) {
        if (link.dataset.key === key) link.setAttribute('aria-current', 'page');
        else link.removeAttribute('aria-current');
      }
    },
  };
}

function accountMenu(account, owner) {
  const menu = h(
    'div',
    { class: 'menu', hidden: true },
    h(
      'div',
      { class: 'menu-head' },
      h('b', { text: owner.name }),
      h('span', { text: owner.email }),
      h('small', { text: `Account ${account.portalId}` }),
    ),
    h('a', { class: 'menu-item', href: paths.serviceKeys, text: 'Settings' }),
    h(
      'form',
      { method: 'post', action: '/logout' },
      h('button', { class: 'menu-item', type: 'submit', text: 'Sign out' }),
    ),
  );
  const button = h(
    'button',
    { class: 'account', 'aria-haspopup': 'true', 'aria-expanded': 'false', 'aria-label': `Account of ${owner.name}` },
    h('span', { class: 'avatar small', text: initials(owner.name) }),
    h('span', { class: 'account-name', text: owner.name }),
    icon('down', 14),
  );
  return dropdown(button, menu);
}

/** Puts a menu under its button; a click elsewhere or Escape closes it. */
export function dropdown(button, menu) {
  const box = h('div', { class: 'dropdown' }, button, menu);
  const set = (open) => {
    menu.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
  };
  button.addEventListener('click', () => set(menu.hidden));
  menu.addEventListener(
    'click',
    (event) => event.target instanceof Element && event.target.closest('.menu-item') !== null && set(false),
  );
  document.addEventListener('click', (event) => !box.contains(event.target) && set(false));
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || menu.hidden) return;
    set(false);
    button.focus();
  });
  return box;
}

const pauseMs = 180;

function globalSearch() {
  const results = h('div', { class: 'menu search-results', hidden: true });
  const input = h('input', {
    type: 'search',
    placeholder: 'Search this account',
    'aria-label': 'Search this account',
    autocomplete: 'off',
  });
  let timer = 0;
  const look = async () => {
    const query = input.value.trim();
    if (query === '') {
      results.hidden = true;
      return;
    }
    const found = await ask(`/search?q=${encodeURIComponent(query)}`);
    const rows = found.results.map((row) =>
      h(
        'a',
        { class: 'menu-item', href: paths.record(row.typeId, row.id) },
        bdi(row.name),
        h('small', { text: row.about }),
      ),
    );
    results.replaceChildren(
      ...(rows.length > 0 ? rows : [h('p', { class: 'menu-empty', text: `Nothing found for “${query}”` })]),
    );
    results.hidden = false;
  };
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), pauseMs);
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') results.hidden = true;
    const first = results.querySelector('a');
    if (event.key === 'Enter' && !event.isComposing && !results.hidden && first !== null) {
      results.hidden = true;
      navigate(first.getAttribute('href'));
    }
  });
  const box = h('div', { class: 'search' }, icon('search', 16), input, results);
  document.addEventListener('click', (event) => {
    if (!box.contains(event.target) || event.target.closest('a') !== null) results.hidden = true;
  });
  return box;
}
