import { afterEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

// Files share a worker: a clock one of them stopped would stand still in the next.
afterEach(() => {
  vi.useRealTimers();
});

// The fake browser says of this one that it is not implemented.
for (const area of [fakeBrowser.storage.session, fakeBrowser.storage.local]) {
  Object.assign(area, { getKeys: async () => Object.keys(await area.get(null)) });
}
