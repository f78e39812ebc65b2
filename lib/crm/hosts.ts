const hubspotDataCentres = ['', '-eu1', '-na2', '-na3', '-ap1'];

/** Origins of HubSpot's pages. */
export const hubspotHosts = hubspotDataCentres.map((suffix) => `https://app${suffix}.hubspot.com`);
/** Origin pattern of Lightning's pages. */
export const lightning = 'https://*.lightning.force.com';

/**
 * UI hosts of the CRMs as match patterns: where the content script runs, the sidebar may be framed and reports are
 * accepted from. Source: Salesforce My Domain URL formats and HubSpot's data-centre hosts, read November 2026.
 */
export const pageHosts = [
  `${lightning}/*`,
  'https://*.my.salesforce.com/*',
  ...hubspotHosts.map((host) => `${host}/*`),
];

/** True where the URL is a page of a CRM on which Baton runs. */
export function isCrmPage(url: URL): boolean {
  return pageHosts.some((pattern) => {
    const host = pattern.slice('https://'.length, -'/*'.length);
    const fits = host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host;
    return fits && url.protocol === 'https:' && url.port === '';
  });
}
