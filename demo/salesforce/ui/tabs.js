const key = 'workspaceTabs';

function load() {
  try {
    return JSON.parse(window.sessionStorage.getItem(key) ?? '[]');
  } catch {
    return [];
  }
}

function save(tabs) {
  window.sessionStorage.setItem(key, JSON.stringify(tabs));
}

/** The opened records of this window, each with the records opened beside it. */
export const openedTabs = load;

/** Remembers a record as a tab, or as a sub-tab of its workspace; a name may come later. */
export function openTab(record, parentId) {
  const tabs = load();
  const named = { id: record.id, object: record.object, name: record.name };
  if (parentId === null || parentId === record.id) {
    const known = tabs.find((tab) => tab.id === record.id);
    if (known) Object.assign(known, named);
    else tabs.push({ ...named, subs: [] });
  } else {
    const parent = tabs.find((tab) => tab.id === parentId);
    if (parent) parent.subs = [...parent.subs.filter((sub) => sub.id !== record.id), named];
  }
  save(tabs.slice(-12));
}

/** Forgets a tab; answers the one to show instead, if any. */
export function closeTab(id) {
  const tabs = load();
  const at = tabs.findIndex((tab) => tab.id === id);
  const rest = tabs
    .filter((tab) => tab.id !== id)
    .map((tab) => ({ ...tab, subs: tab.subs.filter((sub) => sub.id !== id) }));
  save(rest);
  return rest[Math.min(Math.max(at, 0), rest.length - 1)] ?? null;
}
