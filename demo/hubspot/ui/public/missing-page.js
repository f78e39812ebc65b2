import { h } from './dom.js';
import { paths } from './router.js';

/** A page that shows no record. */
export function mountMissing(root, { page }) {
  const isForeign = page.name === 'foreign';
  document.title = isForeign ? 'No access' : 'Page not found';
  root.append(
    isForeign
      ? emptyPage(
          "You don't have access to this account",
          'The address belongs to another account. Switch accounts or go back to yours.',
        )
      : emptyPage('This page does not exist', 'The address may be mistyped, or the page was moved.'),
  );
}

/** What a record page shows once its record is gone. */
export function missingRecord(typeId) {
  document.title = "This record doesn't exist";
  return emptyPage("This record doesn't exist", 'It was deleted or merged into another record.', paths.list(typeId));
}

function emptyPage(title, text, back = paths.list('0-1')) {
  return h(
    'section',
    { class: 'missing' },
    h('div', { class: 'missing-art', 'aria-hidden': 'true' }),
    h('h1', { text: title }),
    h('p', { class: 'missing-text', text }),
    h('a', { class: 'button primary', href: back, text: 'Back to the list' }),
  );
}
