import type { z } from 'zod';

/** What a message asks and answers. */
export interface MessageForm {
  readonly ask: z.ZodType;
  readonly answer: z.ZodType;
  /** Whom the answer waits for beside Baton: then silence for a while does not mean that the worker died. */
  readonly waits?: 'crm' | 'person';
}

export type MessageForms = Readonly<Record<string, MessageForm>>;
