/** Makes an element. Text children are text, never markup; `on*` properties are listeners. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(
    ...children
      .flat(Number.POSITIVE_INFINITY)
      .filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

const shapes = {
  lead: 'M10 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm-6 8c0-3.3 2.7-6 6-6s6 2.7 6 6z',
  contact:
    'M3 4h14v12H3zM8 9.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4ZM5 14c0-1.8 1.3-3.2 3-3.2s3 1.4 3 3.2zM12.5 7.5h3M12.5 10h3M12.5 12.5h2',
  account: 'M4 17V3h7v14zM12.5 17V8H16v9zM6 6h1M8.5 6h1M6 9h1M8.5 9h1M6 12h1M8.5 12h1',
  opportunity: 'M10 2l2.300 5.200 5.5.5-4.200 3.700 1.300 5.5L10 14l-4.900 2.900 1.300-5.5L2.200 7.700l5.5-.5z',
  task: 'M3 6l1.5 1.5L7 5M3 13l1.5 1.5L7 12M9.5 6.5H17M9.5 13.5H17',
  call: 'M6.600 3.5 8 6.700 6.5 8.300c.8 1.900 2.300 3.400 4.200 4.200L12.300 11l3.200 1.400c.3 2.300-1.200 3.900-3 3.900C7.600 16.300 3.700 12 3.700 7.5c0-2 1.200-3.700 2.900-4Z',
  email: 'M3 5h14v10H3zM3 5.5l7 5.5 7-5.5',
  user: 'M10 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm-6 8c0-3.300 2.700-6 6-6s6 2.700 6 6z',
  search: 'M9 14A5 5 0 1 0 9 4a5 5 0 0 0 0 10Zm3.700-1.300L17 17',
  bell: 'M5 14h10l-1.200-2V8.5a3.800 3.800 0 0 0-7.600 0V12zM8.5 16a1.600 1.600 0 0 0 3 0',
  help: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm-1.800-8.300a1.900 1.900 0 1 1 2.600 1.800c-.6.300-.8.700-.8 1.400M10 13.600v.1',
  plus: 'M10 4v12M4 10h12',
  close: 'M5 5l10 10M15 5 5 15',
  left: 'M12 5l-5 5 5 5',
  right: 'M8 5l5 5-5 5',
  down: 'M5 8l5 5 5-5',
  grid: 'M4 4h3v3H4zM8.5 4h3v3h-3zM13 4h3v3h-3zM4 8.5h3v3H4zM8.5 8.5h3v3h-3zM13 8.5h3v3h-3zM4 13h3v3H4zM8.5 13h3v3h-3zM13 13h3v3h-3z',
  gear: 'M10 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM10 3v2M10 15v2M3 10h2M15 10h2M5 5l1.5 1.5M13.5 13.5 15 15M15 5l-1.5 1.5M6.5 13.5 5 15',
  refresh: 'M15.5 8A6 6 0 1 0 16 11.5M16 4v4h-4',
  check: 'M4 10.5 8 14.5 16 6',
};
const solid = new Set(['lead', 'user', 'opportunity', 'grid']);
const svgNamespace = 'http://www.w3.org/2000/svg';

/** A small line icon; decorative, so hidden from assistive technology. */
export function icon(name) {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', solid.has(name) ? 'icon solid' : 'icon');
  const path = document.createElementNS(svgNamespace, 'path');
  path.setAttribute('d', shapes[name] ?? shapes.task);
  svg.append(path);
  return svg;
}

/** The coloured tile of an object. */
export function objectIcon(object, size = '') {
  return h('span', { class: `tile ${object.toLowerCase()} ${size}` }, icon(object.toLowerCase()));
}

/** Two letters for a person without a picture. */
export function avatar(name) {
  const letters =
    [...new Intl.Segmenter('en').segment(name)].length > 1
      ? name.split(/\s+/).map((part) => [...part][0] ?? '')
      : [name];
  return h('span', { class: 'avatar', 'aria-hidden': 'true' }, letters.slice(0, 2).join('').toUpperCase());
}
