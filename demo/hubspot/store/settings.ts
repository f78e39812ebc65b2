/** Behaviour of the demo portal a test can turn. Durations in milliseconds. */
export interface PortalSettings {
  /** How long after a write the search index still has the old state. */
  readonly searchDelayMs: number;
  /** Requests of one key in ten seconds. Source: HubSpot usage guidelines, Professional. */
  readonly burstLimit: number;
  readonly dailyLimit: number;
  /** Searches of the whole account in one second. */
  readonly searchLimit: number;
  /** False plays a portal without Sales Hub Professional: the leads object answers 403. */
  readonly hasLeads: boolean;
  /** True plays the known defect of creates that silently lose their associations. */
  readonly dropsAssociations: boolean;
  /** Scopes taken away from the service key. */
  readonly missingScopes: readonly string[];
  /** Properties that an administrator requires with every call. Source: HubSpot changelog, write validation from 2026-09 on. */
  readonly requiredOnCalls: readonly string[];
}

export const defaultSettings: PortalSettings = {
  searchDelayMs: 1500,
  burstLimit: 190,
  dailyLimit: 650_000,
  searchLimit: 5,
  hasLeads: true,
  dropsAssociations: false,
  missingScopes: [],
  requiredOnCalls: [],
};

/** The portal of the demo. */
export const portalId = 4711007;
