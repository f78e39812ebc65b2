import { expect, test } from '../support/fixtures.ts';
import { openSurface } from '../support/surfaces.ts';

/** Past leads in which the industry and the number of employees decided; every fifth row has a gap. */
function pastLeads(rows: number): string {
  const industries = ['software', 'retail', 'health', 'public'];
  const lines = Array.from({ length: rows }, (_, row) => {
    const industry = industries[(row * 7) % 4];
    const employees = ((row * 37) % 900) + 10;
    const odds = (industry === 'software' ? 40 : 10) + (employees > 500 ? 35 : 0);
    const won = (row * 61) % 100 < odds ? 'yes' : 'no';
    return `${row},${industry},${row % 5 === 0 ? '' : employees},${won === 'yes' ? 'signed' : ''},${won}`;
  });
  return `id,industry,employees,contract,won\n${lines.join('\n')}\n`;
}

test('a CSV of past leads becomes a card, its warnings are heard, and a draft is kept', async ({ baton }) => {
  const page = await openSurface(baton, 'dashboard.html#/learning', 1100);
  const csv = { name: 'past-leads.csv', mimeType: 'text/csv', buffer: Buffer.from(pastLeads(1500)) };
  await page.locator('input[type=file]').setInputFiles(csv);
  await expect(page.getByText('past-leads.csv: 1,500 leads, 5 columns')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'What came of it' })).toHaveValue('won');
  await page.getByRole('combobox', { name: 'Which leads came first' }).selectOption('row');
  await page.getByRole('button', { name: 'Learn from these leads' }).click();

  const warnings = page.getByRole('region', { name: 'Before you trust it' });
  await expect(warnings).toContainText('Whether “contract” is filled in gives the outcome away');
  await warnings.getByRole('button', { name: 'Leave these out and learn again' }).click();

  const card = page.getByRole('region', { name: 'The card', exact: true }).first();
  await expect(card.getByRole('rowheader', { name: /industry/ })).toBeVisible();
  await expect(card.getByRole('rowheader', { name: /contract/ })).toHaveCount(0);
  await expect(card.getByRole('rowheader', { name: /employees/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /Foretold and come true/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /Your newest leads/ })).toBeVisible();

  await page.getByRole('button', { name: 'Make a draft scorecard' }).click();
  await expect(page.getByText('The draft is among your scorecards.')).toBeVisible();

  await page.locator('input[type=file]').setInputFiles({
    ...csv,
    buffer: Buffer.from('a,won\n1,no\n2,no\n'),
  });
  await page.getByRole('button', { name: 'Learn from these leads' }).click();
  await expect(page.getByRole('alert')).toContainText('All leads ended the same way');
});
