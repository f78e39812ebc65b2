import { defineBackground } from 'wxt/utils/define-background';
import { keepStorageToOwnPages } from '../lib/browser';
import { systemClock } from '../lib/services/clock';
import { compose } from '../lib/services/compose';
import { createConnections } from '../lib/services/connections';
import { listen } from '../lib/services/listen';
import { loadShippedHolidays } from '../lib/services/shipped-holidays';
import { createDrain } from '../lib/sync/drain';

/** Composes the background and registers its listeners, all before the first turn of the event loop ends. */
export default defineBackground(() => {
  const clock = systemClock();
  const background = compose({
    clock,
    languages: () => navigator.languages,
    connections: (parts) => createConnections({ ...parts, clock, online: () => navigator.onLine }),
    loadHolidays: loadShippedHolidays,
    drain: (store, { adapterFor }) => {
      const drain = createDrain({ store, adapterFor, clock, random: Math.random });
      return (told) => drain.drainAll(undefined, told);
    },
  });
  listen(background);
  void keepStorageToOwnPages();
});
