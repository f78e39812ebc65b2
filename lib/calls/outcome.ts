import { z } from 'zod';
import { localText } from '../model/schemas';

/** What the telephone did. Source: Close's `disposition`, the two-layer design of domain notes section 2. */
export const telephoneFact = z.enum(['answered', 'noAnswer', 'busy', 'voicemail', 'failed']);
/** What the person who answered said or was. */
export const personFact = z.enum([
  'nobody',
  'gatekeeper',
  'callBack',
  'brushOff',
  'notNow',
  'notInterested',
  'qualified',
  'referred',
  'disqualified',
  'wrongPerson',
  'doNotCall',
]);

/** An outcome (disposition): the two facts, and everything that follows from them, as data. */
export const outcome = z.object({
  id: z.string().regex(/^[a-z][a-zA-Z0-9]*$/),
  /** The letter that names it, upper case. */
  key: z.string().regex(/^[A-Z]$/),
  label: localText,
  telephone: telephoneFact,
  person: personFact,
  /** The intended person was spoken with. */
  connect: z.boolean(),
  /** `ifLong`: a conversation when the call lasted the configured time (60 s); `always`: by its nature. */
  conversation: z.enum(['never', 'ifLong', 'always']),
  /** What is proposed next, in working time of the lead: nothing, a retry after so many minutes, a promise to be dated, a call to the person they named (where they named one), or a recycle after so many days. */
  followUp: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('none') }),
    z.object({ kind: z.literal('retry'), afterMinutes: z.number().int().positive() }),
    z.object({ kind: z.literal('promise') }),
    z.object({ kind: z.literal('referral') }),
    z.object({ kind: z.literal('recycle'), afterDays: z.number().int().positive() }),
  ]),
  /** What the outcome ends: nothing, pursuing this contact, the lead as a whole, or any call to the person. */
  ends: z.enum(['nothing', 'contact', 'lead', 'person']),
  doNotCall: z.boolean(),
  removesNumber: z.boolean(),
});
export type Outcome = z.infer<typeof outcome>;
