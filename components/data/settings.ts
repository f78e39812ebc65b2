import { useQuery } from '@tanstack/react-query';
import { type Settings, settings } from '../../lib/messaging/protocol';
import { askOrThrow } from './failure';
import { queryKeys } from './keys';
import { useLive } from './live';

/**
 * The settings as they stand, live: undefined until read, null where none can be had (the background does not answer).
 * Read from storage directly; only where nothing is stored yet the background is asked for its defaults.
 */
export function useSettings(): Settings | null | undefined {
  const stored = useLive('settings', settings);
  const defaults = useQuery({
    queryKey: queryKeys.settings,
    queryFn: () => askOrThrow('settings', {}),
    enabled: stored === null,
  });
  if (stored !== null) return stored;
  return defaults.data ?? (defaults.isError ? null : undefined);
}
