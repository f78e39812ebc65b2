import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { LeadRecord, Opportunity } from '../../lib/crm/lead-record';
import { FakeBackground, renderSurface } from '../data/surface-rig';
import { maya, recordOf } from '../sidebar/lead-rig';
import { Opportunities } from './Opportunities';

const deal = (id: string, more: Partial<Opportunity> = {}): Opportunity => ({
  ...{ id, name: `Deal ${id}`, stage: 'Proposal', amount: null },
  ...more,
});

function show(part: Partial<LeadRecord>) {
  return renderSurface(new FakeBackground(), <Opportunities record={{ ...recordOf(maya), ...part }} />);
}

describe('the opportunities beside a lead', () => {
  it('tell stage, amount, who sourced them, and which are at stage 2', async () => {
    await show({
      openOpportunities: [
        deal('1', { amount: { amount: 12_000, currency: 'EUR' }, sourcedBy: 'Sam Rivera', isStage2: true }),
        deal('2', { amount: { amount: 3000, currency: null }, isStage2: false }),
      ],
    });
    const [first, second] = await screen.findAllByRole('listitem');
    if (first === undefined || second === undefined) throw new Error('two were expected');
    expect(within(first).getByText('Proposal · €12,000 · sourced by Sam Rivera')).toBeInTheDocument();
    expect(within(first).getByText('Stage 2')).toBeInTheDocument();
    expect(within(second).getByText('Proposal · 3,000')).toBeInTheDocument();
    expect(within(second).queryByText('Stage 2')).toBeNull();
  });

  it('begin with the one that is looked at, and say how many more there are', async () => {
    const record = recordOf(maya);
    const own = deal(record.ref.id, { name: 'This one' });
    await show({ deal: own, openOpportunities: [own, deal('1'), deal('2'), deal('3'), deal('4')] });
    expect(await screen.findAllByRole('listitem')).toHaveLength(3);
    expect(screen.getAllByRole('listitem')[0]).toHaveTextContent('This one');
    expect(screen.getByText('and 2 more')).toBeInTheDocument();
  });

  it('are no heading without content, and no crash over a currency that is none', async () => {
    await show({ openOpportunities: [] });
    expect(screen.queryByRole('region')).toBeNull();
    await show({ openOpportunities: [deal('1', { amount: { amount: 5, currency: '1€2' } })] });
    expect(await screen.findByText('Proposal · 5')).toBeInTheDocument();
  });
});
