import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, madeInSalesforce, salesforceBench } from '../../../tests/support/crm-bench';
import type { RecordRef } from '../../model/record';

describe('what became of the contacts of one Salesforce account', () => {
  let bench: Bench;
  let account: string;
  let anna: RecordRef;
  let ben: RecordRef;
  beforeAll(async () => {
    bench = await salesforceBench([]);
    account = await made('Account', { Name: 'Roles & Sons' });
    const contact = async (LastName: string): Promise<RecordRef> => ({
      ...bench.adapter.org,
      object: 'contact',
      id: await made('Contact', { LastName, AccountId: account }),
    });
    [anna, ben] = [await contact('Anna'), await contact('Ben')];
  });
  afterAll(() => bench.close());

  const made = (object: string, values: object) => madeInSalesforce(bench, object, values);
  const opportunity = (Name: string, AccountId: string) =>
    made('Opportunity', { Name, AccountId, StageName: 'Qualification', CloseDate: '2027-01-31' });

  /** How many opportunities came of each. */
  async function counts(...refs: readonly RecordRef[]): Promise<readonly (number | undefined)[]> {
    const fates = await bench.adapter.fatesOf?.(refs);
    if (fates?.ok !== true) throw new Error(JSON.stringify(fates));
    return refs.map(({ id }) => fates.value.get(id)?.opportunities.length);
  }

  it('is every opportunity of the account as long as none names anybody', async () => {
    await opportunity('Named nobody', account);
    expect(await counts(anna, ben)).toEqual([1, 1]);
  });

  it('is of an opportunity that names contacts only what became of those, also in another account', async () => {
    const named = await opportunity('Anna’s', account);
    await made('OpportunityContactRole', { OpportunityId: named, ContactId: anna.id, IsPrimary: true });
    expect(await counts(anna, ben)).toEqual([2, 1]);
    const elsewhere = await opportunity('Of a partner', await made('Account', { Name: 'Partner' }));
    await made('OpportunityContactRole', { OpportunityId: elsewhere, ContactId: ben.id, Role: 'Influencer' });
    expect(await counts(anna, ben)).toEqual([2, 2]);
    expect(await counts({ ...anna, object: 'company', id: account })).toEqual([2]);
    expect(bench.unpublished()).toEqual([]);
  });
});
