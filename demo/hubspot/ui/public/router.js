const portal = 4711007;

/** Paths of this app. HubSpot's older record links are still in use and lead to the same pages. */
export const paths = {
  list: (typeId) => `/contacts/${portal}/objects/${typeId}/views/all/list`,
  segments: `/contacts/${portal}/objectLists/all`,
  segment: (id) => `/contacts/${portal}/objectLists/${id}/filters`,
  record: (typeId, id) => `/contacts/${portal}/record/${typeId}/${id}`,
  tasks: `/tasks/${portal}/view/all`,
  serviceKeys: `/settings/${portal}/service-keys`,
};

const legacyTypes = { contact: '0-1', company: '0-2', deal: '0-3' };

/** What page a path shows. */
export function pageOf(pathname) {
  const of = (pattern) => new RegExp(`^${pattern}/?$`).exec(pathname);
  const foreign = /^\/(?:contacts|sales|tasks|settings)\/(\d+)(?:\/|$)/.exec(pathname);
  if (foreign !== null && Number(foreign[1]) !== portal) return { name: 'foreign' };
  const record = of(`/contacts/${portal}/record/(0-1|0-2|0-3|0-136)/(\\d+)(?:/.*)?`);
  if (record !== null) return { name: 'record', typeId: record[1], id: record[2] };
  const legacy = of(`/(?:contacts|sales)/${portal}/(contact|company|deal)/(\\d+)(?:/.*)?`);
  if (legacy !== null) return { name: 'record', typeId: legacyTypes[legacy[1]], id: legacy[2] };
  const list = of(`/contacts/${portal}/objects/(0-1|0-2|0-3|0-136)(?:/.*)?`);
  if (list !== null) return { name: 'list', typeId: list[1] };
  const segment = of(`/contacts/${portal}/(?:objectLists|lists)/(\\d+)(?:/.*)?`);
  if (segment !== null) return { name: 'segment', typeId: '0-1', segment: segment[1] };
  if (of(`/contacts/${portal}/(?:objectLists|lists)(?:/.*)?`) !== null) return { name: 'segments' };
  if (of(`/tasks/${portal}(?:/.*)?`) !== null) return { name: 'tasks' };
  if (of(`/settings/${portal}(?:/.*)?`) !== null) return { name: 'settings' };
  return { name: 'unknown' };
}

/** Goes to a path of this app without loading a page. */
export function navigate(path, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', path);
  dispatchEvent(new Event('hubspot-demo:navigate'));
}

/** Calls back at every navigation, and takes over plain clicks on links of this app. */
export function startRouter(onNavigate) {
  let shown = '';
  const changed = () => {
    // A hash or a query never changes what record a page shows.
    if (location.pathname === shown) return;
    shown = location.pathname;
    onNavigate(pageOf(shown));
  };
  addEventListener('popstate', changed);
  addEventListener('hubspot-demo:navigate', changed);
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="/"]') : null;
    if (link === null || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || link.target !== '') return;
    event.preventDefault();
    navigate(link.getAttribute('href'));
  });
  changed();
}
