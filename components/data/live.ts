import { useEffect, useState } from 'react';
import type { z } from 'zod';
import { type LiveKey, watchLive } from '../../lib/store/live';

/** A live value of extension storage: undefined until it was read, null where there is none. `key` null watches nothing. */
export function useLive<S extends z.ZodType>(key: LiveKey | null, schema: S): z.infer<S> | null | undefined {
  const [read, setRead] = useState<{ readonly key: LiveKey; readonly value: z.infer<S> | null } | null>(null);
  useEffect(() => {
    if (key === null) return;
    return watchLive(key, schema, (value) => setRead({ key, value }));
  }, [key, schema]);
  // A value read under an earlier key is never shown for the present one.
  return read !== null && read.key === key ? read.value : undefined;
}
