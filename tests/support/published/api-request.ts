/** A request to a CRM's API as it came over the wire. */
export interface ApiRequest {
  readonly method: string;
  readonly host: string;
  /** With its query. */
  readonly path: string;
  /** Empty where there is none. */
  readonly body: string;
}

/** The JSON of a body; undefined where it is none. */
export function jsonIn(body: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(body) };
  } catch {
    return undefined;
  }
}
