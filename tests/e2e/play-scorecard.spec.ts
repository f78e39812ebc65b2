import { hubspotDemo, salesforceDemo } from '../support/demo-crm.ts';
import { expect, test } from '../support/ready.ts';
import { openSurface } from '../support/surfaces.ts';

test.setTimeout(120_000);
test.beforeAll(({ demo }) => demo.reset());

const lead = 'Maya Okonkwo';

for (const crmOf of [salesforceDemo, hubspotDemo]) {
  test(`${crmOf === salesforceDemo ? 'Salesforce' : 'HubSpot'}: a play’s own scorecard scores, asks and hands over its leads; answers on the other one stay`, async ({
    alone,
  }) => {
    const browser = await alone(crmOf);
    const sidebar = await browser.open(lead);
    const score = await sidebar.region('Score');
    await expect(score).toContainText('BANT v1');
    await sidebar.press('1', '1');
    await expect(score).toContainText('2 of 4 known');

    const plays = await openSurface(browser.baton, 'dashboard.html#/plays', 1100);
    await expect(plays.getByRole('button', { name: 'Save the plays' })).toBeVisible();
    const closed = plays.getByRole('main').getByRole('button', { expanded: false });
    while ((await closed.count()) > 0) await closed.first().click();
    const choices = plays.getByRole('combobox', { name: 'Scorecard' });
    await expect(choices).toHaveCount(3);
    for (const choice of await choices.all()) await choice.selectOption('CHAMP');
    await plays.getByRole('button', { name: 'Save the plays' }).click();
    await expect(plays.getByText('The plays are in use.')).toBeVisible();

    await sidebar.page.bringToFront();
    await expect(score).toContainText('CHAMP v1');
    await expect(score).toContainText('for the play “');
    await sidebar.expectText('This lead is scored by CHAMP now. 2 answers given on BANT are kept there.');
    await sidebar.press('1', '1', '1');
    await expect(score).toContainText('3 of 4 known');
    await expect((await sidebar.frame()).getByText(/are kept there/)).toHaveCount(0);
    await sidebar.log('q', 'They want it by spring.');
    await sidebar.expectText('Logged: Qualified');
    await sidebar.press('h');
    await sidebar.expectText('Ready to hand over');

    await plays.bringToFront();
    for (const choice of await choices.all()) await choice.selectOption('The one in use');
    await plays.getByRole('button', { name: 'Save the plays' }).click();
    await sidebar.page.bringToFront();
    await browser.open(lead, sidebar.page);
    await expect(await sidebar.region('Score')).toContainText('BANT v1');
    await expect(await sidebar.region('Score')).toContainText('2 of 4 known');
  });
}
