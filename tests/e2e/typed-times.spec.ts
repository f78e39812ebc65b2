import { salesforceDemo } from '../support/demo-crm.ts';
import { expect, test } from '../support/ready.ts';

test('a time is typed by keyboard as it is read, and Enter logs', async ({ ready }) => {
  const browser = await ready(salesforceDemo);
  const lead = 'Vicky Mertz';
  const sidebar = await browser.open(lead);
  const frame = await sidebar.frame();
  const { keyboard } = sidebar.page;
  const year = new Date().getFullYear() + 1;
  const picker = frame.getByLabel(/^Follow-up at, in /);
  await sidebar.press('b', 't');
  await expect(picker).toBeFocused();
  // Chromium's own field, in English: month, day, year, hour, minute, half of the day.
  await keyboard.type(`0315${year}1015a`);
  await expect(picker).toHaveValue(`${year}-03-15T10:15`);
  // A part of it emptied is no choice of none.
  await keyboard.press('Backspace');
  await expect(picker).toHaveValue('');
  await expect(frame.getByRole('button', { name: 'None' })).toHaveAttribute('aria-pressed', 'false');
  await keyboard.type('p');
  await expect(picker).toHaveValue(`${year}-03-15T22:15`);
  await keyboard.press('Enter');
  await sidebar.expectText('Logged: Call back');
  await sidebar.expectText(new RegExp(`Next: .*${year}`));
});
