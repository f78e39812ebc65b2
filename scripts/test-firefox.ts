import { startDemo } from '../demo/main.ts';
import { clickOn, findFirefox, launchFirefox, proxyTo, shows, sidebarOf, until } from '../tests/firefox/browser.ts';
import { salesforceDemo, sdr } from '../tests/support/demo-crm.ts';
import { ensureBuild } from './lib/build.ts';
import { Explained, exitWith, step } from './lib/terminal.ts';

// npm run test:firefox: the way of one call in a real Firefox, on the Salesforce demo. Beside `npm test`, because a
// Firefox has to be there, and because Playwright cannot load an extension into one.
const lead = 'Maya Okonkwo';
const note = 'Said from Firefox.';

async function run(executablePath: string): Promise<void> {
  const extension = await ensureBuild('firefox');
  const demo = await startDemo({ port: 0 });
  const crm = salesforceDemo(demo);
  const proxy = await proxyTo(demo.port);
  const browser = await launchFirefox(executablePath, extension, proxy);
  try {
    const page = await browser.newPage();
    const sidebar = () => sidebarOf(page);
    await step('Signing in to the CRM and opening a lead: the sidebar docks and names it', async () => {
      await page.goto(crm.listUrl);
      await page.type('input[type="email"]', sdr.email);
      await page.type('input[type="password"]', sdr.password);
      await page.keyboard.press('Enter');
      await until('the CRM is signed in to', async () => page.url().includes('lightning.force.com'));
      await page.goto(crm.urlOf(crm.idOf(lead)));
      await shows(sidebar, lead);
      await shows(sidebar, 'Salesforce is not connected');
    });
    await step('Connecting by the session of the browser', async () => {
      const before = new Set(await browser.pages());
      await clickOn(await sidebar(), 'Connect');
      const dashboard = await until('the dashboard opens', async () =>
        (await browser.pages()).find((each) => !before.has(each)),
      );
      await clickOn(dashboard, 'Use the session of this browser');
      await shows(async () => dashboard, `Works for ${sdr.name}`);
      await page.bringToFront();
      await shows(sidebar, 'in Denver');
    });
    await step('Logging a call by keys: it is counted here and reaches the CRM, once', async () => {
      await (await sidebar()).click('h1');
      await page.keyboard.press('v');
      await page.keyboard.press('a');
      await page.keyboard.type(note);
      await page.keyboard.press('Enter');
      await shows(sidebar, 'Logged: Left voicemail');
      const calls = () => crm.written(crm.idOf(lead)).filter(({ kind, body }) => kind === 'call' && body === note);
      await until('the CRM has the call', async () => calls().length > 0);
      await shows(sidebar, 'All saved');
      if (calls().length !== 1) throw new Error(`The CRM has the call ${calls().length} times`);
    });
    await step('Going on by the CRM’s own navigation, and back after a reload', async () => {
      await clickOn(page, 'Next');
      await until('the CRM goes on', async () => !page.url().includes(crm.idOf(lead)));
      const next = crm.lead(/\/(00Q\w+)\//.exec(page.url())?.[1] ?? '').name;
      await shows(sidebar, next);
      await page.reload();
      await shows(sidebar, next);
    });
  } finally {
    await browser.close();
    proxy.close();
    await demo.close();
  }
}

try {
  const firefox = findFirefox();
  if (firefox === undefined) {
    throw new Explained('There is no Firefox on the PATH. Install one, or name its program in FIREFOX.');
  }
  await run(firefox);
  // What the proxy still holds open keeps the process alive.
  process.exit(0);
} catch (error) {
  exitWith(error);
}
