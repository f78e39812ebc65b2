/** Where the address bar points. */
export function parseRoute(url) {
  const { pathname, hash, searchParams } = url;
  if (pathname.startsWith('/one/one.app')) {
    const [, id] = /^#\/sObject\/([A-Za-z0-9]{15,18})(?:\/|$)/.exec(hash) ?? [];
    return id === undefined ? { kind: 'home' } : { kind: 'record', id, workspace: null };
  }
  if (pathname.startsWith('/lightning/setup/')) {
    const [, id] = /^\/([A-Za-z0-9]{15,18})/.exec(searchParams.get('address') ?? '') ?? [];
    return { kind: 'setup', id: id ?? null };
  }
  const record = recordIn(pathname);
  if (record !== null) return { kind: 'record', id: record, workspace: recordIn(searchParams.get('ws') ?? '') };
  const [, object] = /^\/lightning\/o\/([A-Za-z]+)\/(?:list|home)/.exec(pathname) ?? [];
  if (object !== undefined) return { kind: 'list', object, filter: searchParams.get('filterName') };
  return { kind: pathname === '/lightning/page/home' || pathname === '/' ? 'home' : 'unknown' };
}

/** The id in `/lightning/r/Lead/<id>/view` or `/lightning/r/<id>/view`, or null. */
function recordIn(path) {
  const [, long] = /^\/lightning\/r\/[A-Za-z_]+\/([A-Za-z0-9]{15}|[A-Za-z0-9]{18})(?:\/|$)/.exec(path) ?? [];
  const [, short] = /^\/lightning\/r\/([A-Za-z0-9]{15}|[A-Za-z0-9]{18})(?:\/|$)/.exec(path) ?? [];
  return long ?? short ?? null;
}

export const recordPath = (one) => `/lightning/r/${one.object}/${one.id}/view`;

/** The same record as a sub-tab of another. */
export const subtabPath = (one, parent) => `${recordPath(one)}?ws=${encodeURIComponent(recordPath(parent))}`;

export const listPath = (object, filter) =>
  object === 'Task'
    ? `/lightning/o/Task/home${filter ? `?filterName=${filter}` : ''}`
    : `/lightning/o/${object}/list?filterName=${filter ?? '__Recent'}`;
