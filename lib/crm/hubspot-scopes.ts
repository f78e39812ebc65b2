/**
 * What Baton cannot work without: who the rep is, whom they call, and that a call is written (calls, tasks and notes come with
 * contacts). Source: security blocks of HubSpot's API specifications 2026-09.
 */
export const indispensable = [
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.objects.owners.read',
] as const;

/** Without one of these the part that it is for is left out, and everything else works. */
export const useful = [
  ...['crm.objects.companies.read', 'crm.objects.companies.write', 'crm.objects.deals.read', 'crm.objects.deals.write'],
  'crm.lists.read',
] as const;

/** The scopes an administrator is told to tick. */
export const neededScopes: readonly string[] = [...indispensable, ...useful];
