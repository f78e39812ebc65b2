/** Four in five: the band leaves a tenth out at either end. */
const leftOut = 0.1;
/** Beyond this many the normal approximation is exact enough, and the sum would underflow. */
const normalFrom = 200;
const zOfTenth = 1.2816;

/**
 * The range a count ends in on four of five such days: `actual` now, and `more` expected until the end, taken as
 * Poisson (independent events at an even rate). Source: domain notes section 6 (80 % band of the projection).
 */
export function likelyRange(actual: number, more: number): { low: number; high: number } {
  const mean = Math.max(0, more);
  if (mean >= normalFrom) {
    const spread = zOfTenth * Math.sqrt(mean);
    return { low: actual + Math.floor(mean - spread), high: actual + Math.ceil(mean + spread) };
  }
  return { low: actual + quantile(mean, leftOut), high: actual + quantile(mean, 1 - leftOut) };
}

function quantile(mean: number, share: number): number {
  let count = 0;
  let chance = Math.exp(-mean);
  let sum = chance;
  while (sum < share && chance > 0) {
    count += 1;
    chance *= mean / count;
    sum += chance;
  }
  return count;
}
