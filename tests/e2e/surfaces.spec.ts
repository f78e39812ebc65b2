import type { Page } from '@playwright/test';
import { askDemo } from '../../demo/core/client.ts';
import { salesforceDemo } from '../support/demo-crm.ts';
import { examine, pictures } from '../support/examine.ts';
import { expect, test } from '../support/fixtures.ts';
import { giveReasonIfAsked, Sidebar } from '../support/sidebar.ts';
import { badgeText } from '../support/story.ts';
import { expectLook, looks, misfits, openSidebarTab, openSurface, wear } from '../support/surfaces.ts';

const sidebarWidths = [480, 380, 320] as const;
const pageWidths = [1440, 800, 360] as const;

test.beforeEach(({ findings }) => {
  test.setTimeout(pictures === null ? 240_000 : 900_000);
  findings.expectErrors(/net::ERR_INTERNET_DISCONNECTED/);
});

// The longest of all come last: beside one another, or one core stands idle at the end.
test.describe.configure({ mode: 'parallel' });

const lastCall = (sidebar: Page) => sidebar.getByRole('region', { name: 'Last logged call' });

test('the sidebar fits and is accessible at every step of the job, in both languages and themes', async ({
  baton,
  demo,
}) => {
  const crm = salesforceDemo(demo);
  const crmPage = await baton.context.newPage();
  await crm.signIn(crmPage);
  await crmPage.goto(crm.urlOf(crm.idOf('Maya Okonkwo')));
  const docked = new Sidebar(crmPage);
  await docked.shows('Maya Okonkwo');
  const sidebar = await openSidebarTab(baton, crmPage, 380);
  const { keyboard } = sidebar;

  await expect(sidebar.getByText('Salesforce is not connected')).toBeVisible();
  await examine(sidebar, 'sidebar not connected', sidebarWidths);
  await crm.connect(baton);
  await expect(sidebar.getByText('Head of Operations')).toBeVisible();
  await expect(sidebar.getByText('2 calls so far')).toBeVisible();
  await sidebar.getByRole('button', { name: 'Why?' }).click();
  await examine(sidebar, 'sidebar lead', sidebarWidths);

  await test.step('a call', async () => {
    await keyboard.press('c');
    await giveReasonIfAsked(sidebar, sidebar);
    await keyboard.press('b');
    await expect(sidebar.getByRole('radio', { checked: true })).toBeFocused();
    await examine(sidebar, 'sidebar outcome', sidebarWidths);
    await keyboard.press('a');
    await keyboard.type('Wants numbers for 40 drivers.');
    await keyboard.press('Enter');
    await expect(lastCall(sidebar)).toContainText('Logged: ');
  });

  await test.step('a call is told once: here, and not again as the CRM’s activity', async () => {
    await expect(sidebar.getByText('3 calls so far')).toBeVisible();
    const told = () => crm.written(crm.idOf('Maya Okonkwo')).filter((one) => one.body.includes('40 drivers'));
    await expect.poll(() => told().filter(({ kind }) => kind === 'call').length).toBe(1);
    await sidebar.reload();
    await sidebar.getByRole('button', { name: /^Show \d more/ }).click();
    await expect(sidebar.getByText('Wants numbers for 40 drivers.')).toHaveCount(1);
    await expect(sidebar.getByText('3 calls so far')).toBeVisible();
  });

  await test.step('handing over', async () => {
    await keyboard.press('h');
    await expect(sidebar.getByText('Not ready yet')).toBeVisible();
    await examine(sidebar, 'sidebar not ready', [320]);
    await keyboard.press('Escape');
    const question = sidebar.getByRole('region', { name: 'Next question' });
    for (const name of ['Need', 'Authority', 'Timeline', 'Budget']) {
      await sidebar
        .getByRole('region', { name: 'All criteria' })
        .getByRole('button', { name: new RegExp(`^${name}`) })
        .click();
      await expect(question).toContainText(name);
      await keyboard.press('1');
    }
    await keyboard.press('q');
    await keyboard.press('Enter');
    await expect(lastCall(sidebar)).toContainText('Logged: Qualified');
    await keyboard.press('h');
    await sidebar.getByRole('combobox', { name: 'Account executive' }).selectOption({ label: 'Jonas Lindqvist' });
    await expect(sidebar.getByText(/answer due/)).toBeVisible();
    await expect(sidebar.getByText('Need and Authority confirmed')).toBeVisible();
    await wear(sidebar, looks[2]);
    await expect(sidebar.getByText('需求和决策权已确认')).toBeVisible();
    await wear(sidebar, looks[0]);
    await examine(sidebar, 'sidebar handoff', sidebarWidths);
    await keyboard.press('Control+Enter');
    await expect(sidebar.getByRole('region', { name: 'Brief for Jonas Lindqvist' })).toBeVisible();
    await expect(sidebar.getByRole('region', { name: /^How it stood/ }).getByRole('listitem')).not.toHaveCount(0);
    await examine(sidebar, 'sidebar handed over', sidebarWidths);
    await expect.poll(() => badgeText(baton)).toBe('');
    await keyboard.press('Escape');
    await examine(sidebar, 'sidebar full', sidebarWidths);
    await sidebar.getByRole('button', { name: 'Choose whom the queue takes from' }).click();
    await sidebar.getByRole('combobox', { name: 'Leads of' }).click();
    await expect(sidebar.getByRole('option', { name: 'Webinar Leads' })).toBeVisible();
    await examine(sidebar, 'sidebar list choice', sidebarWidths);
    await sidebar.getByRole('option', { name: 'Webinar Leads' }).click();
    await expect(sidebar.getByRole('dialog').getByText(/on it, read/)).toBeVisible();
    await examine(sidebar, 'sidebar list chosen', sidebarWidths);
    await keyboard.press('Escape');
    await expect(sidebar.getByRole('dialog')).toHaveCount(0);
    await keyboard.press('?');
    await expect(sidebar.getByRole('dialog')).toBeVisible();
    await examine(sidebar, 'sidebar help', [320]);
    await keyboard.press('Escape');
  });

  await test.step('a must-have that is not met is said as such', async () => {
    await crmPage.goto(crm.urlOf(crm.idOf('Dolores Reinger')));
    await expect(sidebar.getByRole('heading', { name: 'Dolores Reinger', level: 1 })).toBeVisible();
    await expect(sidebar.getByRole('region', { name: 'Next question' })).toContainText('Need');
    await keyboard.press('4');
    await expect(sidebar.getByRole('region', { name: 'Next question' })).toContainText('Not ready by what they said');
    await expect(sidebar.getByRole('region', { name: 'Score' })).toContainText('Must-have not met');
    await examine(sidebar, 'sidebar closed gate', [320]);
  });

  await test.step('offline', async () => {
    await baton.context.setOffline(true);
    await expect(sidebar.getByText(/^Offline/)).toBeVisible();
    await keyboard.press('v');
    await keyboard.press('Enter');
    await expect(lastCall(sidebar)).toContainText('Logged: Left voicemail');
    await examine(sidebar, 'sidebar offline', sidebarWidths);
    await baton.context.setOffline(false);
  });

  await test.step('a page that is no record', async () => {
    await crmPage.goto(crm.listUrl);
    await expect(sidebar.getByText('No lead on this page')).toBeVisible();
    await examine(sidebar, 'sidebar no record', [320]);
  });
});

test('popup and dashboard fit, are accessible, move and speak the language chosen, live', async ({ baton, demo }) => {
  const crm = salesforceDemo(demo);
  const crmPage = await baton.context.newPage();
  await crm.signIn(crmPage);
  const popup = await openSurface(baton, 'popup.html', 360);
  const dashboard = await openSurface(baton, 'dashboard.html#/today', 1440);
  const examinePage = async (page: string, sign: string, how: string) => {
    await dashboard.goto(baton.url(`dashboard.html#/${page}`));
    await expect(dashboard.getByText(sign).first()).toBeVisible();
    await examine(dashboard, `${page} ${how}`, pageWidths);
  };

  await test.step('empty', async () => {
    await expect(popup.getByText('Handoffs today')).toBeVisible();
    await examine(popup, 'popup empty', [360]);
    await examinePage('today', 'Handoffs today', 'empty');
    await examinePage('calls', 'No calls yet', 'empty');
    await examinePage('sync', 'Your CRM knows everything', 'empty');
    await dashboard.goto(baton.url('dashboard.html#/today'));
  });

  await crm.connect(baton);
  await crmPage.bringToFront();
  await crmPage.goto(crm.urlOf(crm.idOf('Maya Okonkwo')));
  const docked = new Sidebar(crmPage);
  await docked.shows('Maya Okonkwo');

  await test.step('the dock has names and roles for assistive technology, through its closed shadow root', async () => {
    const session = await baton.context.newCDPSession(crmPage);
    const nodes = async () => {
      const tree = await session.send('Accessibility.getFullAXTree');
      return tree.nodes
        .filter((node) => !node.ignored)
        .map((node) => ({
          role: String(node.role?.value),
          name: String(node.name?.value ?? ''),
          properties: Object.fromEntries(node.properties?.map(({ name, value }) => [name, value.value]) ?? []),
        }));
    };
    const framed = expect.objectContaining({ role: 'Iframe', name: 'Baton sidebar' });
    await expect.poll(nodes).toContainEqual(framed);
    const open = await nodes();
    const handle = open.find(({ name }) => name === 'Resize the Baton sidebar');
    expect(handle?.role).toMatch(/splitter|separator/i);
    expect(handle?.properties).toMatchObject({ focusable: true, valuemin: 320, valuemax: 480 });
    expect(open.some(({ name }) => name === 'Open Baton')).toBe(false);

    await (await docked.frame()).getByRole('button', { name: 'Collapse Baton' }).click();
    await expect.poll(async () => (await nodes()).find(({ name }) => name === 'Open Baton')?.role).toBe('button');
    const collapsed = await nodes();
    expect(collapsed.find(({ name }) => name === 'Open Baton')?.properties).toMatchObject({ expanded: false });
    expect(collapsed.some(({ name }) => name === 'Resize the Baton sidebar')).toBe(false);
    await session.detach();
  });

  const sidebar = await openSidebarTab(baton, crmPage, 380);
  const { keyboard } = sidebar;
  await test.step('progress moves in the open popup, dashboard and badge', async () => {
    const badge = await badgeText(baton);
    await expect(sidebar.getByText('Head of Operations')).toBeVisible();
    await keyboard.press('v');
    await keyboard.press('Enter');
    await expect(lastCall(sidebar)).toContainText('Logged: Left voicemail');
    await expect(popup.getByRole('main')).toContainText(/Dials\s*1/);
    await expect(dashboard.getByRole('main')).toContainText(/Dials\s*1/);
    expect(badge).toBe('1');
    await expect.poll(() => badgeText(baton)).toBe('1');
  });

  await test.step('the language is changed in every open surface at once, the dock included', async () => {
    await wear(dashboard, looks[3]);
    for (const surface of [popup, sidebar]) await expectLook(surface, looks[3]);
    const frame = await docked.frame();
    await expect(frame.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await expect(frame.getByRole('region', { name: '得分' })).toHaveCount(1);
    await expect(popup.getByText('今日移交')).toBeVisible();
    await wear(dashboard, looks[0]);
  });

  await test.step('one write refused for good, one that waits for a network', async () => {
    const gone = crm.idOf('Dolores Reinger');
    await crmPage.goto(crm.urlOf(gone));
    await expect(sidebar.getByRole('heading', { name: 'Dolores Reinger', level: 1 })).toBeVisible();
    const deleting = { method: 'POST', body: JSON.stringify({ id: gone }) };
    await askDemo(demo.port, `${new URL(crmPage.url()).origin}/__demo/delete-record`, deleting);
    await sidebar.bringToFront();
    await keyboard.press('n');
    await keyboard.press('Enter');
    await expect(sidebar.getByRole('button', { name: /\d not sent/ })).toBeVisible();
    await baton.context.setOffline(true);
    await keyboard.press('v');
    await keyboard.press('Enter');
    await expect(lastCall(sidebar)).toContainText('Logged: Left voicemail');
    await sidebar.close();
    await crmPage.close();
  });

  await test.step('full', async () => {
    await examine(popup, 'popup full', [360]);
    for (const [page, sign] of [
      ['today', 'Handoffs today'],
      ['calls', 'Left voicemail'],
      ['queue', 'Due promises first'],
      ['handoffs', 'Every lead you handed over'],
      ['scorecards', 'A scorecard says what to learn'],
      ['plays', 'A play says whom it fits'],
      ['rules', 'Every row that concerns a call'],
      ['learning', 'Past leads'],
      ['sync', 'Waiting'],
      ['targets', 'Working time'],
      ['connections', 'Works for Sam Rivera'],
      ['settings', 'Appearance'],
    ] as const) {
      await examinePage(page, sign, 'full');
    }
    await dashboard.goto(baton.url('dashboard.html#/sync'));
    await dashboard
      .getByRole('button', { name: /^Discard: / })
      .first()
      .click();
    await expect(dashboard.getByRole('dialog')).toBeVisible();
    await examine(dashboard, 'dashboard before discarding', [360]);
  });
});

test('a key that HubSpot does not know is called that, and the portal can be connected afterwards', async ({
  baton,
  findings,
}) => {
  findings.expectErrors(/401/);
  const dashboard = await openSurface(baton, 'dashboard.html#/connections?org=hubspot:4711007', 360);
  await dashboard.getByLabel('Service key').fill('pat-na1-00000000-0000-0000-0000-000000000000');
  await dashboard.getByLabel('Your e-mail address in HubSpot').fill('sam.rivera@baton.example');
  await dashboard.getByRole('button', { name: 'Connect HubSpot' }).click();
  await expect(dashboard.getByRole('alert')).toContainText('HubSpot does not accept this key. Copy it again');
  await expect.poll(() => misfits(dashboard)).toEqual([]);
});
