import { read } from './api.js';
import { plurals } from './columns.js';
import { avatar, h, icon, objectIcon } from './dom.js';
import { listPath, recordPath, subtabPath } from './routes.js';
import { closeTab, openedTabs } from './tabs.js';

const areas = ['Lead', 'Contact', 'Account', 'Opportunity', 'Task'];

/** The fixed top of every page: search, areas of the app, opened records. */
export function renderHeader(me, route, current, navigate) {
  const header = document.getElementById('header');
  const focused =
    document.activeElement?.closest?.('.search') !== null && document.activeElement?.closest?.('.search') !== undefined;
  if (focused) return refreshBars(header, route, current, navigate);
  header.replaceChildren(topBar(me, navigate), ...bars(route, current, navigate));
}

function refreshBars(header, route, current, navigate) {
  header.replaceChildren(header.firstElementChild, ...bars(route, current, navigate));
}

function bars(route, current, navigate) {
  const made = [navigation(route, navigate), workspaceTabs(current, navigate)];
  const subs = subtabs(current);
  return subs === null ? made : [...made, subs];
}

function topBar(me, navigate) {
  const results = h('ul', { class: 'results', hidden: true });
  const input = h('input', {
    type: 'search',
    placeholder: 'Search leads, contacts, accounts…',
    'aria-label': 'Search',
    oninput: () => showResults(input, results),
    onblur: () => window.setTimeout(() => results.setAttribute('hidden', ''), 200),
    onkeydown: (event) => {
      if (event.key === 'Enter') results.querySelector('a')?.click();
    },
  });
  const menu = h(
    'div',
    { class: 'menu', hidden: true },
    h('p', {}, h('strong', {}, me.user.name), h('br'), 'Baton Demo, Inc.'),
    h(
      'a',
      {
        href: `/lightning/setup/ManageUsers/page?address=${encodeURIComponent(`/${me.user.id}?noredirect=1`)}`,
        'data-nav': true,
      },
      'My user record',
    ),
    h('a', { href: '/secur/logout.jsp' }, 'Log Out'),
  );
  return h(
    'div',
    { class: 'top' },
    h(
      'a',
      { class: 'product', href: '/lightning/page/home', 'data-nav': true, 'aria-label': 'Home' },
      h('img', { src: '/__assets/icon.svg', alt: '', width: 26, height: 26 }),
    ),
    h('div', { class: 'search' }, icon('search'), input, results),
    h(
      'div',
      { class: 'actions' },
      h(
        'button',
        { class: 'bare', 'aria-label': 'Create', onclick: () => document.dispatchEvent(new Event('demo:new-task')) },
        icon('plus'),
      ),
      h('button', { class: 'bare', 'aria-label': 'Help' }, icon('help')),
      h(
        'button',
        { class: 'bare', 'aria-label': 'Setup', onclick: () => navigate('/lightning/setup/SetupOneHome/home') },
        icon('gear'),
      ),
      h('button', { class: 'bare', 'aria-label': 'Notifications' }, icon('bell')),
      h(
        'button',
        {
          class: 'bare me',
          'aria-label': 'View profile',
          'aria-haspopup': 'true',
          onclick: () => menu.toggleAttribute('hidden'),
        },
        avatar(me.user.name),
      ),
      menu,
    ),
  );
}

async function showResults(input, results) {
  const found = (await read(`search?q=${encodeURIComponent(input.value)}`)) ?? [];
  results.replaceChildren(
    ...found.map((one) =>
      h(
        'li',
        {},
        h(
          'a',
          { href: recordPath(one), 'data-nav': true },
          objectIcon(one.object, 'small'),
          h('span', { dir: 'auto' }, one.name),
          h('em', {}, one.object),
        ),
      ),
    ),
  );
  results.toggleAttribute('hidden', found.length === 0);
}

function navigation(route) {
  const area = (object) =>
    h(
      'a',
      {
        href: listPath(object),
        'data-nav': true,
        'aria-current': route.kind === 'list' && route.object === object ? 'page' : null,
      },
      plurals[object],
    );
  return h(
    'nav',
    { class: 'areas', 'aria-label': 'Sales Console' },
    h('button', { class: 'bare waffle', 'aria-label': 'App Launcher' }, icon('grid')),
    h('span', { class: 'app' }, 'Sales Console'),
    h(
      'div',
      { class: 'links' },
      h(
        'a',
        { href: '/lightning/page/home', 'data-nav': true, 'aria-current': route.kind === 'home' ? 'page' : null },
        'Home',
      ),
      areas.map(area),
    ),
  );
}

function workspaceTabs(current, navigate) {
  const tab = (one) => {
    const active = current?.id === one.id || current?.workspace === one.id;
    const close = (event) => {
      event.preventDefault();
      event.stopPropagation();
      const next = closeTab(one.id);
      if (active) navigate(next === null ? listPath(one.object) : recordPath(next));
      else document.dispatchEvent(new Event('demo:tabs'));
    };
    return h(
      'div',
      { class: `tab ${active ? 'active' : ''}` },
      h(
        'a',
        {
          href: recordPath(one),
          'data-nav': true,
          'aria-current': active ? 'page' : null,
          title: one.name,
        },
        objectIcon(one.object, 'small'),
        h('span', { class: 'label', dir: 'auto' }, one.name),
      ),
      h('button', { class: 'bare', 'aria-label': `Close ${one.name}`, onclick: close }, icon('close')),
    );
  };
  return h('div', { class: 'workspaces', 'aria-label': 'Workspaces' }, openedTabs().map(tab));
}

function subtabs(current) {
  const parent = openedTabs().find((tab) => tab.id === (current?.workspace ?? current?.id));
  if (!parent || parent.subs.length === 0) return null;
  const entry = (one, path) =>
    h(
      'a',
      {
        href: path,
        'data-nav': true,
        class: current.id === one.id ? 'active' : '',
        'aria-current': current.id === one.id ? 'page' : null,
        dir: 'auto',
      },
      one.name,
    );
  return h(
    'div',
    { class: 'subtabs', 'aria-label': 'Workspace tabs' },
    entry(parent, recordPath(parent)),
    parent.subs.map((sub) => entry(sub, subtabPath(sub, parent))),
  );
}
