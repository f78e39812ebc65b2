import type { CrmProblem } from '../../lib/crm/result';
import { newCommandId } from '../../lib/messaging/client';
import type { ConnectionView, OutboxView } from '../../lib/messaging/views';
import { orgOfKey, refOfKey } from '../../lib/model/record';
import { diogo, maya, noon } from '../progress/progress-rig';

export const salesforceOrg = orgOfKey(maya);
export const hubspotOrg = orgOfKey(diogo);

/** A call that waits to be told to Salesforce, with what the test needs changed. */
export function entryOf(part: Partial<OutboxView> = {}): OutboxView {
  const id = newCommandId();
  return {
    id,
    org: salesforceOrg,
    recordKey: maya,
    leadName: 'Maya Okonkwo',
    write: {
      id,
      ref: refOfKey(maya),
      kind: 'logCall',
      outcomeId: 'noAnswer',
      outcomeLabel: 'No answer',
      startedAt: noon,
      durationMs: null,
      number: null,
      note: '',
    },
    state: 'waiting',
    attempts: 0,
    nextAttemptAt: null,
    problem: null,
    createdAt: noon,
    ...part,
  };
}

export const rejected: CrmProblem = {
  kind: 'rejected',
  code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
  message: 'Industry is required before a lead may change owner.',
  fields: ['Industry'],
};

/** A sound connection to Salesforce, with what the test needs changed. */
export function connectionOf(part: Partial<ConnectionView> = {}): ConnectionView {
  return {
    org: salesforceOrg,
    label: 'Acme',
    auth: 'salesforceSession',
    user: { id: 'u', name: 'Sam Rivera', email: 'sam.rivera@baton.example' },
    connectedAt: noon,
    state: 'ok',
    problem: null,
    ...part,
  };
}
