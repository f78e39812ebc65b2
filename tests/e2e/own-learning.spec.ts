import { v7 as uuidv7 } from 'uuid';
import { bant } from '../../lib/qualification/scorecards/bant.ts';
import type { DemoCrm } from '../support/demo-crm.ts';
import { hubspotDemo, salesforceDemo } from '../support/demo-crm.ts';
import { expect, test } from '../support/ready.ts';
import { openSurface } from '../support/surfaces.ts';

test.setTimeout(120_000);
test.beforeAll(({ demo }) => demo.reset());

const leads = 120;
const dayMs = 86_400_000;
const need = bant.criteria.find(({ id }) => id === 'need');
const options = need !== undefined && 'options' in need ? need.options : [];
const [best, worst] = [options[0]?.id ?? '', options.at(-1)?.id ?? ''];

/** Handoffs of a while ago, answered by the AE: most with a need were accepted, most without one returned. */
function pastOf(crm: DemoCrm, org: string) {
  const object = crm.name === 'Salesforce' ? 'lead' : 'contact';
  const names = [...new Set(crm.names())].slice(0, leads);
  const rows = names.map((leadName, index) => {
    const key = `${org}:${object}:${crm.idOf(leadName)}`;
    const hasNeed = index % 2 === 0;
    const state = hasNeed === index % 10 < 8 ? 'accepted' : 'returned';
    const submittedAt = Date.now() - (10 + index / 10) * dayMs;
    const handoff = {
      ...{ id: uuidv7(), recordKey: key, leadName, brief: [], clauses: [], rulesVersion: 1, state, submittedAt },
      ae: { id: '1', name: 'Jonas Lindqvist', email: null },
      score: { estimate: 70 + (index % 20), low: 60, high: 95 },
      scorecard: { id: bant.id, version: bant.version },
      fields: { source: ['Web', 'Event'][index % 3] ?? 'List' },
      history: [{ state: 'submitted', at: submittedAt, reason: null }],
      dueAt: submittedAt + dayMs,
      day: new Date(submittedAt).toISOString().slice(0, 10),
    };
    const answer = {
      ...{ id: uuidv7(), recordKey: key, scorecardId: bant.id, scorecardVersion: bant.version, criterionId: 'need' },
      ...{
        value: { kind: 'option', optionId: hasNeed ? best : worst },
        note: '',
        at: submittedAt - 1000,
        callId: null,
      },
    };
    return { handoff, answer };
  });
  return { handoffs: rows.map(({ handoff }) => handoff), answers: rows.map(({ answer }) => answer) };
}

for (const crmOf of [salesforceDemo, hubspotDemo]) {
  test(`${crmOf === salesforceDemo ? 'Salesforce' : 'HubSpot'}: a card is learnt from the SDR’s own handoffs and what became of them`, async ({
    alone,
  }) => {
    const browser = await alone(crmOf);
    const connections = await browser.ask('connections', {});
    const [, org = ''] = /"org":"([^"]+)"/.exec(JSON.stringify(connections)) ?? [];
    const past = pastOf(browser.crm, org);
    expect(past.handoffs.length).toBeGreaterThan(80);
    const page = await openSurface(browser.baton, 'dashboard.html#/learning', 1100);
    await page.evaluate(async ({ handoffs, answers }) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('baton');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const transaction = database.transaction(['handoffs', 'answers'], 'readwrite');
      for (const row of handoffs) transaction.objectStore('handoffs').put(row);
      for (const row of answers) transaction.objectStore('answers').put(row);
      await new Promise((resolve) => {
        transaction.oncomplete = resolve;
      });
      database.close();
    }, past);

    const before = browser.requests().length;
    await page.getByRole('button', { name: 'Learn from my handoffs' }).click();
    const outcome = page.getByRole('region', { name: 'Which outcome to learn' });
    await expect(outcome.getByText(/\d+ successes, \d+ others/).first()).toBeVisible();
    // What became of them was asked of the CRM, in batches.
    const asked = browser.requests().slice(before);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThanOrEqual(6);
    await outcome.getByLabel('Accepted by the AE').check();
    await page.getByRole('button', { name: 'Learn from these leads' }).click();
    const card = page.getByRole('region', { name: 'The card', exact: true }).first();
    await expect(card.getByRole('rowheader', { name: /Need/ })).toBeVisible();
    await expect(card.getByRole('rowheader')).toHaveCount(1);

    await page.getByRole('button', { name: 'Make a draft scorecard' }).click();
    await expect(page.getByText('The draft is among your scorecards.')).toBeVisible();
    await page.goto(browser.baton.url('dashboard.html#/scorecards'));
    await expect(page.getByText('Learnt from My handoffs')).toBeVisible();
  });
}
