import { z } from 'zod';

/** What prospects expect of a first conversation, each met or not: professional and enthusiastic, trust, great questions, understood the goals, showed a way to them, introduced the AE. */
export const reviewPoint = z.enum(['professional', 'trust', 'questions', 'goals', 'way', 'introduced']);
export type ReviewPoint = z.infer<typeof reviewPoint>;
export const reviewPoints = reviewPoint.options;

/** A look at a conversation, for trends. */
export interface Reviewed {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly met: readonly ReviewPoint[];
}

/** How often a point was met in two stretches of time; null where nothing was looked at then. */
export interface PointTrend {
  readonly point: ReviewPoint;
  readonly now: { readonly met: number; readonly of: number } | null;
  readonly before: { readonly met: number; readonly of: number } | null;
}

/** Each point from day `since` on, against all before it. Counts, because a rate of few conversations says little. */
export function trendsOf(reviews: readonly Reviewed[], since: string): readonly PointTrend[] {
  const now = reviews.filter(({ day }) => day >= since);
  const before = reviews.filter(({ day }) => day < since);
  return reviewPoints.map((point) => ({ point, now: shareOf(now, point), before: shareOf(before, point) }));
}

function shareOf(reviews: readonly Reviewed[], point: ReviewPoint): { met: number; of: number } | null {
  if (reviews.length === 0) return null;
  return { met: reviews.filter(({ met }) => met.includes(point)).length, of: reviews.length };
}
