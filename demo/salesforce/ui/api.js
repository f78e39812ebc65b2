const pollMs = 2000;

/** A request to the UI's own data; a lost session goes back to the sign-in page. */
async function ask(path, init) {
  const response = await fetch(`/__ui/${path}`, init);
  const text = await response.text();
  if (text === '{"signedOut":true}') {
    window.location.reload();
    return new Promise(() => {});
  }
  return { ok: response.ok, text };
}

export async function read(path) {
  const { ok, text } = await ask(path);
  return ok ? JSON.parse(text) : null;
}

/** Sends a change; throws with the org's own words where it is refused. */
export async function send(method, path, body) {
  const { ok, text } = await ask(path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = JSON.parse(text);
  if (!ok) throw new Error(answer.problem);
  return answer;
}

/**
 * Reads a path now and again every two seconds while the page can be seen, and tells `onData` whenever the answer
 * differs (null: not found). Stops with the signal; `refresh` asks at once.
 */
export function watch(path, signal, onData) {
  let last;
  let timer = 0;
  const step = async () => {
    const wanted = document.visibilityState === 'visible' || last === undefined;
    const text = wanted ? await readText(path, signal) : undefined;
    if (signal.aborted) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(step, pollMs);
    if (text === undefined || text === last) return;
    last = text;
    onData(JSON.parse(text));
  };
  signal.addEventListener('abort', () => window.clearTimeout(timer));
  void step();
  return { refresh: step };
}

/** Undefined where no answer came: offline, or navigated away. The next round tries again. */
async function readText(path, signal) {
  try {
    const { ok, text } = await ask(path, { signal });
    return ok ? text : undefined;
  } catch {
    return undefined;
  }
}
