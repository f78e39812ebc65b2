import { h } from './dom.js';
import { icon } from './icons.js';

/**
 * Opens a dialog over the page, with a fixed backdrop. `build(close)` gives its body; `onSubmit` may refuse by
 * throwing. Escape and a click beside it close it, focus returns to where it was.
 */
export function openDialog({ title, submitLabel, danger = false, build, onSubmit }) {
  const before = document.activeElement;
  const app = document.getElementById('app');
  const close = () => {
    backdrop.remove();
    app?.removeAttribute('inert');
    if (before instanceof HTMLElement) before.focus();
  };
  const problem = h('p', { class: 'form-problem', role: 'alert' });
  const submit = h('button', { class: danger ? 'button danger' : 'button primary', type: 'submit', text: submitLabel });
  const form = h(
    'form',
    { class: 'dialog-form', on: { submit: (event) => void send(event) } },
    h('div', { class: 'dialog-body' }, build(close), problem),
    h(
      'div',
      { class: 'dialog-foot' },
      submit,
      h('button', { class: 'button', type: 'button', text: 'Cancel', on: { click: close } }),
    ),
  );
  const head = h(
    'header',
    { class: 'dialog-head' },
    h('h2', { id: 'dialog-title', text: title }),
    h('button', { class: 'icon-button', type: 'button', 'aria-label': 'Close', on: { click: close } }, icon('close')),
  );
  const box = h(
    'div',
    { class: 'dialog', role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': 'dialog-title' },
    head,
    form,
  );
  const backdrop = h(
    'div',
    {
      class: 'backdrop',
      on: {
        mousedown: (event) => event.target === backdrop && close(),
        keydown: (event) => event.key === 'Escape' && close(),
      },
    },
    box,
  );

  async function send(event) {
    event.preventDefault();
    submit.disabled = true;
    try {
      await onSubmit(new FormData(form));
      close();
    } catch (error) {
      problem.textContent = error.message;
      submit.disabled = false;
    }
  }

  document.body.append(backdrop);
  app?.setAttribute('inert', '');
  box.querySelector('input, select, textarea')?.focus();
}

let fields = 0;

/** A labelled form field. */
export function field(label, control, hint = '') {
  fields += 1;
  control.id = `field-${fields}`;
  return h(
    'div',
    { class: 'field' },
    h('label', { for: control.id, text: label }),
    control,
    hint === '' ? null : h('small', { text: hint }),
  );
}

/** A select with options `{ value, label }`; `empty` is the label of choosing none. */
export function choice(name, options, { value = '', empty = null } = {}) {
  const none = empty === null ? [] : [h('option', { value: '', text: empty })];
  const items = options.map((option) => h('option', { value: option.value, text: option.label }));
  const select = h('select', { name }, none, items);
  select.value = value;
  return select;
}
