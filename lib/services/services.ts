import type { HolidayTable } from '../calling/holidays';
import type { CrmAdapter } from '../crm/adapter';
import type { Settings } from '../messaging/protocol';
import type { ConnectionView, ConnectWays } from '../messaging/views';
import type { OrgKey, RecordKey } from '../model/record';
import type { Locale } from '../model/schemas';
import type { QueueLead } from '../queue/queue-lead';
import type { DexieOutbox } from '../store/outbox';
import type { Store } from '../store/store';
import type { CurrentSettings } from './current-settings';
import type { Docking } from './docking';
import type { Foresight } from './log-foresight';
import type { RequestCounter } from './request-count';
import type { Say } from './texts';

/** What time it is, and where; given, so that tests can choose. */
export interface Clock {
  readonly now: () => number;
  /** The SDR's own IANA zone, as the machine has it now. */
  readonly timeZone: () => string;
}

/** What the services need of the connections to CRMs. */
export interface ConnectionsPort {
  adapterFor(org: OrgKey): Promise<CrmAdapter | null>;
  list(): Promise<readonly ConnectionView[]>;
  /** @throws CommandFailure with what stands in the way. */
  connectSalesforce(org: OrgKey): Promise<ConnectionView>;
  /** @throws CommandFailure with what stands in the way. */
  signInSalesforce(org: OrgKey, clientId: string): Promise<ConnectionView>;
  ways(org: OrgKey | null): Promise<ConnectWays>;
  /** Asks the org anew how the connection stands. @throws CommandFailure where there is none. */
  check(org: OrgKey): Promise<ConnectionView>;
  connectHubspot(key: string, ownerEmail: string, expectPortal: string | null): Promise<ConnectionView>;
  disconnect(org: OrgKey): Promise<void>;
}

/** What the services need of the queue's rows. */
export interface QueuePort {
  /** Something about these topics' leads changed: their rows are worked out anew when the queue is next asked. */
  touch(topics: readonly string[]): void;
  /** The rows, with those put right that changed last; where many changed the others follow after the answer. */
  rows(): Promise<ReadonlyMap<RecordKey, QueueLead>>;
  /** Whether rows of many leads still say what was true before something changed. */
  isBehind(): boolean;
  /** Of how many leads that is so. */
  behind(): number;
  /** Whether rows are just being put right, which mostly takes no second. */
  isSettling(): boolean;
  /** Works these rows out from the truth. */
  renew(keys: readonly RecordKey[]): Promise<readonly QueueLead[]>;
  /** Whether a lead may be looked up in its CRM now (epoch ms): not again within ten minutes, whatever came of it. */
  looksNow(key: RecordKey, now: number): boolean;
}

/** Something changed: which topics surfaces should ask again (see `pulse`), and whether the call on the line did. */
export interface Change {
  readonly topics: readonly string[];
  readonly runningCall?: boolean;
  /** An org that wanted a sign-in, or let Baton do nothing, serves again: what waited for that is due now. */
  readonly servesAgain?: OrgKey;
}

/** Everything the background is made of; made once per start of the worker. */
export interface Services {
  readonly clock: Clock;
  readonly store: Store;
  readonly settings: CurrentSettings;
  /** What was asked of each org. */
  readonly requests: RequestCounter;
  readonly outbox: DexieOutbox;
  readonly queue: QueuePort;
  readonly connections: ConnectionsPort;
  readonly docking: Docking;
  readonly foresight: Foresight;
  /** The shipped public holidays; read when first needed. Empty where they cannot be read. */
  readonly holidays: () => Promise<HolidayTable>;
  readonly say: (locale: Locale) => Say;
  readonly localeOf: (settings: Pick<Settings, 'language'>) => Locale;
  /** Tells the surfaces, after the reply: returns at once. */
  readonly changed: (change: Change) => void;
  /** Runs `work`, or shares the run of the same name that is under way. */
  readonly shared: (name: string, work: () => Promise<void>) => Promise<void>;
  /** Runs `work` although a run of the name is under way: the SDR wants to see it as it is now. Others share this one. */
  readonly anew: (name: string, work: () => Promise<void>) => Promise<void>;
  /** Sends what waits, now; returns at once. */
  readonly syncSoon: () => void;
}

/** The topic of everything about one lead. */
export function leadTopic(key: RecordKey): string {
  return `lead:${key}`;
}
