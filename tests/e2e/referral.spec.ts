import { hubspotDemo, salesforceDemo } from '../support/demo-crm.ts';
import { expect, test } from '../support/ready.ts';

test.beforeAll(({ demo }) => demo.reset());
test.setTimeout(120_000);

for (const { crmOf, crm, create } of [
  { crmOf: salesforceDemo, crm: 'Salesforce', create: 'Create lead' },
  { crmOf: hubspotDemo, crm: 'HubSpot', create: 'Create contact' },
]) {
  test(`whom a lead named is looked for in ${crm}, made there by one click, and opened`, async ({ ready }) => {
    const browser = await ready(crmOf);
    const sidebar = await browser.open('Maya Okonkwo');
    const { keyboard } = sidebar.page;
    await sidebar.press();
    await keyboard.press('r');
    await keyboard.press('r');
    await keyboard.type('Marco Rossi');
    await keyboard.press('Tab');
    await keyboard.type('+1 303 555 0177');
    await keyboard.press('Enter');
    await sidebar.expectText('Logged: Referred on');
    const frame = await sidebar.frame();
    await frame.getByRole('button', { name: `Add to ${crm}: Marco Rossi` }).click();
    const dialog = frame.getByRole('dialog', { name: `Marco Rossi in ${crm}` });
    await expect(dialog.getByText(/^Nobody of this name/)).toBeVisible();
    await dialog.getByRole('button', { name: create }).click();
    await frame.getByRole('button', { name: 'Open Marco Rossi' }).click();
    await sidebar.shows('Marco Rossi');
    await sidebar.expectText(/303\D+555\D+0177/);
    // The call that was promised to him is due here now.
    await sidebar.expectText(/Named by Maya Okonkwo in a call/);
  });
}
