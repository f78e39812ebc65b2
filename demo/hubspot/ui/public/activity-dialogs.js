import { ask } from './api.js';
import { choice, field, openDialog } from './dialog.js';
import { bdi, h } from './dom.js';
import { toast } from './toast.js';

/** "Log activity": a call made elsewhere. */
export function logCall(context) {
  const { account, record } = context;
  openDialog({
    title: 'Log activity',
    submitLabel: 'Log activity',
    build: () => [
      about(record()),
      h(
        'div',
        { class: 'field-row' },
        field('Call outcome', choice('outcome', account.dispositions, { empty: 'Select an outcome' })),
        field(
          'Duration in minutes',
          h('input', { type: 'number', name: 'minutes', min: '0', step: '1', inputmode: 'numeric' }),
        ),
      ),
      field(
        'Date and time',
        h('input', { type: 'datetime-local', name: 'at', required: true, value: localInput(new Date()) }),
      ),
      field('Notes', h('textarea', { name: 'body', rows: '6', placeholder: 'Describe the call…' })),
    ],
    onSubmit: (form) =>
      send(
        context,
        {
          kind: 'call',
          outcome: form.get('outcome') || null,
          durationMinutes: form.get('minutes') === '' ? null : Number(form.get('minutes')),
          at: new Date(form.get('at')).getTime(),
          body: form.get('body'),
        },
        'Call logged.',
      ),
  });
}

export function makeNote(context) {
  openDialog({
    title: 'Note',
    submitLabel: 'Save note',
    build: () => [
      about(context.record()),
      field(
        'Note',
        h('textarea', { name: 'body', rows: '7', required: true, placeholder: 'Start typing to leave a note…' }),
      ),
    ],
    onSubmit: (form) => send(context, { kind: 'note', body: form.get('body') }, 'Note saved.'),
  });
}

export function makeTask(context) {
  const { account } = context;
  const tomorrow = new Date(Date.now() + 86_400_000);
  tomorrow.setHours(8, 0, 0, 0);
  openDialog({
    title: 'Task',
    submitLabel: 'Save task',
    build: () => [
      about(context.record()),
      field('Title', h('input', { type: 'text', name: 'title', required: true, maxlength: '250' })),
      h(
        'div',
        { class: 'field-row' },
        field(
          'Due date',
          h('input', { type: 'datetime-local', name: 'due', required: true, value: localInput(tomorrow) }),
        ),
        field(
          'Assigned to',
          choice(
            'owner',
            account.owners.map((owner) => ({ value: owner.id, label: owner.name })),
            { value: account.ownerId },
          ),
        ),
      ),
      field('Notes', h('textarea', { name: 'body', rows: '5' })),
    ],
    onSubmit: (form) =>
      send(
        context,
        {
          kind: 'task',
          title: form.get('title'),
          dueAt: new Date(form.get('due')).getTime(),
          body: form.get('body'),
          ownerId: form.get('owner'),
        },
        'Task created.',
      ),
  });
}

function about(record) {
  return h('p', { class: 'dialog-about' }, 'For ', bdi(record.name));
}

async function send({ page, refresh }, body, message) {
  await ask(`/record/${page.typeId}/${page.id}/activities`, { method: 'POST', body });
  toast(message);
  await refresh();
}

/** A date in the form `datetime-local` fields take, in this machine's zone. */
function localInput(date) {
  const two = (number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
