/** One answered (or deliberately unanswered) request. Holds no headers, queries or bodies: those carry secrets. */
interface LoggedRequest {
  readonly at: number;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  /** Null where the connection was cut or left hanging. */
  readonly status: number | null;
  readonly fault: string | null;
}

const kept = 5000;

export interface RequestLog {
  note(entry: LoggedRequest): void;
  list(): readonly LoggedRequest[];
  clear(): void;
}

/** Keeps the last few thousand requests in memory. */
export function createRequestLog(): RequestLog {
  let entries: LoggedRequest[] = [];
  return {
    note(entry) {
      entries.push(entry);
      if (entries.length > kept * 2) entries = entries.slice(-kept);
    },
    list: () => entries.slice(-kept),
    clear() {
      entries = [];
    },
  };
}
