/** The CRMs' real host names that the demo server of this machine answers. */
export const demoHosts = [
  '*.lightning.force.com',
  '*.my.salesforce.com',
  'app.hubspot.com',
  'app-eu1.hubspot.com',
  'api.hubapi.com',
];
