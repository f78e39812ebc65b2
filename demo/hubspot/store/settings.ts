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
  /** Properties that an administrator requires with every call, and the schema tells. Source: HubSpot changelog, write validation from 2026-09 on. */
  readonly requiredOnCalls: readonly string[];
  /** Properties that a rule asks for, and only a refusal tells: conditional ones stand in no schema. */
  readonly ruledOnCalls: readonly string[];
  /** False plays a key of which HubSpot does not tell the scopes. */
  readonly tellsScopes: boolean;
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
  ruledOnCalls: [],
  tellsScopes: true,
};

/** The portal of the demo. */
export const portalId = 4711007;
