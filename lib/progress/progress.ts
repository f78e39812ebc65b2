import { z } from 'zod';
import { answerFigures } from '../handoff/answer-figures';
import { epochMs, localDay, recordKey } from '../model/schemas';

/** What is counted per day; a new metric is a new member here and in `counting.ts`. */
export const metrics = ['dials', 'connects', 'conversations', 'handoffs'] as const;
export const metric = z.enum(metrics);
export type Metric = z.infer<typeof metric>;

export const counts = z.record(metric, z.number().int().nonnegative());
export type Counts = z.infer<typeof counts>;

/** The counters of one local day. Derived from calls and handoffs; can be rebuilt from them. */
export const day = z.object({ day: localDay, counts });
export type Day = z.infer<typeof day>;

/** Targets aimed at; null where none is set for that metric and period. */
export const targets = z.object({
  day: z.record(metric, z.number().int().positive().nullable()),
  month: z.record(metric, z.number().int().positive().nullable()),
});
export type Targets = z.infer<typeof targets>;

/** The SDR's working time, in their own zone. `weekdays`: 1 Monday to 7 Sunday. Times are minutes after midnight. */
export const workingTime = z.object({
  weekdays: z.array(z.number().int().min(1).max(7)).min(1),
  startMinute: z.number().int().min(0).max(1439),
  endMinute: z.number().int().min(1).max(1440),
});
export type WorkingTime = z.infer<typeof workingTime>;

/** What every surface shows without asking: small, bounded, in `storage.local`, rewritten after every command. */
export const progressSnapshot = z.object({
  version: z.literal(1),
  day: localDay,
  timeZone: z.string(),
  today: counts,
  month: counts,
  /** The day Baton began to count, where it lies in this month: nothing is known of the days before. */
  countedFrom: localDay.optional(),
  targets,
  workingTime,
  /** Times of today's handoffs, for the popup's line. */
  handoffTimes: z.array(epochMs).max(200),
  nextFollowUps: z
    .array(
      z.object({
        recordKey,
        leadName: z.string(),
        company: z.string().nullable(),
        dueAt: epochMs,
        timeZone: z.string(),
        /** Whom to call, where it is not the lead. */
        person: z.string().optional(),
      }),
    )
    .max(5),
  /** Handoffs that wait for the SDR's eye; absent in snapshots of before. */
  handoffs: z
    .object({
      open: z.number().int(),
      overdue: z.number().int(),
      /** What AEs gave back and nobody took up again yet, the latest first. */
      returned: z
        .array(
          z.object({
            recordKey,
            leadName: z.string(),
            aeName: z.string(),
            reasonId: z.string().nullable(),
            note: z.string().nullable(),
            at: epochMs,
          }),
        )
        .max(5),
      returnedCount: z.number().int(),
      /** Of the last 90 days. */
      figures: answerFigures,
    })
    .optional(),
  sync: z.object({
    waiting: z.number().int(),
    failed: z.number().int(),
    needsSignIn: z.number().int(),
    /** Orgs that let Baton do nothing; a snapshot of before does not say. */
    blocked: z.number().int().optional(),
  }),
  updatedAt: epochMs,
});
export type ProgressSnapshot = z.infer<typeof progressSnapshot>;
