/** What earlier parts of a composite request answered, by their reference id. */
export type Finished = Map<string, { readonly ok: boolean; readonly body: unknown }>;

/** A part names a result that is not there: an unknown or failed part, or a path its answer has not. */
export class UnknownReference extends Error {}

const mark = /@\{([A-Za-z0-9_]+)((?:\.[A-Za-z0-9_]+|\[\d+\])+)\}/g;

/** Replaces `@{part.path}` in every text of a value. @throws UnknownReference */
export function filled(value: unknown, finished: Finished): unknown {
  if (typeof value === 'string') return filledText(value, finished);
  if (Array.isArray(value)) return value.map((one) => filled(one, finished));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, finished)]));
}

function filledText(text: string, finished: Finished): string {
  return text.replace(mark, (_whole, name: string, path: string) => {
    const earlier = finished.get(name);
    const found = earlier?.ok === true ? stepInto(earlier.body, path) : undefined;
    if (found === undefined || found === null || typeof found === 'object') {
      throw new UnknownReference(
        `Invalid reference specified. No value for ${name}${path} found in ${name}. Provided operation is not supported.`,
      );
    }
    return String(found);
  });
}

function stepInto(start: unknown, path: string): unknown {
  let at = start;
  for (const [, name, index] of path.matchAll(/\.([A-Za-z0-9_]+)|\[(\d+)\]/g)) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = Object.entries(at).find(([key]) => key === (name ?? index))?.[1];
  }
  return at;
}
