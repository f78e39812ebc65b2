import { z } from 'zod';

/** Dials and how many of them reached the person, by kind of lead and hour of the lead's day (`inbound 10`). */
export const hourCounts = z.record(
  z.string(),
  z.object({ dials: z.number().int().nonnegative(), connects: z.number().int().nonnegative() }),
);
export type HourCounts = z.infer<typeof hourCounts>;

/** How many dials a flat day weighs: an hour's own rate counts for half once it has as many. */
const flatDials = 60;
/** Connects per dial where nothing was dialled yet. Source: domain notes section 2 (5.4 % on average, 9.9 % at Belkins). */
const usualRate = 0.08;

/** The key of {@link HourCounts}. */
export function hourKey(kind: string, hour: number): string {
  return `${kind} ${hour}`;
}

/**
 * How much better than on average such leads are reached at an hour: 1 is flat. Shrunk toward flat by as many dials as
 * {@link flatDials}, because the published best hours contradict each other (domain notes, section 2).
 */
export function hourWeight(counts: HourCounts, kind: string, hour: number): number {
  const all = Object.entries(counts).filter(([key]) => key.startsWith(`${kind} `));
  const dials = all.reduce((sum, [, count]) => sum + count.dials, 0);
  const connects = all.reduce((sum, [, count]) => sum + count.connects, 0);
  const rate = (connects + flatDials * usualRate) / (dials + flatDials);
  const here = counts[hourKey(kind, hour)] ?? { dials: 0, connects: 0 };
  return (here.connects + flatDials * rate) / (here.dials + flatDials) / rate;
}

/** The counts with one more dial. */
export function withDial(counts: HourCounts, kind: string, hour: number, isConnect: boolean): HourCounts {
  const key = hourKey(kind, hour);
  const { dials, connects } = counts[key] ?? { dials: 0, connects: 0 };
  return { ...counts, [key]: { dials: dials + 1, connects: connects + (isConnect ? 1 : 0) } };
}
