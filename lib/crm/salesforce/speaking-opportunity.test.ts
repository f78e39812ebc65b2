import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, madeInSalesforce, salesforceBench } from '../../../tests/support/crm-bench';
import type { RecordRef } from '../../model/record';

describe('which opportunity of a Salesforce account speaks for a person', () => {
  let bench: Bench;
  let account: string;
  let anna: RecordRef;
  beforeAll(async () => {
    bench = await salesforceBench([]);
    account = await made('Account', { Name: 'Roles & Sons' });
    anna = {
      ...bench.adapter.org,
      ...{ object: 'contact', id: await made('Contact', { LastName: 'Anna', AccountId: account }) },
    };
    const ben = await made('Contact', { LastName: 'Ben', AccountId: account });
    await opportunity('Names nobody');
    await made('OpportunityContactRole', { OpportunityId: await opportunity('Ben’s'), ContactId: ben });
    await made('OpportunityContactRole', { OpportunityId: await opportunity('Anna’s'), ContactId: anna.id });
  });
  afterAll(() => bench.close());

  const made = (object: string, values: object) => madeInSalesforce(bench, object, values);
  const opportunity = (Name: string) =>
    made('Opportunity', { Name, AccountId: account, StageName: 'Qualification', CloseDate: '2027-01-31' });

  /** Names of the opportunities that speak for a record, in a view and in a look at many. */
  async function speaking(ref: RecordRef): Promise<readonly (readonly string[])[]> {
    const view = await bench.adapter.readRecord(ref);
    const many = await bench.adapter.readHandedOver?.([{ ref, since: Date.now() - 60_000 }]);
    if (!view.ok || many?.ok !== true) throw new Error(JSON.stringify([view, many]));
    return [view.value, many.value.get(ref.id)].map((found) =>
      (found?.openOpportunities ?? [])
        .flatMap(({ name, isOfRecord }) => (isOfRecord === true ? [name] : []))
        .toSorted(),
    );
  }

  it('is the one that names them; a view lists the others all the same', async () => {
    expect(await speaking(anna)).toEqual([['Anna’s'], ['Anna’s']]);
    const view = await bench.adapter.readRecord(anna);
    expect(view.ok && view.value.openOpportunities).toHaveLength(3);
  });

  it('is for the account itself every one of its own', async () => {
    const all = ['Anna’s', 'Ben’s', 'Names nobody'];
    expect(await speaking({ ...anna, object: 'company', id: account })).toEqual([all, all]);
    expect(bench.unpublished()).toEqual([]);
  });
});
