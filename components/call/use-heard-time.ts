import { useEffect, useMemo, useState } from 'react';
import type { HeardTime } from '../../lib/calls/heard-time';

type Reader = typeof import('../../lib/calls/heard-time').heardTime;

/** The time to call that a note names. Reading dates is loaded with the first note: no sidebar waits for it. */
export function useHeardTime(note: string, now: number, timeZone: string): HeardTime | null {
  const [reader, setReader] = useState<{ readonly read: Reader } | null>(null);
  const isNeeded = note.trim() !== '';
  useEffect(() => {
    if (!isNeeded) return;
    let isGone = false;
    void import('../../lib/calls/heard-time')
      .then(({ heardTime }) => {
        if (!isGone) setReader({ read: heardTime });
      })
      // After an update of Baton the file may be gone: the other proposals are still there.
      .catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [isNeeded]);
  const heard = useMemo(
    () => (reader === null || !isNeeded ? null : reader.read(note, now, timeZone)),
    [reader, isNeeded, note, now, timeZone],
  );
  // The same time read anew is no news to what depends on it.
  const at = heard?.at ?? null;
  const isExact = heard?.isExact ?? false;
  return useMemo(() => (at === null ? null : { at, isExact }), [at, isExact]);
}
