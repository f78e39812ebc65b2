/** A refusal of the server, in its own words. */
export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Asks the demo's data endpoints; null where nothing changed. A lost session leads to the sign-in page. */
export async function ask(path, { method = 'GET', body, signal } = {}) {
  const response = await fetch(`/__ui${path}`, {
    method,
    signal,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (response.status === 401) {
    location.assign(`/login?loginRedirectUrl=${encodeURIComponent(location.pathname + location.search)}`);
    throw new Refusal(401, 'Sign in again.');
  }
  if (response.status === 204) return null;
  const data = await response.json();
  if (!response.ok)
    throw new Refusal(response.status, data.errors?.[0]?.message ?? data.message ?? 'Something went wrong.');
  return data;
}

const everyMs = 2000;

/**
 * Shows data and keeps it fresh every two seconds until the signal aborts. `path` may be a function, for pages
 * whose question changes; the returned function asks again at once.
 */
export function watch(path, { signal, show, fail }) {
  const pathOf = typeof path === 'function' ? path : () => path;
  let revision = '';
  let asked = '';
  const refresh = async () => {
    if (signal.aborted || !navigator.onLine) return;
    const current = pathOf();
    if (current !== asked) revision = '';
    asked = current;
    try {
      const data = await ask(`${current}${current.includes('?') ? '&' : '?'}rev=${revision}`, { signal });
      if (data === null || signal.aborted || current !== asked) return;
      revision = data.rev;
      show(data);
    } catch (error) {
      if (!signal.aborted && error instanceof Refusal) fail?.(error);
    }
  };
  const timer = setInterval(() => {
    if (!document.hidden) void refresh();
  }, everyMs);
  const onVisible = () => void refresh();
  document.addEventListener('visibilitychange', onVisible);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', onVisible);
  });
  void refresh();
  return refresh;
}
