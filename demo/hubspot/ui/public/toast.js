import { h } from './dom.js';
import { icon } from './icons.js';

const stayMs = 4500;

/** A short message in the corner. `tone`: `good` or `bad`. */
export function toast(text, tone = 'good') {
  const stack =
    document.querySelector('.toasts') ?? document.body.appendChild(h('div', { class: 'toasts', role: 'status' }));
  const item = h('div', { class: `toast ${tone}` }, h('span', { text }));
  const close = h(
    'button',
    { class: 'icon-button', 'aria-label': 'Dismiss', on: { click: () => item.remove() } },
    icon('close', 14),
  );
  item.append(close);
  stack.append(item);
  setTimeout(() => item.remove(), stayMs);
}
