// @ts-nocheck
import { startDemo } from '../demo/main.ts';
import { launchBaton } from '../tests/support/browser.ts';
import { hubspotDemo, salesforceDemo } from '../tests/support/demo-crm.ts';
import { arrive } from '../tests/support/story.ts';
import { openSidebarTab, openSurface, wear } from '../tests/support/surfaces.ts';
import { ensureBuild } from './lib/build.ts';
import { ensureChromium } from './lib/chromium.ts';

const demo = await startDemo({ port: 0 });
const baton = await launchBaton({
  executablePath: await ensureChromium(),
  extension: await ensureBuild(),
  demoPort: demo.port,
  headless: true,
  viewport: { width: 1360, height: 1200 },
});
const page = await baton.context.newPage();
const errors = [];
page.on('pageerror', (e) => errors.push(String(e)));
const step = (_t, play) => play(() => undefined);
const crm = process.argv[2] === 'hubspot' ? hubspotDemo(demo) : salesforceDemo(demo);
const sidebar = await arrive({ baton, crm, page, step });
const shot = (p, n) => p.screenshot({ path: `/tmp/look/${n}.png` });
try {
  await sidebar.press('r', 'r');
  await page.keyboard.type('Marco Rossi');
  await page.keyboard.press('Tab');
  await page.keyboard.type('(303) 555-0177');
  await page.waitForTimeout(400);
  await shot(page, 'referral');
  const side = await openSidebarTab(baton, page, 320);
  await side.waitForTimeout(600);
  await page.bringToFront();
  await page.keyboard.press('Enter');
  await page.waitForTimeout(1500);
  await shot(page, 'referred');
  await side.bringToFront();
  await side.waitForTimeout(500);
  await shot(side, 'referred320');
  await side.keyboard.press('r');
  await side.waitForTimeout(400);
  await side.keyboard.press('b');
  await side.keyboard.press('a');
  await side.keyboard.type('Back Thursday at 3, likes hiking');
  await side.waitForTimeout(800);
  await shot(side, 'heard320');
  await side.keyboard.press('Escape');
  await wear(side, { language: 'zh-CN', theme: 'dark' });
  await side.keyboard.press('n');
  await side.waitForTimeout(600);
  await shot(side, 'step-zh');
  await side.keyboard.press('r');
  await side.waitForTimeout(600);
  await shot(side, 'referral-zh');
  const popup = await openSurface(baton, 'popup.html', 380);
  await popup.waitForTimeout(800);
  await shot(popup, 'popup');
  const today = await openSurface(baton, 'dashboard.html#/today', 1000);
  await today.waitForTimeout(1000);
  await shot(today, 'today');
  await wear(side, { language: 'en', theme: 'light' });
  console.log(JSON.stringify(crm.written(crm.idOf('Maya Okonkwo')), null, 1), errors);
} finally {
  await baton.close();
  await demo.close();
}
