import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunningDemo } from '../../demo/core/demo.ts';
import { type BatonBrowser, launchBaton } from '../../tests/support/browser.ts';
import { hubspotDemo, salesforceDemo } from '../../tests/support/demo-crm.ts';
import { Sidebar } from '../../tests/support/sidebar.ts';
import { step } from './terminal.ts';

/** Opens a Chromium window with the extension in `extension`, signed in to both demo CRMs and connected, on a lead's page. */
export async function openOnDemo(
  demo: RunningDemo,
  launch: { readonly executablePath: string; readonly extension: string },
): Promise<BatonBrowser> {
  // The demo CRMs begin anew at every start, so does the browser beside them.
  const profile = join(import.meta.dirname, '..', '..', 'artifacts', 'profile');
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  const baton = await step('Opening Chromium with Baton', () =>
    launchBaton({ ...launch, headless: false, demoPort: demo.port, profile, viewport: null }),
  );
  await step('Signing in to both demo CRMs and connecting Baton', async () => {
    const [first] = baton.context.pages();
    for (const crm of [hubspotDemo(demo), salesforceDemo(demo)]) {
      const page = crm.name === 'HubSpot' ? await baton.context.newPage() : (first ?? (await baton.context.newPage()));
      await crm.signIn(page);
      await page.goto(crm.urlOf(crm.idOf('Maya Okonkwo')));
      await new Sidebar(page).shows('Maya Okonkwo');
      await crm.connect(baton);
      await page.reload();
      await page.bringToFront();
    }
  });
  return baton;
}
