import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import type { DialReport, DockChange, DockMessage, PageReport } from '../../lib/messaging/dock-protocol';
import { createDock } from './dock';
import { watchPage } from './page-watch';
import { make } from './root';

/** A report without answer is sent again that often: the background may just have been starting. */
const mostRetries = 20;

declare global {
  var room: number[] | undefined;
}

export default defineContentScript({
  // wxt.config.ts puts the hosts into the manifest: their list need not weigh on every page.
  matches: [],
  // At the start the document is empty: room taken then costs no second layout of it.
  runAt: 'document_start',
  noScriptStartedPostMessage: true,
  main(ctx) {
    // A feed or a picture: its elements have no styles.
    if (!make('i').style) return;
    const { runtime } = browser;
    let retriesLeft = 0;

    const tell = async (message: PageReport | DockChange | DialReport) => {
      // Nobody there: a report is sent again; and where Baton was updated, the next tick ends this script.
      if (ctx.isValid) await runtime.sendMessage(message).catch(() => undefined);
    };
    const report = () => {
      // A page rendered in advance is not yet what the tab shows.
      if (Reflect.get(document, 'prerendering')) return;
      retriesLeft -= 1;
      void tell({ to: 'baton-page', url: location.href, title: document.title, at: Date.now() });
    };
    const dock = createDock({
      frameUrl: () => runtime.getURL('/sidebar.html'),
      onChange: (change) => tell({ to: 'baton-dock-change', ...change }),
      signal: ctx.signal,
    });
    // Scripts of lib/services/early-room.ts tell how much room it will take, before or after this one.
    const room = self.room ?? [];
    self.room = room;
    room.forEach(dock.expect);
    room.push = dock.expect;
    // The CRM's own link dials: the call has begun. A script of the page cannot pretend that somebody clicked.
    addEventListener(
      'click',
      (event) => {
        const link = event.composedPath().find((each) => /^tel:/.test(`${each}`));
        if (event.isTrusted && link) void tell({ to: 'baton-dial', url: `${link}` });
      },
      true,
    );
    runtime.onMessage.addListener((message: DockMessage) => {
      if (message.to !== 'baton-dock') return;
      retriesLeft = 0;
      dock.hear(message);
    });
    watchPage(
      {
        onPage() {
          retriesLeft = mostRetries;
          report();
        },
        onChange: dock.tidy,
        onTick() {
          if (retriesLeft > 0) report();
        },
      },
      ctx,
    );
  },
});
