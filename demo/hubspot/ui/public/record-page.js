import { logCall, makeNote, makeTask } from './activity-dialogs.js';
import { ask, watch } from './api.js';
import { openDialog } from './dialog.js';
import { bdi, h, refill } from './dom.js';
import { formatMoment, initials } from './format.js';
import { icon } from './icons.js';
import { kinds } from './list-columns.js';
import { missingRecord } from './missing-page.js';
import { aboutCard } from './record-about.js';
import { associationCards } from './record-associations.js';
import { navigate, paths } from './router.js';
import { dropdown } from './shell.js';
import { timeline } from './timeline.js';
import { toast } from './toast.js';

/** A record's page: what it is on the left, what happened in the middle, what it belongs to on the right. */
export function mountRecord(root, { page, account, signal }) {
  const left = h('aside', { class: 'column left', 'aria-label': 'About' });
  const middle = h('section', { class: 'column middle', 'aria-label': 'Activity' });
  const right = h('aside', { class: 'column right', 'aria-label': 'Associations' });
  // The two side columns are one where the page is too narrow for three.
  const frame = h('div', { class: 'record' }, h('div', { class: 'sides' }, left, right), middle);
  root.append(frame);
  left.append(skeleton(3));
  middle.append(skeleton(5));
  let parts = null;
  const show = (record) => {
    if (record.gone) {
      root.replaceChildren(missingRecord(page.typeId));
      parts = null;
      return;
    }
    if (!frame.isConnected) root.replaceChildren(frame);
    parts ??= build(record);
    document.title = record.name;
    parts.update(record);
  };
  const refresh = watch(`/record/${page.typeId}/${page.id}`, { signal, show });

  function build(first) {
    const context = { page, account, refresh, record: () => current };
    let current = first;
    const header = h('div', { class: 'card record-head' });
    const about = aboutCard(context);
    const highlights = h('div', { class: 'card highlights' });
    const history = timeline(context);
    const associations = associationCards();
    left.replaceChildren(recordNav(context), header, about.element);
    middle.replaceChildren(highlights, history.element);
    right.replaceChildren(associations.element);
    return {
      update(record) {
        current = record;
        refill(
          header,
          [record.name, record.subtitle, record.values.phone, record.values.email, record.values.do_not_call],
          () => headOf(context),
        );
        about.update(record);
        refill(highlights, highlightsOf(record, account), () => highlightItems(highlightsOf(record, account)));
        history.update(record);
        associations.update(record);
      },
    };
  }
}

function skeleton(lines) {
  return h(
    'div',
    { class: 'card skeleton', 'aria-hidden': 'true' },
    Array.from({ length: lines }, () => h('i')),
  );
}

function recordNav({ page, record, refresh }) {
  const go = (by) => void step(page, by);
  const remove = h('button', {
    class: 'menu-item',
    text: 'Delete',
    on: { click: () => confirmDelete(page, record(), refresh) },
  });
  const copy = h('button', {
    class: 'menu-item',
    text: 'Copy record ID',
    on: { click: () => void copyText(page.id, 'Record ID copied') },
  });
  const actions = dropdown(
    h('button', { class: 'button quiet', 'aria-expanded': 'false' }, 'Actions', icon('down', 13)),
    h('div', { class: 'menu right', hidden: true }, copy, remove),
  );
  return h(
    'div',
    { class: 'record-nav' },
    h('a', { class: 'back', href: paths.list(page.typeId) }, icon('prev', 16), kinds[page.typeId].many),
    h(
      'div',
      { class: 'record-steps' },
      h(
        'button',
        {
          class: 'icon-button',
          'aria-label': 'Previous record',
          title: 'Previous record',
          on: { click: () => go(-1) },
        },
        icon('prev'),
      ),
      h(
        'button',
        { class: 'icon-button', 'aria-label': 'Next record', title: 'Next record', on: { click: () => go(1) } },
        icon('next'),
      ),
      actions,
    ),
  );
}

/** Goes to the record before or after this one in the list the user came from. */
async function step(page, by) {
  const order = await orderOf(page.typeId);
  const index = order.indexOf(page.id);
  const target = order[index + by];
  if (index < 0 || target === undefined)
    toast(by > 0 ? 'This is the last record of the list.' : 'This is the first record of the list.', 'info');
  else navigate(paths.record(page.typeId, target));
}

async function orderOf(typeId) {
  const kept = sessionStorage.getItem(`order-${typeId}`);
  if (kept !== null) return JSON.parse(kept);
  const list = await ask(`/list/${typeId}`);
  sessionStorage.setItem(`order-${typeId}`, JSON.stringify(list.ids));
  return list.ids;
}

async function copyText(text, message) {
  await navigator.clipboard.writeText(text);
  toast(message);
}

function confirmDelete(page, record, refresh) {
  const { one } = kinds[page.typeId];
  openDialog({
    title: `Delete this ${one}?`,
    submitLabel: 'Delete',
    danger: true,
    build: () =>
      h(
        'p',
        {},
        'You are about to delete ',
        bdi(record.name),
        '. Its activities stay with the other records they belong to.',
      ),
    onSubmit: async () => {
      await ask(`/record/${page.typeId}/${page.id}`, { method: 'DELETE' });
      toast(`The ${one} was deleted.`);
      await refresh();
    },
  });
}

function headOf(context) {
  const { page, record } = context;
  const { name, subtitle, values } = record();
  const noCall =
    values.do_not_call === 'true' ? h('p', { class: 'do-not-call' }, icon('block', 15), 'Do not call') : null;
  return [
    h(
      'div',
      { class: 'who' },
      h('span', { class: `avatar large type-${page.typeId}`, 'aria-hidden': 'true', text: initials(name) }),
      h(
        'div',
        { class: 'who-text' },
        h('h1', { title: name }, bdi(name)),
        subtitle.length === 0 ? null : h('p', { class: 'subtitle' }, bdi(subtitle.join(' at '))),
        values.email ? h('a', { class: 'email', href: `mailto:${values.email}`, text: values.email }) : null,
      ),
    ),
    noCall,
    h('div', { class: 'quick-actions' }, quickActions(context)),
  ];
}

function quickActions(context) {
  const { phone, mobilephone, email } = context.record().values;
  const number = phone || mobilephone;
  return [
    quick('note', 'Note', { on: { click: () => makeNote(context) } }),
    quick('email', 'Email', email ? { href: `mailto:${email}` } : { disabled: true, title: 'No email address' }),
    quick(
      'call',
      'Call',
      number ? { href: `tel:${number.replace(/[^\d+]/g, '')}` } : { disabled: true, title: 'No phone number' },
    ),
    quick('log', 'Log', { on: { click: () => logCall(context) }, 'aria-label': 'Log activity' }),
    quick('tasks', 'Task', { on: { click: () => makeTask(context) } }),
  ];
}

function quick(iconName, label, props) {
  return h(
    props.href ? 'a' : 'button',
    { class: 'quick', ...props },
    h('span', { class: 'quick-circle' }, icon(iconName, 17)),
    h('span', { text: label }),
  );
}

function highlightsOf({ values, timeline: entries }, account) {
  const label = (name) => account.options[name]?.find((option) => option.value === values[name])?.label ?? '--';
  const last = entries.find((entry) => entry.type !== 'tasks' && entry.at <= Date.now());
  const stage = ['dealstage', 'hs_pipeline_stage', 'lifecyclestage'].find((name) => values[name]);
  return [
    ['Create date', formatMoment(values.createdate ?? values.hs_createdate)],
    [stage === 'lifecyclestage' ? 'Lifecycle stage' : 'Stage', stage === undefined ? '--' : label(stage)],
    ['Last activity date', last === undefined ? '--' : formatMoment(last.at)],
  ];
}

function highlightItems(items) {
  return items.map(([label, value]) => h('div', {}, h('small', { text: label }), h('b', { text: value })));
}
