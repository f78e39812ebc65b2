import { addWorkingHours, type WorkingHours, workingDayHours } from '../model/working-time';

/**
 * When an answer is due (epoch ms) that is promised within `days` working days: at the same minute of a working day that
 * many later. The clock runs in working time only, so a handoff after hours starts it at the next opening, and is due
 * when a working day closes.
 */
export function answerDueAt(submittedAt: number, days: number, workingTime: WorkingHours, timeZone: string): number {
  return addWorkingHours(submittedAt, days * workingDayHours(workingTime), workingTime, timeZone);
}
