const hubspotDataCentres = ['', '-eu1', '-na2', '-na3', '-ap1'];

const hubspotHosts = hubspotDataCentres.map((suffix) => `https://app${suffix}.hubspot.com`);
const lightning = 'https://*.lightning.force.com';

/**
 * UI hosts of the CRMs as match patterns: where the content script runs, the sidebar may be framed and reports are
 * accepted from. Source: Salesforce My Domain URL formats and HubSpot's data-centre hosts, read November 2026.
 */
export const pageHosts = [
  `${lightning}/*`,
  'https://*.my.salesforce.com/*',
  ...hubspotHosts.map((host) => `${host}/*`),
];

/**
 * Pages that surely show a record, as match patterns: the usual forms, by the object's name or the first characters of
 * the id. The rarer forms are left to `recordFromUrl`.
 */
export const recordPatterns = [
  ...['Lead/00Q', 'Contact/003', 'Account/001', 'Opportunity/006', '00Q', '003', '001', '006'].map(
    (start) => `${lightning}/lightning/r/${start}*`,
  ),
  ...hubspotHosts.flatMap((host) =>
    ['0-1', '0-2', '0-3', '0-136'].map((type) => `${host}/contacts/*/record/${type}/*`),
  ),
];

/** True where the URL is a page of a CRM on which Baton runs. */
export function isCrmPage(url: URL): boolean {
  return pageHosts.some((pattern) => {
    const host = pattern.slice('https://'.length, -'/*'.length);
    const fits = host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host;
    return fits && url.protocol === 'https:' && url.port === '';
  });
}
