import type { DemoApp, DemoCore } from '../core/app.ts';
import { once } from '../core/once.ts';
import { createHubspotApi } from './api/app.ts';
import { hubspotFault } from './fault-answers.ts';
import { createKnobs } from './knobs.ts';
import { failSomeRows, isBatchWrite } from './row-faults.ts';
import { seedPortal } from './seed/portal.ts';
import { portalState } from './state.ts';
import { objectTypes } from './store/object-types.ts';
import { Portal } from './store/portal.ts';
import { createHubspotUi } from './ui/app.ts';

export { demoServiceKey } from './seed/owners.ts';

/** The hosts of the HubSpot demo: pages and API. */
export const hubspotHosts = ['app.hubspot.com', 'api.hubapi.com'] as const;

/** The HubSpot demo: its apps by host, registered with the core for reset, state and faults. */
export function createHubspotApps(core: DemoCore): Record<(typeof hubspotHosts)[number], DemoApp> {
  const seeded = once(() => seedPortal(core.world, core.now));
  let portal: Portal | null = null;
  const portalOf = () => {
    portal ??= new Portal(seeded(), seeded());
    return portal;
  };
  core.register(
    {
      name: 'hubspot',
      reset() {
        portal = null;
      },
      state: () => portalState(portalOf()),
      deleteRecord: (id) => deleteAnywhere(portalOf(), id),
      faultResponse: hubspotFault,
      isBatchWrite,
      failSomeRows,
    },
    hubspotHosts,
  );
  const knobs = createKnobs(portalOf);
  const api = createHubspotApi(portalOf);
  return {
    'app.hubspot.com': createHubspotUi(core, portalOf),
    'api.hubapi.com': {
      fetch: (request) => (new URL(request.url).pathname.startsWith('/__hubspot/') ? knobs : api).fetch(request),
    },
  };
}

function deleteAnywhere(portal: Portal, id: string): boolean {
  const found = objectTypes.map(({ name }) => portal.records.find(name, id)).find((record) => record !== undefined);
  if (found !== undefined) portal.archive(found);
  return found !== undefined;
}
