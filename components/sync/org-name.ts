import type { ConnectionView } from '../../lib/messaging/views';
import type { OrgKey } from '../../lib/model/record';
import type { Translate } from '../i18n/translate';

/** The two parts of an org key: which CRM, and the org's own id in it. */
export function partsOfOrg(org: OrgKey): { readonly crm: 'salesforce' | 'hubspot'; readonly id: string } {
  const at = org.indexOf(':');
  return { crm: org.startsWith('hubspot:') ? 'hubspot' : 'salesforce', id: org.slice(at + 1) };
}

/** What people call a connected org: by its name, where its CRM tells one. */
export function named(t: Translate, { org, label }: Pick<ConnectionView, 'org' | 'label'>): string {
  return label === '' || label === partsOfOrg(org).id ? orgName(t, org) : label;
}

/** What people call an org before its CRM told its name: the Salesforce host, "HubSpot portal 4711". */
export function orgName(t: Translate, org: OrgKey): string {
  const { crm, id } = partsOfOrg(org);
  return crm === 'hubspot' ? t('common:hubspotPortal', { portal: id }) : id;
}
