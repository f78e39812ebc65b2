import type { Targets, WorkingTime } from './progress';

/**
 * Targets until the SDR sets their own; every one is editable, and none says what is good or bad. Sources (domain notes
 * section 6, all vendor or survey figures): dials about 45 a day, Bridge Group 2025; meetings 12 to 15 a month outbound,
 * marketbetter.ai 2026. Handoffs one a day is their upper end with returns; conversations a day follow from 45 dials
 * at 13.3 % connects (top quartile, Gong). No target for connects: they follow from dials and cannot be willed.
 * Months are twenty working days of the daily target, less a tenth for leave and training.
 */
export const defaultTargets: Targets = {
  day: { dials: 45, connects: null, conversations: 6, handoffs: 1 },
  month: { dials: 810, connects: null, conversations: 108, handoffs: 15 },
};

/** Working time until the SDR sets their own: Monday to Friday, 9:00 to 18:00. */
export const defaultWorkingTime: WorkingTime = { weekdays: [1, 2, 3, 4, 5], startMinute: 9 * 60, endMinute: 18 * 60 };
