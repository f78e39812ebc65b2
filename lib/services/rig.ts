import { v7 as uuidv7 } from 'uuid';
import { onTestFinished } from 'vitest';
import { browser } from '../browser';
import { type CallDetails, detailsOf } from '../calls/call';
import type { CrmAdapter } from '../crm/adapter';
import type { LeadRecord } from '../crm/lead-record';
import type { AppError, Reply } from '../messaging/app-error';
import { partsOf } from '../messaging/draft-parts';
import { type Answer, type Ask, type MessageName, protocol } from '../messaging/protocol';
import type { CallView, Draft } from '../messaging/views';
import { isRecordKey, type RecordKey, refOfKey } from '../model/record';
import type { BatonDatabase } from '../store/database';
import { type Background, compose } from './compose';
import type { ConnectionsPort } from './services';

/** The lead most tests speak of. */
export const dana = keyOf('salesforce:acme.my.salesforce.com:lead:00Q000000000001AAA');
/** And another one of the same org. */
export const lee = keyOf('salesforce:acme.my.salesforce.com:lead:00Q000000000002AAA');

/** The record key in `text`. @throws RangeError where it is none. */
function keyOf(text: string): RecordKey {
  if (!isRecordKey(text)) throw new RangeError('Not a record key');
  return text;
}

/** A whole background on a fake browser, for tests: the clock stands still until moved, the CRM is an adapter or none. */
export interface Rig extends Background {
  now: number;
  timeZone: string;
  adapter: CrmAdapter | null;
  /** Asks as the sidebar does, through the sender check and both parsers. */
  ask<N extends MessageName>(name: N, question: Ask<N>): Promise<Reply<Answer<N>>>;
  /** Like `ask`, and expects an answer. @throws Error with the refusal. */
  get<N extends MessageName>(name: N, question: Ask<N>): Promise<Answer<N>>;
  /** A new command id of this very moment; moves the clock by a millisecond, as time does. */
  id(): string;
  database(): Promise<BatonDatabase>;
  /** Everything told, nothing being sent. */
  settled(): Promise<void>;
}

export interface RigOptions {
  readonly now?: number;
  readonly timeZone?: string;
  readonly connections?: ConnectionsPort;
  readonly makeDatabase?: (name: string) => BatonDatabase;
  readonly drain?: Parameters<typeof compose>[0]['drain'];
}

/** Tuesday, 24 November 2026, 10:00 in Berlin. */
const tuesdayMorning = Date.UTC(2026, 10, 24, 9, 0);

/** Makes a rig. Another one over the same browser is the next life of the worker. */
export function makeRig(options: RigOptions = {}): Rig {
  const background = compose({
    clock: { now: () => rig.now, timeZone: () => rig.timeZone },
    languages: () => ['en-GB'],
    loadHolidays: async () => ({ DE: { 2026: { '1225': '1. Weihnachtstag' } } }),
    connections: () => options.connections ?? connectionsTo(() => rig.adapter),
    drain: options.drain ?? (() => async () => ({ nextAttemptAt: null })),
    ...(options.makeDatabase === undefined ? {} : { makeDatabase: options.makeDatabase }),
  });
  const rig: Rig = {
    ...background,
    now: options.now ?? tuesdayMorning,
    timeZone: options.timeZone ?? 'Europe/Berlin',
    adapter: null,
    ask: (name, question) => askOf(background, name, question),
    async get(name, question) {
      const reply = await rig.ask(name, question);
      if (!reply.ok) throw new Error(`${name} refused: ${JSON.stringify(reply.error)}`);
      return reply.value;
    },
    id() {
      rig.now += 1;
      return uuidv7({ msecs: rig.now });
    },
    database: () => background.services.store.open(),
    async settled() {
      await background.teller.settled();
      await background.sync.settled();
      await background.teller.settled();
    },
  };
  // A background still tells after its last reply: into the storage of the next test, were it not waited for.
  onTestFinished(() => rig.settled());
  return rig;
}

/** The sender the browser names for a page of Baton. */
export function ownPage(page: 'sidebar' | 'popup' | 'dashboard', tabId?: number) {
  const url = browser.runtime.getURL(`/${page}.html`);
  const sender = { id: browser.runtime.id, url };
  return tabId === undefined ? sender : { ...sender, tab: { id: tabId, ...anyTab }, frameId: 3 };
}

const anyTab = { index: 0, highlighted: true, active: true, pinned: false, incognito: false };

async function askOf<N extends MessageName>(
  background: Background,
  name: N,
  question: Ask<N>,
): Promise<Reply<Answer<N>>> {
  // As the browser does it: what is sent is a copy.
  const message = structuredClone({ name, ask: question });
  const reply = await background.answer(message, ownPage('sidebar', 7));
  if (!reply.ok) return reply;
  const value = protocol[name].answer.safeParse(structuredClone(reply.value));
  if (!value.success) throw new Error(`unreadable answer to ${name}: ${value.error.message}`);
  // The parsing boundary, as in the client.
  return { ok: true, value: value.data as Answer<N> };
}

/** Connections to one CRM that is reached through `adapter`, or to none. */
function connectionsTo(adapter: () => CrmAdapter | null): ConnectionsPort {
  return {
    adapterFor: async () => adapter(),
    list: async () => [],
    connectSalesforce: () => Promise.reject(new Error('no sign-in in tests')),
    check: () => Promise.reject(new Error('no sign-in in tests')),
    connectHubspot: () => Promise.reject(new Error('no sign-in in tests')),
    signInSalesforce: () => Promise.reject(new Error('no sign-in in tests')),
    ways: () => Promise.reject(new Error('no sign-in in tests')),
    disconnect: async () => undefined,
  };
}

/** What `logCall` asks, with the rest filled in. */
export function logAsk(rig: Rig, part: Partial<Ask<'logCall'>> = {}): Ask<'logCall'> {
  const commandId = part.commandId ?? rig.id();
  return {
    callId: null,
    recordKey: dana,
    leadName: 'Dana Fox',
    outcomeId: 'noAnswer',
    note: '',
    followUp: null,
    at: rig.now,
    ...part,
    commandId,
  };
}

/** Saves this draft, typed where nothing was. */
export function savingOf(typed: Draft): Ask<'saveDraft'> {
  return { recordKey: typed.recordKey, from: {}, to: partsOf(typed), updatedAt: typed.updatedAt };
}

/** What `editCall` asks of a call as it is seen. */
export function editAsk(rig: Rig, call: CallView, part: Partial<CallDetails>): Ask<'editCall'> {
  const began = detailsOf(call);
  return { commandId: rig.id(), callId: call.id, began, details: { ...began, ...part }, at: rig.now };
}

/** A record as a CRM would tell it. */
export function leadRecordOf(key: RecordKey, part: Partial<LeadRecord> = {}): LeadRecord {
  return {
    ref: refOfKey(key),
    name: 'Dana Fox',
    title: 'VP Operations',
    company: 'Fox & Sons',
    phones: [{ kind: 'work', raw: '+49 30 1234567' }],
    email: 'dana@fox.example',
    source: 'Web',
    status: 'Open',
    owner: null,
    timeZone: null,
    address: { city: 'Berlin', state: null, postalCode: null, country: 'Germany' },
    doNotCall: false,
    openOpportunities: [],
    activities: [],
    from: 'crm',
    fetchedAt: tuesdayMorning,
    ...part,
  };
}

/** The refusal in a reply. @throws Error where there is none. */
export function errorIn(reply: Reply<unknown>): AppError {
  if (reply.ok) throw new Error('expected a refusal');
  return reply.error;
}
