import { malformedQuery } from '../errors.ts';
import type { CompareOp, Condition, Item, Literal, Order, Path, Select } from './ast.ts';
import { type Token, tokensOf } from './lexer.ts';

const ops: Readonly<Record<string, CompareOp>> = {
  '=': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '>': '>',
  '<=': '<=',
  '>=': '>=',
};
const unsupported = new Set(['group', 'having', 'typeof', 'using', 'with', 'for', 'update', 'all']);
const words = new Set(['select', 'from', 'where', 'and', 'or', 'not', 'in', 'like', 'order', 'by', 'limit', 'offset']);

/** Reads the subset of SOQL the demo knows. @throws ApiError MALFORMED_QUERY for everything else. */
export function parseSoql(query: string): Select {
  const parser = new Parser(tokensOf(query));
  const select = parser.select();
  parser.end();
  return select;
}

class Parser {
  private at = 0;
  private readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  end(): void {
    const rest = this.tokens[this.at];
    if (rest !== undefined) throw malformedQuery(`unexpected token: '${rest.text}'`);
  }

  select(): Select {
    this.word('select');
    const isCount = this.isCount();
    const items = isCount ? [] : this.list(() => this.item());
    this.word('from');
    const from = this.name();
    const where = this.takes('where') ? this.condition() : null;
    const orderBy = this.takes('order') ? this.orders() : [];
    const limit = this.takes('limit') ? this.count() : null;
    const offset = this.takes('offset') ? this.count() : 0;
    return { items, isCount, from, where, orderBy, limit, offset };
  }

  private isCount(): boolean {
    if (!this.sees('count')) return false;
    this.at += 1;
    this.sign('(');
    this.sign(')');
    return true;
  }

  private item(): Item {
    if (this.seesSign('(')) {
      this.sign('(');
      const query = this.select();
      this.sign(')');
      return { kind: 'children', query };
    }
    const path = this.path();
    if (this.seesSign('('))
      throw malformedQuery(
        `unexpected token: '(' after '${path.join('.')}' (functions are not part of the demo's SOQL)`,
      );
    return { kind: 'field', path };
  }

  private orders(): readonly Order[] {
    this.word('by');
    return this.list(() => {
      const path = this.path();
      const descending = this.takes('desc');
      if (!descending) this.takes('asc');
      if (!this.takes('nulls')) return { path, descending, nullsLast: false };
      const nullsLast = this.takes('last');
      if (!nullsLast) this.word('first');
      return { path, descending, nullsLast };
    });
  }

  private condition(): Condition {
    const first = this.factor();
    const kind = this.sees('and') ? 'and' : this.sees('or') ? 'or' : null;
    if (kind === null) return first;
    const of = [first];
    while (this.takes(kind)) of.push(this.factor());
    // SOQL refuses AND beside OR without parentheses.
    if (this.sees('and') || this.sees('or')) throw malformedQuery(`unexpected token: '${this.peek()?.text ?? ''}'`);
    return { kind, of };
  }

  private factor(): Condition {
    if (this.takes('not')) return { kind: 'not', of: this.factor() };
    if (!this.seesSign('(')) return this.comparison();
    this.sign('(');
    const inner = this.condition();
    this.sign(')');
    return inner;
  }

  private comparison(): Condition {
    const path = this.path();
    if (this.takes('like')) return { kind: 'like', path, pattern: this.text() };
    if (this.takes('not')) {
      this.word('in');
      return this.membership(path, true);
    }
    if (this.takes('in')) return this.membership(path, false);
    const sign = this.next();
    const op = ops[sign.text];
    if (sign.kind !== 'sign' || op === undefined) throw malformedQuery(`unexpected token: '${sign.text}'`);
    return { kind: 'compare', path, op, value: this.literal() };
  }

  private membership(path: Path, negated: boolean): Condition {
    this.sign('(');
    if (this.sees('select')) {
      const query = this.select();
      this.sign(')');
      return { kind: 'semiJoin', path, negated, query };
    }
    const values = this.list(() => this.literal());
    this.sign(')');
    return { kind: 'in', path, negated, values };
  }

  private literal(): Literal {
    const token = this.next();
    switch (token.kind) {
      case 'string':
        return { kind: 'string', value: token.text };
      case 'number':
        return { kind: 'number', value: Number(token.text) };
      case 'moment':
        return token.text.length === 10
          ? { kind: 'date', value: token.text }
          : { kind: 'datetime', at: Date.parse(token.text) };
      case 'word':
        return this.named(token.text);
      default:
        throw malformedQuery(`unexpected token: '${token.text}'`);
    }
  }

  private named(word: string): Literal {
    const lower = word.toLowerCase();
    if (lower === 'null') return { kind: 'null' };
    if (lower === 'true' || lower === 'false') return { kind: 'boolean', value: lower === 'true' };
    if (!this.seesSign(':')) return { kind: 'dateLiteral', name: word.toUpperCase(), n: null };
    this.sign(':');
    return { kind: 'dateLiteral', name: word.toUpperCase(), n: this.count() };
  }

  private list<T>(one: () => T): readonly T[] {
    const all = [one()];
    while (this.seesSign(',')) {
      this.sign(',');
      all.push(one());
    }
    return all;
  }

  private path(): Path {
    const token = this.next();
    const lower = token.text.toLowerCase();
    if (token.kind !== 'word' || words.has(lower) || unsupported.has(lower))
      throw malformedQuery(`unexpected token: '${token.text}'`);
    return token.text.split('.');
  }

  private name(): string {
    const [only, ...more] = this.path();
    if (only === undefined || more.length > 0) throw malformedQuery('FROM takes one object');
    return only;
  }

  private text(): string {
    const token = this.next();
    if (token.kind !== 'string') throw malformedQuery(`unexpected token: '${token.text}'`);
    return token.text;
  }

  private count(): number {
    const token = this.next();
    if (token.kind !== 'number' || !/^\d+$/.test(token.text)) throw malformedQuery(`unexpected token: '${token.text}'`);
    return Number(token.text);
  }

  private peek(): Token | undefined {
    return this.tokens[this.at];
  }

  private next(): Token {
    const token = this.peek();
    if (token === undefined) throw malformedQuery('unexpected token: <EOF>');
    this.at += 1;
    return token;
  }

  private sees(word: string): boolean {
    const token = this.peek();
    return token?.kind === 'word' && token.text.toLowerCase() === word;
  }

  private seesSign(sign: string): boolean {
    const token = this.peek();
    return token?.kind === 'sign' && token.text === sign;
  }

  private takes(word: string): boolean {
    const seen = this.sees(word);
    if (seen) this.at += 1;
    return seen;
  }

  private word(word: string): void {
    if (!this.takes(word))
      throw malformedQuery(`unexpected token: '${this.peek()?.text ?? '<EOF>'}' (expected ${word.toUpperCase()})`);
  }

  private sign(sign: string): void {
    if (!this.seesSign(sign))
      throw malformedQuery(`unexpected token: '${this.peek()?.text ?? '<EOF>'}' (expected '${sign}')`);
    this.at += 1;
  }
}
