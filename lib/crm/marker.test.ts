import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { notBefore } from './marker';

const dayMs = 86_400_000;
const now = Date.UTC(2026, 10, 26, 9);
const idMadeAt = (msecs: number) => uuidv7({ msecs });

describe('how far back a lost write is looked for', () => {
  it('reaches a month behind the oldest write', () => {
    const ids = [idMadeAt(now - 2 * dayMs), idMadeAt(now - dayMs)];
    expect(notBefore(ids, now)).toBe(now - 33 * dayMs);
  });

  it('has no end where an id tells nothing, or was made by a clock that ran ahead', () => {
    expect(notBefore([], now)).toBeNull();
    expect(notBefore(['123e4567-e89b-42d3-a456-426614174000'], now)).toBeNull();
    expect(notBefore([idMadeAt(now - dayMs), idMadeAt(now + 400 * dayMs)], now)).toBeNull();
  });
});
