import type { ApiRequest } from './api-request.ts';
import { unpublishedInHubspot } from './hubspot.ts';
import { unpublishedInSalesforce } from './salesforce.ts';

export type { ApiRequest } from './api-request.ts';

const hubspotHost = 'api.hubapi.com';

/** True for what goes to a CRM's API: not its pages, and not the demo's own switches. */
function isOfApi({ host, path, method }: ApiRequest): boolean {
  // A bare HEAD asks whether the host is there at all; a CORS preflight is the browser's.
  if (method === 'HEAD' || method === 'OPTIONS') return false;
  if (host === hubspotHost) return !path.startsWith('/__');
  return host.endsWith('.my.salesforce.com') && /^\/services\/(?:data|oauth2)\b/.test(path);
}

/** Holds every request to the CRMs' APIs against what their vendors publish. */
export class PublishedCheck {
  /** How many requests each CRM's check has seen. */
  readonly seen = { salesforce: 0, hubspot: 0 };
  #faults: string[] = [];

  /** Given to a demo, which tells of every request. */
  readonly note = (request: ApiRequest): void => {
    if (!isOfApi(request)) return;
    const crm = request.host === hubspotHost ? 'hubspot' : 'salesforce';
    this.seen[crm] += 1;
    const faults = crm === 'hubspot' ? unpublishedInHubspot(request) : unpublishedInSalesforce(request);
    const where = `${request.method} ${request.path.slice(0, 200)}`;
    this.#faults.push(...faults.map((fault) => `${where}: ${fault}`));
  };

  /** What was found since the last time this was asked, each once. */
  take(): readonly string[] {
    const found = [...new Set(this.#faults)];
    this.#faults = [];
    return found;
  }
}
