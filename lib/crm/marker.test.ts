import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { answerIn, answerMarkOf, markerOf, notBefore, withoutMarker } from './marker';

const dayMs = 86_400_000;
const now = Date.UTC(2026, 10, 26, 9);
const idMadeAt = (msecs: number) => uuidv7({ msecs });

describe('what Baton leaves in a text', () => {
  const id = '01a2184b-8456-777a-a435-358e013aad4f';

  it('is read back, and not shown to people', () => {
    const mark = answerMarkOf(id, 'returned', 'noNeed');
    expect(answerIn(`${mark}\n\nHas one`)).toEqual({ handoffId: id, answer: 'returned', reasonId: 'noNeed' });
    expect(withoutMarker(`${mark}\n\nHas one\n\n[${markerOf(id)}]`)).toBe('Has one');
    expect(answerIn(answerMarkOf(id, 'accepted', null))).toMatchObject({ answer: 'accepted', reasonId: null });
  });

  it('tells nothing where it is of a newer Baton, or only looks like it', () => {
    expect(answerIn(`[baton-answer:${id}:returned:newReason]`)).toMatchObject({ reasonId: null });
    expect(answerIn(`[baton-answer:${id}:postponed]`)).toBeNull();
    expect(answerIn(`[${markerOf(id)}]`)).toBeNull();
  });
});

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
