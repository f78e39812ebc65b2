import { browser } from '../browser';
import type { HolidayTable } from '../calling/holidays';
import type { RunningCall } from '../calls/call';
import type { DockState } from '../messaging/dock-protocol';
import { resolveLocale } from '../messaging/locale';
import { type Answerer, answerQuestion } from '../messaging/server';
import { fieldsNamedBy } from '../qualification/crm-known';
import type { BatonDatabase } from '../store/database';
import { appErrorOf } from '../store/failures';
import { DexieOutbox } from '../store/outbox';
import { Store } from '../store/store';
import type { OutboxStore } from '../sync/outbox-store';
import { CurrentSettings } from './current-settings';
import { createDocking } from './docking';
import { createHandlers } from './handlers';
import { scoringCards } from './lead-card';
import { LeadQueue } from './lead-queue';
import { scoreLabel } from './lead-view';
import { Foresight } from './log-foresight';
import { createRequestCounter, type RequestCounter } from './request-count';
import { currentCall } from './running-call';
import { type Clock, type ConnectionsPort, leadTopic, type Services } from './services';
import { saveDock } from './settings';
import { SyncRunner, type SyncRunnerDeps } from './sync-runner';
import { wakened } from './syncing';
import { Teller } from './telling';
import { createTexts, type Say } from './texts';

/** What connections get of the rest of the background. */
export interface ConnectionParts {
  readonly changed: Services['changed'];
  /** The fields that the scorecard in use names itself. */
  readonly namedFields: () => Promise<readonly string[]>;
  /** Told of every request to an org's API. */
  readonly counted: RequestCounter['count'];
}

/** What differs between the browser and the tests. */
export interface ComposeDeps {
  readonly clock: Clock;
  /** The browser's languages, the preferred one first. */
  readonly languages: () => readonly string[];
  readonly connections: (parts: ConnectionParts) => ConnectionsPort;
  readonly drain: (outbox: OutboxStore, connections: ConnectionsPort) => SyncRunnerDeps['drainAll'];
  readonly loadHolidays: () => Promise<HolidayTable>;
  readonly makeDatabase?: (name: string) => BatonDatabase;
}

/** The background, put together. */
export interface Background {
  readonly services: Services;
  readonly teller: Teller;
  readonly sync: SyncRunner;
  /** Answers a question of Baton's own pages. */
  readonly answer: Answerer;
}

/** Puts the background together. Does nothing by itself until asked. */
export function compose(deps: ComposeDeps): Background {
  const { clock } = deps;
  const store = new Store(clock.now, deps.makeDatabase);
  const queue = new LeadQueue(() => services);
  const settings = new CurrentSettings(store, clock.now);
  const teller = new Teller(
    () => services,
    () => sync.soon(),
  );
  const changed: Services['changed'] = (change) => {
    queue.touch(change.topics);
    teller.changed(change);
    // The SDR signed in where they always do; that a request was served is the first Baton hears of it.
    if (change.servesAgain !== undefined) void wakened(services, { org: change.servesAgain }).catch(() => undefined);
  };
  const outbox = new DexieOutbox(
    () => store.open(),
    clock.now,
    (entries) => {
      const leads = new Set(entries.map((entry) => leadTopic(entry.recordKey)));
      changed({ topics: [...leads, 'sync', 'calls'] });
    },
  );
  const namedFields = async () =>
    (await scoringCards(await store.open(), [])).flatMap(({ card }) => fieldsNamedBy(card));
  const requests = createRequestCounter(() => store.open(), clock);
  const connections = deps.connections({ changed, namedFields, counted: requests.count });
  const say = createTexts();
  const localeOf: Services['localeOf'] = ({ language }) => resolveLocale(language, deps.languages());
  const docking = createDocking({
    browser,
    readSettings: () => settings.read(),
    saveDock: (change) => saveDock(services, change),
    scoreLabel: (key) => scoreLabel(services, key),
    callState: async () => stateOfCall(await currentCall(await store.open())),
    labels: async (shown) => dockLabels(say(localeOf(await settings.read())), shown),
    now: clock.now,
  });
  const services: Services = {
    clock,
    store,
    settings,
    outbox,
    queue,
    connections,
    requests,
    docking,
    foresight: new Foresight(store, clock),
    holidays: lazily(deps.loadHolidays),
    say,
    localeOf,
    changed,
    ...sharing(),
    syncSoon: () => sync.soon(),
  };
  const sync = new SyncRunner({ drainAll: deps.drain(outbox, connections), now: clock.now });
  return { services, teller, sync, answer: answererOf(services) };
}

/** What `load` answers, asked for once; a failure answers nothing now and is tried again. */
function lazily(load: ComposeDeps['loadHolidays']): Services['holidays'] {
  let loading: Promise<HolidayTable> | null = null;
  return () => {
    loading ??= load().catch(() => {
      loading = null;
      return {};
    });
    return loading;
  };
}

function sharing(): Pick<Services, 'shared' | 'anew'> {
  const underWay = new Map<string, Promise<void>>();
  const anew: Services['anew'] = (name, work) => {
    const run = work().finally(() => {
      if (underWay.get(name) === run) underWay.delete(name);
    });
    underWay.set(name, run);
    return run;
  };
  return { anew, shared: (name, work) => underWay.get(name) ?? anew(name, work) };
}

function answererOf(services: Services): Answerer {
  const ownId = browser.runtime.id;
  const ownOrigin = browser.runtime.getURL('').replace(/\/$/, '');
  const server = { handlers: createHandlers(services), errorOf: appErrorOf, ownId, ownOrigin };
  return (question, sender) => answerQuestion(server, question, sender);
}

const stateOfCall = (call: RunningCall | null) => (call === null ? '' : call.endedAt === null ? 'live' : 'ended');

function dockLabels(say: Say, { call, score }: Pick<DockState, 'call' | 'score'>): DockState['labels'] {
  const open = score === null ? say('dock:open') : `${say('dock:open')} (${score})`;
  return {
    frameTitle: say('dock:frameTitle'),
    open: call === '' ? open : say(call === 'live' ? 'dock:openLive' : 'dock:openEnded', { open }),
    resize: say('dock:resize'),
  };
}
