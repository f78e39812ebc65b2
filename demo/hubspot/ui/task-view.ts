import type { ObjectName } from '../store/object-types.ts';
import type { Portal } from '../store/portal.ts';
import type { HubspotRecord } from '../store/record-store.ts';
import { labelOf, linkTo, nameOf, ownerName } from './labels.ts';

/** The task list, oldest due first, of one owner or of everyone. */
export function tasksView(portal: Portal, query: Readonly<Record<string, string | undefined>>) {
  const owner = query['owner'];
  const tasks = portal.records.all('tasks').filter((task) => !owner || task.values['hubspot_owner_id'] === owner);
  const rows = tasks.map((task) => ({
    id: task.id,
    title: nameOf(task),
    body: task.values['hs_task_body'] ?? '',
    dueAt: Date.parse(task.values['hs_timestamp'] ?? '') || task.createdAt,
    createdAt: task.createdAt,
    isDone: task.values['hs_task_status'] === 'COMPLETED',
    priority: labelOf(portal, task, 'hs_task_priority'),
    type: labelOf(portal, task, 'hs_task_type'),
    owner: ownerName(portal, task),
    about: aboutOf(portal, task),
  }));
  return { now: portal.clock(), tasks: rows.toSorted((a, b) => a.dueAt - b.dueAt) };
}

function aboutOf(portal: Portal, task: HubspotRecord) {
  const types: readonly ObjectName[] = ['contacts', 'deals', 'leads', 'companies'];
  for (const type of types) {
    for (const link of portal.associations.of({ type: 'tasks', id: task.id }, type)) {
      const found = portal.records.find(type, link.id);
      if (found !== undefined) return linkTo(found);
    }
  }
  return null;
}
