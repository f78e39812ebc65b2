import { v7 as newId } from 'uuid';
import { learntCard } from '../../lib/qualification/card-rig';
import { salesforceDemo } from '../support/demo-crm.ts';
import { expect, test } from '../support/ready.ts';
import { openSidebarTab, wear } from '../support/surfaces.ts';

const publish = { commandId: newId(), card: learntCard, origin: 'learnt', use: true };

test('a learnt card says the chance beside the points, until its points are changed', async ({ ready }) => {
  const browser = await ready(salesforceDemo);
  expect(await browser.ask('publishScorecard', publish)).toMatchObject({ ok: true });
  const crmPage = await browser.baton.context.newPage();
  await crmPage.goto(browser.crm.urlOf(browser.crm.idOf('Maya Okonkwo')));
  const sidebar = await openSidebarTab(browser.baton, crmPage, 320);
  await wear(sidebar, { language: 'en', theme: 'light' });
  const score = sidebar.getByRole('region', { name: 'Score', exact: true });

  await test.step('open answers count as past leads gave them', async () => {
    await expect(score).toContainText(
      'About 22 of 100 such leads became an opportunity within 30 days of the handoff.',
    );
    await expect(score).toContainText('learnt from 1,000 past leads, 240 of them successes');
    await score.getByRole('button', { name: 'Why?' }).click();
    await expect(score).toContainText('What is still open could make it anything from 5 to 60 of 100.');
  });

  await test.step('an answer moves it, in both languages', async () => {
    const question = sidebar.getByRole('region', { name: 'Next question' });
    await expect(question).toContainText('How did you hear of us?');
    await sidebar.keyboard.press('1');
    await expect(score).toContainText('About 47 of 100 such leads');
    await wear(sidebar, { language: 'zh-CN', theme: 'dark' });
    await expect(sidebar.getByRole('region', { name: '得分' })).toContainText(
      '每 100 条同类线索约 47 条 在移交后 30 天内成为商机。',
    );
    await wear(sidebar, { language: 'en', theme: 'light' });
  });

  await test.step('a version with other points says none, and why', async () => {
    const criteria = learntCard.criteria.map((each) => (each.id === 'learnt1' ? { ...each, weight: 9 } : each));
    const changed = { ...publish, commandId: newId(), card: { ...learntCard, version: 2, criteria } };
    expect(await browser.ask('publishScorecard', changed)).toMatchObject({ ok: true });
    await expect(score).toContainText('v2');
    await expect(score).not.toContainText('of 100 such leads');
    await expect(score).toContainText('No chance is shown: the points were changed after they were learnt (source).');
  });
});
