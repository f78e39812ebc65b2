/**
 * A time zone in which it is about ten in the morning now: what the tests count of a day does not run into its end, nor are
 * they about other hours than they were yesterday.
 */
export function morningZone(now: Date): string {
  const hoursAhead = ((10 - now.getUTCHours() + 35) % 24) - 11;
  // POSIX: these names count west of Greenwich.
  return `Etc/GMT${hoursAhead > 0 ? '-' : '+'}${Math.abs(hoursAhead)}`;
}
