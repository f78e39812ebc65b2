const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** In characters. Source: HubSpot's limit for such bodies. */
const longestBody = 65_536;

/**
 * Plain text as HTML for a `hs_*_body` property: everything that could be markup is escaped, lines stay lines. A text that
 * would not fit is cut, never inside an entity.
 */
export function htmlOf(text: string, limit = longestBody): string {
  let html = '';
  for (const char of text.replaceAll('\r\n', '\n')) {
    const piece = char === '\n' ? '<br>' : (entities[char] ?? char);
    if (html.length + piece.length > limit) break;
    html += piece;
  }
  return html;
}

/** The text of an HTML body, for showing as text only: tags dropped, line breaks and entities kept as characters. */
export function textOfHtml(html: string): string {
  // Line by line, and tags up to the next one: whatever somebody pasted, its length is gone through once.
  const lines = html.slice(0, longestBody).split('\n');
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ')
    .replace(/<(?:script|style)\b[\s\S]*?<\/(?:script|style)\s*>/gi, '')
    .replace(/<br\s*\/?>|<\/(?:p|div|li|tr|h[1-6])\s*>/gi, '\n')
    .replace(/<\/?[a-z!][^<>]*>/gi, '')
    .replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,6});/gi, (entity, name: string) => characterOf(name) ?? entity)
    .trim();
}

function characterOf(name: string): string | null {
  if (!name.startsWith('#')) return named[name.toLowerCase()] ?? null;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}
