const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

/**
 * Any text as a SOQL string literal with its quotes. Control characters without an escape of their own are written as
 * `\uXXXX`; every other backslash sequence would be an error.
 * Source: SOQL and SOSL Reference, "Quoted String Escape Sequences", read 2026-11-23.
 */
export function soqlText(text: string): string {
  let literal = '';
  for (const char of text) literal += escapes[char] ?? (char < ' ' ? unicodeEscape(char) : char);
  return `'${literal}'`;
}

/**
 * A LIKE pattern for what has `text` anywhere in it; its own `%` and `_` stand for themselves.
 * Source: SOQL and SOSL Reference, "Comparison Operators" and "Quoted String Escape Sequences", read 2026-11-23.
 */
export function soqlContaining(text: string): string {
  // A backslash would make a wildcard of what follows it mean itself; no name has one.
  const words = text.replaceAll('\\', '');
  return `'%${soqlText(words).slice(1, -1).replace(/[%_]/g, '\\$&')}%'`;
}

function unicodeEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Texts as the list of an `IN (…)`. @throws RangeError for an empty list, which SOQL does not know. */
export function soqlTexts(texts: readonly string[]): string {
  if (texts.length === 0) throw new RangeError('IN needs at least one value');
  return `(${texts.map(soqlText).join(', ')})`;
}

/** An instant (epoch ms) as a SOQL dateTime literal; UTC, so that no `+` needs encoding. */
export function soqlInstant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** An id as a SOQL literal. Ids are checked by form instead of escaped. @throws RangeError for anything that is no Salesforce id. */
export function soqlId(id: string): string {
  return `'${checkedId(id)}'`;
}

/** The id, checked to be one. @throws RangeError for anything else. */
export function checkedId(id: string): string {
  if (!/^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/.test(id)) throw new RangeError('Not a Salesforce id');
  return id;
}
