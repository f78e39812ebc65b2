import { launchBaton } from '../support/browser.ts';
import { layCable } from '../support/cable.ts';
import { hubspotDemo, salesforceDemo } from '../support/demo-crm.ts';
import { expect, freshProfile, test, testLaunchOptions } from '../support/fixtures.ts';
import { arrive, handOver, type Step, survive, work } from '../support/story.ts';
import { watchContext } from '../support/watch.ts';

const step: Step = (title, play) => test.step(title, () => play(() => undefined));

test.describe.configure({ mode: 'parallel' });

for (const crmOf of [salesforceDemo, hubspotDemo]) {
  test(`the story on ${crmOf === salesforceDemo ? 'Salesforce' : 'HubSpot'}`, async ({ demo, published }) => {
    test.setTimeout(240_000);
    demo.reset();
    const cable = await layCable(demo.port);
    const profile = await freshProfile();
    const options = { ...testLaunchOptions(cable.port), profile };
    const baton = await launchBaton(options);
    const findings = watchContext(baton.context);
    // Chromium reports what the page itself could not load while the network was gone.
    findings.expectErrors(/net::ERR_(INTERNET_DISCONNECTED|CONNECTION|EMPTY_RESPONSE|FAILED|NETWORK)/);
    const scene = { baton, crm: crmOf(demo), step, page: await baton.context.newPage(), cable };
    const sidebar = await arrive(scene);
    await work(scene, sidebar);
    await handOver(scene, sidebar);
    await survive({
      ...scene,
      async reopen() {
        await baton.kill();
        const second = await launchBaton(options);
        return { baton: second, page: await second.context.newPage() };
      },
    });
    expect(findings.unexpected()).toEqual([]);
    // That each of them is one its vendor publishes, the fixture says.
    expect(published.seen[crmOf === salesforceDemo ? 'salesforce' : 'hubspot']).toBeGreaterThan(10);
    await cable.close();
  });
}
