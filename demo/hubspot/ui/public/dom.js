/**
 * Makes an element. `props`: `class`, `text`, `on` (listeners by event), `dataset`, anything else is an attribute;
 * `false` and `null` leave it out. Text is always set as text, never parsed.
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProp(element, name, value);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function setProp(element, name, value) {
  if (value === false || value === null || value === undefined) return;
  if (name === 'text') element.textContent = value;
  else if (name === 'class') element.className = value;
  else if (name === 'value') element.value = value;
  else if (name === 'dataset') Object.assign(element.dataset, value);
  else if (name === 'on') {
    for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
  } else element.setAttribute(name, value === true ? '' : value);
}

/** Text whose direction follows its own first letters. */
export function bdi(text, className = '') {
  return h('bdi', { class: className || null, text });
}

/** Replaces an element's children, only where `key` says they changed. True where it did. */
export function refill(element, key, build) {
  const text = JSON.stringify(key);
  if (element.__shown === text) return false;
  element.__shown = text;
  element.replaceChildren(...[build()].flat().filter((child) => child !== null));
  return true;
}

const shown = new Set([
  'P',
  'BR',
  'B',
  'STRONG',
  'I',
  'EM',
  'U',
  'UL',
  'OL',
  'LI',
  'H3',
  'H4',
  'DIV',
  'SPAN',
  'BLOCKQUOTE',
]);

/** HTML of a note or task as elements: only plain formatting survives, everything else becomes its text. */
export function richText(html) {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const box = h('div', { class: 'rich', dir: 'auto' });
  copyInto(box, parsed.body);
  return box;
}

function copyInto(target, source) {
  for (const node of source.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) target.append(node.textContent ?? '');
    if (node.nodeType !== Node.ELEMENT_NODE) continue;
    const tag = node.tagName;
    if (tag === 'SCRIPT' || tag === 'STYLE') continue;
    const next = shown.has(tag) ? document.createElement(tag) : target;
    if (next !== target) target.append(next);
    copyInto(next, node);
  }
}
