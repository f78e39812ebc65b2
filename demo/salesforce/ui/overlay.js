import { send } from './api.js';
import { h, icon } from './dom.js';

/** A message that leaves by itself. */
export function toast(text, kind = 'success') {
  const close = h('button', { class: 'bare', 'aria-label': 'Close', onclick: () => box.remove() }, icon('close'));
  const box = h(
    'div',
    { class: `toast ${kind}` },
    icon(kind === 'success' ? 'check' : 'help'),
    h('span', {}, text),
    close,
  );
  document.getElementById('toasts').append(box);
  window.setTimeout(() => box.remove(), 5000);
}

function openModal(title, body, footer) {
  const overlay = document.getElementById('overlay');
  const before = document.activeElement;
  const close = () => {
    overlay.replaceChildren();
    document.removeEventListener('keydown', onKey, true);
    if (before instanceof HTMLElement) before.focus();
  };
  const dialog = h(
    'section',
    { class: 'modal', role: 'dialog', 'aria-modal': 'true', 'aria-label': title },
    h(
      'header',
      {},
      h('h2', {}, title),
      h('button', { class: 'bare close', 'aria-label': 'Cancel and close', onclick: close }, icon('close')),
    ),
    h('div', { class: 'body' }, body),
    h('footer', {}, footer(close)),
  );
  const onKey = (event) => {
    if (event.key === 'Escape') close();
    if (event.key === 'Tab') keepFocus(event, dialog);
  };
  document.addEventListener('keydown', onKey, true);
  overlay.replaceChildren(h('div', { class: 'backdrop', onclick: close }), dialog);
  dialog.querySelector('input, select, textarea')?.focus();
  return close;
}

function keepFocus(event, dialog) {
  const stops = [...dialog.querySelectorAll('button, input, select, textarea, a[href]')];
  const first = stops.at(0);
  const last = stops.at(-1);
  if (event.shiftKey && document.activeElement === first) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && document.activeElement === last) {
    event.preventDefault();
    first?.focus();
  }
}

/** The form for a new task, or for a call that was made, about a record (or about none). */
export function newTaskDialog({ me, about, kind, onDone }) {
  const isCall = kind === 'call';
  const field = (label, input, wide) => h('label', { class: wide ? 'wide' : '' }, h('span', {}, label), input);
  const subject = h('input', { name: 'subject', value: 'Call', maxlength: 255, required: true });
  const due = h('input', {
    name: 'due',
    type: 'date',
    value: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
  });
  const assigned = h(
    'select',
    { name: 'owner' },
    me.users.map((user) => h('option', { value: user.id, selected: user.id === me.user.id }, user.name)),
  );
  const comments = h('textarea', { name: 'comments', rows: 5, maxlength: 32000 });
  const problem = h('p', { class: 'problem', role: 'alert' });
  const isPerson = about?.object === 'Lead' || about?.object === 'Contact';
  const save = async (close) => {
    try {
      const name = subject.value;
      await send('POST', 'task', {
        whoId: isPerson ? about.id : null,
        whatId: about !== null && !isPerson ? about.id : null,
        subject: name,
        ownerId: assigned.value,
        activityDate: due.value || null,
        description: comments.value,
        kind,
      });
      close();
      toast(isCall ? `Call "${name}" was logged.` : `Task "${name}" was created.`);
      onDone();
    } catch (error) {
      problem.textContent = error.message;
    }
  };
  openModal(
    isCall ? 'Log a Call' : 'New Task',
    h(
      'form',
      { class: 'form', onsubmit: (event) => event.preventDefault() },
      h('h3', {}, 'Task Information'),
      field('Subject', subject, true),
      field('Assigned To', assigned),
      field('Due Date', due),
      field(isPerson ? 'Name' : 'Related To', h('input', { value: about?.name ?? '', readonly: true, dir: 'auto' })),
      field('Priority', h('input', { value: 'Normal', readonly: true })),
      field('Comments', comments, true),
      problem,
    ),
    (close) => [
      h('button', { onclick: () => close() }, 'Cancel'),
      h('button', { class: 'brand', onclick: () => save(close) }, 'Save'),
    ],
  );
}
