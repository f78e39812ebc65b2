import { v7 as uuidv7 } from 'uuid';

/** The smallest UUIDv7 of an instant (epoch ms): ids made from then on sort after it, earlier ones before. */
export function firstIdAt(at: number): string {
  const hex = Math.max(0, at).toString(16).padStart(12, '0').slice(-12);
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** When a UUIDv7 was made (epoch ms). */
export function instantOfId(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

/** A new UUIDv7 that sorts after `earlier`, even where the clock was set back in between. */
export function idAfter(earlier: string, now: number): string {
  return uuidv7({ msecs: Math.max(now, instantOfId(earlier) + 1) });
}
