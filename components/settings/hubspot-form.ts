import { z } from 'zod';

/** What can be wrong with a field; each has its sentence under `settings:connections.errors`. */
export type HubspotProblem = 'keyEmpty' | 'keyForm' | 'email';

const problem = (which: HubspotProblem) => ({ error: which });

/** The key and the rep it acts for, trimmed, as the background takes them. */
export const hubspotForm = z.object({
  key: z
    .string()
    .trim()
    .min(1, problem('keyEmpty'))
    .max(400, problem('keyForm'))
    .regex(/^(pat-\S+)?$/, problem('keyForm')),
  ownerEmail: z
    .string()
    .trim()
    .pipe(z.email(problem('email'))),
});
export type HubspotForm = z.input<typeof hubspotForm>;
