export type Literal =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'date'; readonly value: string }
  | { readonly kind: 'datetime'; readonly at: number }
  /** `TODAY`, or `LAST_N_DAYS` with its number. */
  | { readonly kind: 'dateLiteral'; readonly name: string; readonly n: number | null };

export type CompareOp = '=' | '!=' | '<' | '>' | '<=' | '>=';

/** A field by its path through relationships: `['Owner', 'Name']`. */
export type Path = readonly string[];

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'compare'; readonly path: Path; readonly op: CompareOp; readonly value: Literal }
  | { readonly kind: 'like'; readonly path: Path; readonly pattern: string }
  | { readonly kind: 'in'; readonly path: Path; readonly negated: boolean; readonly values: readonly Literal[] }
  | { readonly kind: 'semiJoin'; readonly path: Path; readonly negated: boolean; readonly query: Select };

export type Item =
  | { readonly kind: 'field'; readonly path: Path }
  | { readonly kind: 'children'; readonly query: Select };

export interface Order {
  readonly path: Path;
  readonly descending: boolean;
  readonly nullsLast: boolean;
}

export interface Select {
  /** Empty for `SELECT COUNT()`. */
  readonly items: readonly Item[];
  readonly isCount: boolean;
  readonly from: string;
  readonly where: Condition | null;
  readonly orderBy: readonly Order[];
  readonly limit: number | null;
  readonly offset: number;
}
