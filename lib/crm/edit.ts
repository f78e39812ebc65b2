import { z } from 'zod';
import type { CrmWrite } from './write';

/** What an SDR may change of a refused write before it is tried again; absent parts stay as they are. */
export const writeEdit = z.object({
  /** The title that people read in the CRM: of a call its outcome, of a task its subject. */
  title: z.string().trim().min(1).max(255).optional(),
  /** The note, the task's text or the brief. */
  text: z.string().max(32_000).optional(),
  /** True where a handoff is to leave the record's status alone. */
  keepStatus: z.boolean().optional(),
});
export type WriteEdit = z.infer<typeof writeEdit>;

/** The parts of a write that can be edited, as they stand; null where it has none (an undo). */
export function editableOf(write: CrmWrite): { readonly title: string; readonly text: string } | null {
  switch (write.kind) {
    case 'logCall':
    case 'editCall':
      return { title: write.outcomeLabel, text: write.note };
    case 'followUp':
    case 'editFollowUp':
    case 'handoffAnswer':
      return { title: write.subject, text: write.body };
    case 'handoff':
      return { title: write.taskSubject, text: write.brief };
    case 'undoCall':
    case 'undoFollowUp':
      return null;
  }
}

/** The write with the changes in it: the same write to the CRM, by the same id. */
export function edited(write: CrmWrite, { title, text, keepStatus }: WriteEdit): CrmWrite {
  switch (write.kind) {
    case 'logCall':
    case 'editCall':
      return { ...write, outcomeLabel: title ?? write.outcomeLabel, note: text ?? write.note };
    case 'followUp':
    case 'editFollowUp':
    case 'handoffAnswer':
      return { ...write, subject: title ?? write.subject, body: text ?? write.body };
    case 'handoff':
      return {
        ...write,
        taskSubject: title ?? write.taskSubject,
        brief: text ?? write.brief,
        status: keepStatus === true ? null : write.status,
      };
    case 'undoCall':
    case 'undoFollowUp':
      return write;
  }
}
