/** The CRM objects this portal has. Anything else answers "not implemented" loudly. */
export const objectTypes = [
  { name: 'contacts', id: '0-1', singular: 'contact', event: 'CONTACT', scope: 'contacts' },
  { name: 'companies', id: '0-2', singular: 'company', event: 'COMPANY', scope: 'companies' },
  { name: 'deals', id: '0-3', singular: 'deal', event: 'DEAL', scope: 'deals' },
  { name: 'leads', id: '0-136', singular: 'lead', event: 'LEAD', scope: 'leads' },
  { name: 'calls', id: '0-48', singular: 'call', event: 'CALL', scope: 'contacts' },
  { name: 'tasks', id: '0-27', singular: 'task', event: 'TASK', scope: 'contacts' },
  { name: 'notes', id: '0-46', singular: 'note', event: 'NOTE', scope: 'contacts' },
  { name: 'emails', id: '0-49', singular: 'email', event: 'EMAIL', scope: 'contacts' },
  { name: 'meetings', id: '0-47', singular: 'meeting', event: 'MEETING', scope: 'contacts' },
] as const;

export type ObjectType = (typeof objectTypes)[number];
export type ObjectName = ObjectType['name'];

/** The object type a path segment names: `contacts`, `contact` or `0-1`; case does not matter. */
export function findObjectType(segment: string): ObjectType | undefined {
  const wanted = segment.toLowerCase();
  return objectTypes.find((type) => type.name === wanted || type.singular === wanted || type.id === wanted);
}

/** The object type with this name. */
export function objectType(name: ObjectName): ObjectType {
  const found = objectTypes.find((type) => type.name === name);
  if (found === undefined) throw new RangeError(`No object type ${name}`);
  return found;
}

/** The objects shown on a record's activity timeline. */
export const activityNames = ['calls', 'tasks', 'notes', 'emails', 'meetings'] as const satisfies readonly ObjectName[];
export type ActivityName = (typeof activityNames)[number];
