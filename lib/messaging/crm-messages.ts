import { z } from 'zod';
import { writeEdit } from '../crm/edit';
import { fieldMap } from '../crm/org-fields';
import { id, orgKey } from '../model/schemas';
import type { MessageForms } from './message-form';
import {
  connectionView,
  connectWays,
  orgFieldsView,
  outboxView,
  requestCountsView,
  syncReason,
  syncView,
} from './views';

/** Messages about the connections to CRMs, and what these have yet to be told. */
export const crmMessages = {
  connections: { ask: z.object({}), answer: z.array(connectionView) },
  /** Uses the session of the Salesforce page the SDR is signed in to (needs the optional `cookies` permission, asked for by the caller). */
  connectSalesforce: { ask: z.object({ org: orgKey }), answer: connectionView, waits: 'crm' },
  /** Signs in to an org by its External Client App (a window of the org opens). Needs the `identity` permission. */
  signInSalesforce: {
    ask: z.object({ org: orgKey, clientId: z.string().min(1).max(400) }),
    answer: connectionView,
    waits: 'person',
  },
  /** How this org may be connected; without one, a HubSpot portal that is not known yet. */
  connectWays: { ask: z.object({ org: orgKey.nullable() }), answer: connectWays },
  /** Asks an org again whether it serves the connection, and what that may do: a right may have been granted there meanwhile. */
  checkConnection: { ask: z.object({ org: orgKey }), answer: connectionView, waits: 'crm' },
  /** Verifies a HubSpot key and keeps it in trusted storage; `ownerEmail` names the rep the key acts for. */
  connectHubspot: {
    ask: z.object({ key: z.string().min(1).max(400), ownerEmail: z.email(), expectPortal: z.string().nullable() }),
    answer: connectionView,
    waits: 'crm',
  },
  disconnect: { ask: z.object({ org: orgKey }), answer: z.null() },
  /** The org's own fields with what they mean to Baton: as kept (null where none are), asked for where none are, or asked for anew. */
  orgFields: {
    ask: z.object({ org: orgKey, from: z.enum(['kept', 'either', 'crm']) }),
    answer: orgFieldsView.nullable(),
    waits: 'crm',
  },
  /** How many requests an org's API was asked: today, in seven days, in thirty. */
  requestCounts: { ask: z.object({ org: orgKey }), answer: requestCountsView },
  /** Says what the fields of an org mean; saying the same again changes nothing. */
  saveFieldMap: { ask: z.object({ org: orgKey, map: fieldMap }), answer: z.null() },
  /** Orgs whose pages were seen in open tabs, so that connecting needs no typing. */
  seenOrgs: { ask: z.object({}), answer: z.array(orgKey) },
  /** What the CRMs have yet to be told, from the entry number `offset` on (none: from the first). */
  syncState: {
    ask: z.object({ offset: z.number().int().nonnegative().optional(), limit: z.number().int().min(1).max(50_000) }),
    answer: syncView,
  },
  syncReasons: { ask: z.object({}), answer: z.array(syncReason) },
  /** How one thing stands that a CRM has yet to be told; null where none waits by this id. */
  entryState: { ask: z.object({ entryId: id }), answer: outboxView.shape.state.nullable() },
  syncNow: { ask: z.object({}), answer: z.null() },
  retryEntry: { ask: z.object({ commandId: id, entryId: id }), answer: z.null() },
  /** Sends everything once more that a CRM refused. */
  retryFailed: { ask: z.object({ commandId: id }), answer: z.null() },
  /** Changes what the CRM refused, and sends it once more. Only a failed entry can be changed. */
  editEntry: { ask: z.object({ commandId: id, entryId: id, change: writeEdit }), answer: z.null() },
  discardEntry: { ask: z.object({ commandId: id, entryId: id }), answer: z.null() },
} as const satisfies MessageForms;
