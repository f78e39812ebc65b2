import { malformedQuery } from '../errors.ts';

export type Token =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'moment'; readonly text: string }
  | { readonly kind: 'sign'; readonly text: string };

const patterns: readonly (readonly [Token['kind'] | 'space', RegExp])[] = [
  ['space', /\s+/y],
  ['moment', /\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2}))?/y],
  ['number', /[+-]?\d+(\.\d+)?/y],
  ['word', /[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*/y],
  ['string', /'(?:[^'\\]|\\[\s\S])*'/y],
  ['sign', /<=|>=|!=|<>|[=<>(),:]/y],
];

/** Cuts a query into its words. @throws ApiError MALFORMED_QUERY for a character that begins nothing. */
export function tokensOf(query: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < query.length) {
    const next = nextToken(query, at);
    if (next.kind !== 'space')
      tokens.push({ kind: next.kind, text: next.kind === 'string' ? unescaped(next.text) : next.text });
    at += next.text.length;
  }
  return tokens;
}

function nextToken(query: string, at: number): { kind: Token['kind'] | 'space'; text: string } {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const [text] = pattern.exec(query) ?? [];
    if (text !== undefined) return { kind, text };
  }
  throw malformedQuery(`unexpected token: '${query.slice(at, at + 20)}'`);
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

/** `\_` and `\%` stay as they are for LIKE; any other backslash is an error, as in the documentation. */
function unescaped(quoted: string): string {
  return quoted.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, (whole, code: string) => {
    if (code === '_' || code === '%') return whole;
    if (code.length === 5) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    const char = escapes[code];
    if (char === undefined)
      throw malformedQuery(
        `Invalid string literal ${quoted}. Illegal character sequence '${whole}' in string literal.`,
      );
    return char;
  });
}
