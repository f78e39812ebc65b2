import { z } from 'zod';
import { crmProblem } from '../crm/result';
import { crmWrite } from '../crm/write';
import { epochMs, id, orgKey, recordKey } from '../model/schemas';

/**
 * One thing a CRM has yet to be told. Entries of one record are sent in the order of their ids (UUIDv7).
 * `sending` is written before the request leaves: found on waking, it means the answer was lost, so it becomes `unsure`
 * and is looked up in the CRM before it is sent again. Done entries are removed and leave a row in `delivered`.
 */
export const outboxEntry = z.object({
  id,
  org: orgKey,
  recordKey,
  leadName: z.string(),
  write: crmWrite,
  state: z.enum(['waiting', 'sending', 'unsure', 'failed']),
  attempts: z.number().int().nonnegative(),
  nextAttemptAt: epochMs,
  problem: crmProblem.nullable(),
  createdAt: epochMs,
});
export type OutboxEntry = z.infer<typeof outboxEntry>;
