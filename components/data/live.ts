import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { LiveKey } from '../../lib/store/live';
import { knownLive, watchLive } from '../../lib/store/live-watch';

interface Read<T> {
  readonly key: LiveKey | null;
  readonly value: T | null | undefined;
}

/** A live value of extension storage: undefined until it was read, null where there is none. `key` null watches nothing. */
export function useLive<S extends z.ZodType>(key: LiveKey | null, schema: S): z.infer<S> | null | undefined {
  // Known at once where another part of the surface watches it already.
  const [read, setRead] = useState<Read<z.infer<S>>>(() => ({
    key,
    value: key === null ? undefined : knownLive(key, schema),
  }));
  useEffect(() => {
    if (key === null) return;
    return watchLive(key, schema, (value) =>
      setRead((was) => (was.key === key && was.value === value ? was : { key, value })),
    );
  }, [key, schema]);
  // A value read under an earlier key is never shown for the present one.
  return read.key === key ? read.value : undefined;
}
