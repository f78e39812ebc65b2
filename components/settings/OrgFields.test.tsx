import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FieldMap, OrgFields as Fields, OrgField } from '../../lib/crm/org-fields';
import { textIn } from '../../lib/model/schemas';
import { bant } from '../../lib/qualification/scorecards/bant';
import { champ } from '../../lib/qualification/scorecards/champ';
import { meddic } from '../../lib/qualification/scorecards/meddic';
import { FakeBackground, renderSurface } from '../data/surface-rig';
import { salesforceOrg } from '../sync/sync-rig';
import { chosenIn, fieldsFor, fieldsForAnswer, mapOf } from './field-map-form';
import { OrgFields } from './OrgFields';

const field = (name: string, kind: OrgField['kind'], more: Partial<OrgField> = {}): OrgField => ({
  ...{ name, label: name.replace('__c', ''), kind, options: [], writable: true },
  ...more,
});
const options = [
  { value: 'A', label: 'Alpha' },
  { value: 'B', label: 'Beta' },
];
const fields: Fields = {
  owners: [
    {
      owner: 'lead',
      fields: [
        field('Stage__c', 'choice', { options }),
        field('Blocked__c', 'flag'),
        field('Score__c', 'number'),
        field('Formula__c', 'number', { writable: false }),
        field('Need__c', 'text'),
      ],
    },
    {
      owner: 'deal',
      fields: [
        field('ARR__c', 'number'),
        field('Sourced_By__r.Name', 'person', { label: 'Sourced by', writable: false }),
        field('StageName', 'stage', {
          label: 'Stage',
          options: [
            { value: 'p1', label: 'Proposal', group: 'new' },
            { value: 'p2', label: 'Contract', group: 'new' },
            { value: 'r1', label: 'Renewing', group: 'renewals' },
          ],
        }),
      ],
    },
  ],
  required: [field('Reason__c', 'choice', { label: 'Call reason', options })],
};

let background: FakeBackground;
beforeEach(async () => {
  background = new FakeBackground()
    .on('orgFields', () => ({ fields, map: [], readAt: Date.UTC(2026, 10, 24, 9) }))
    .on('saveFieldMap', () => null);
});

async function open() {
  await renderSurface(background, <OrgFields org={salesforceOrg} name="Acme" />);
  await userEvent.click(await screen.findByText('Fields of this org'));
}

function partOf(title: string): HTMLElement {
  const part = screen.getByText(title).closest('details');
  if (part === null) throw new Error('no such part');
  return part;
}

describe('the fields of an org', () => {
  it('says before any call what the org would refuse it for, and keeps the value chosen for it', async () => {
    await open();
    expect(screen.getByText(/Acme asks for Call reason with every call/)).toBeInTheDocument();
    const calls = screen.getByRole('group', { name: 'Every call and task' });
    await userEvent.selectOptions(within(calls).getByLabelText('Call reason'), 'Beta');
    await userEvent.click(screen.getByRole('button', { name: 'Save the fields' }));
    expect(background.of('saveFieldMap')).toEqual([
      { org: salesforceOrg, map: [{ owner: 'call', role: 'call', field: 'Reason__c', values: ['B'] }] },
    ]);
  });

  it('writes outcomes into a list of the org’s own as well, by the values chosen, and says which it lacks', async () => {
    const callLists = [field('Result__c', 'choice', { options: [{ value: 'VM', label: 'Voicemail' }, ...options] })];
    const map: FieldMap = [{ owner: 'call', role: 'outcomeField', field: 'Result__c', values: [] }];
    background.on('orgFields', () => ({ fields: { ...fields, callLists }, map, readAt: Date.UTC(2026, 10, 24, 9) }));
    await open();
    expect(screen.getByText(/^Result of Acme has no value for .*Busy/)).toBeInTheDocument();
    const calls = within(screen.getByRole('group', { name: 'Every call and task' }));
    expect(calls.getByLabelText('Outcomes are also written into')).toHaveDisplayValue('Result (Result__c)');
    await userEvent.click(calls.getByText('Outcomes of a call (Result)'));
    expect(calls.getByLabelText('Left voicemail')).toHaveDisplayValue('As Baton finds it: Voicemail');
    await userEvent.selectOptions(calls.getByLabelText('Busy'), 'Alpha');
    await userEvent.click(screen.getByRole('button', { name: 'Save the fields' }));
    expect(background.of('saveFieldMap')).toMatchObject([
      { map: [...map, { owner: 'call', role: 'outcome', field: 'Result__c', values: ['busy', 'A'] }] },
    ]);
    await userEvent.selectOptions(calls.getByLabelText('Outcomes are also written into'), 'No field');
    await userEvent.click(screen.getByRole('button', { name: 'Save the fields' }));
    expect(background.of('saveFieldMap')[1]).toMatchObject({ map: [] });
  });

  it('offers each meaning the fields that can have it, and asks which value says yes', async () => {
    await open();
    const leads = within(screen.getByRole('group', { name: 'Leads' }));
    expect(within(leads.getByLabelText('Score')).queryByRole('option', { name: /Formula/ })).toBeNull();
    await userEvent.selectOptions(leads.getByLabelText('Do not call'), 'Blocked__c');
    await userEvent.selectOptions(leads.getByLabelText('Marketing qualified'), 'Stage__c');
    await userEvent.selectOptions(leads.getByLabelText('Stage means yes when it is'), 'Alpha');
    await userEvent.click(screen.getByRole('button', { name: 'Save the fields' }));
    expect(background.of('saveFieldMap')).toMatchObject([
      {
        map: [
          { owner: 'lead', role: 'doNotCall', field: 'Blocked__c', values: ['true'] },
          { owner: 'lead', role: 'mql', field: 'Stage__c', values: ['A'] },
        ],
      },
    ]);
  });

  it('asks of opportunities for the amount, who sourced them and from which stage on they count as stage 2', async () => {
    await open();
    const deals = within(screen.getByRole('group', { name: 'Deals' }));
    expect(deals.queryByLabelText('Do not call')).toBeNull();
    await userEvent.selectOptions(deals.getByLabelText('Amount'), 'ARR__c');
    await userEvent.selectOptions(deals.getByLabelText('Sourced by'), 'Sourced_By__r.Name');
    await userEvent.selectOptions(deals.getByLabelText('Stage 2'), 'StageName');
    await userEvent.selectOptions(deals.getByLabelText('Stage 2 from'), 'Proposal');
    await userEvent.click(screen.getByRole('button', { name: 'Save the fields' }));
    expect(background.of('saveFieldMap')).toMatchObject([
      {
        map: [
          { owner: 'deal', role: 'amount', field: 'ARR__c', values: [] },
          { owner: 'deal', role: 'sourcedBy', field: 'Sourced_By__r.Name', values: [] },
          // Those after it in its own pipeline count as well.
          { owner: 'deal', role: 'stage2', field: 'StageName', values: ['p1', 'p2'] },
        ],
      },
    ]);
  });

  it('lets a question of the card in use have a field for its answer, a number only where the answer is one', async () => {
    const card = bant;
    background.on('scorecards', () => ({
      inUse: { id: card.id, version: card.version },
      scoring: [{ id: card.id, version: card.version, plays: [] }],
      ...{ isPrescribed: false, unreadablePrescribed: 0, drafts: [] },
      cards: [{ card, origin: 'builtIn', publishedAt: null }],
    }));
    await open();
    await userEvent.click(await screen.findByText('Answers written at handoff'));
    const [criterion] = card.criteria;
    const name = criterion === undefined ? '' : textIn(criterion.name, 'en');
    const writing = partOf('Answers written at handoff');
    const select = within(writing).getByLabelText(name);
    expect(within(select).queryByRole('option', { name: /Score/ })).toBeNull();
    await userEvent.selectOptions(select, 'Need__c');
    const knowing = partOf('Answers that fields know');
    await userEvent.click(within(knowing).getByText('Answers that fields know'));
    await userEvent.selectOptions(within(knowing).getByLabelText(name), 'Need__c');
    await userEvent.click(screen.getByRole('button', { name: 'Save the fields' }));
    expect(background.of('saveFieldMap')).toEqual([
      {
        org: salesforceOrg,
        map: [
          { owner: 'lead', role: 'answer', field: 'Need__c', values: [criterion?.id] },
          { owner: 'lead', role: 'known', field: 'Need__c', values: [criterion?.id] },
        ],
      },
    ]);
  });

  it('asks for the questions of every card that scores leads, card by card, and shares what both ask', async () => {
    const other = { ...champ, criteria: [...champ.criteria.slice(0, 1), ...bant.criteria.slice(0, 1)] };
    background.on('scorecards', () => ({
      inUse: { id: bant.id, version: bant.version },
      scoring: [
        { id: bant.id, version: bant.version, plays: [] },
        { id: other.id, version: other.version, plays: [{ en: 'Inbound' }, { en: 'Partners' }] },
      ],
      ...{ isPrescribed: false, unreadablePrescribed: 0, drafts: [] },
      cards: [bant, other, meddic].map((card) => ({ card, origin: 'builtIn' as const, publishedAt: null })),
    }));
    await open();
    await userEvent.click(await screen.findByText('Answers written at handoff'));
    const group = (name: RegExp) => within(within(partOf('Answers written at handoff')).getByRole('group', { name }));
    expect(screen.queryByRole('group', { name: /MEDDIC/ })).toBeNull();
    const nameOf = (index: number) => textIn(other.criteria[index]?.name ?? { en: '' }, 'en');
    const own = group(/^CHAMP.*by the plays Inbound and Partners/).getByLabelText(nameOf(0));
    await userEvent.selectOptions(own, 'Need__c');
    const shared = group(/^BANT.*the card in use/).getByLabelText(nameOf(1));
    expect(shared).toHaveAccessibleDescription('Also asked by CHAMP; the choice is shared.');
    await userEvent.selectOptions(shared, 'Need__c');
    expect(group(/^CHAMP/).getByLabelText(nameOf(1))).toHaveDisplayValue('Need (Need__c)');
    await userEvent.click(screen.getByRole('button', { name: 'Save the fields' }));
    const answers = other.criteria.map(({ id }) => ({ owner: 'lead', role: 'answer', field: 'Need__c', values: [id] }));
    expect(background.of('saveFieldMap')).toEqual([{ org: salesforceOrg, map: expect.arrayContaining(answers) }]);
  });

  it('says which outcomes the org has no value for, and keeps what is chosen for one of them', async () => {
    const outcome = {
      ...field('CallDisposition', 'choice', { label: 'Call Result', options: [{ value: 'C', label: 'Connected' }] }),
      closed: true,
    };
    const kept = [{ owner: 'call', role: 'outcome', field: 'CallDisposition', values: ['busy', ''] }] as const;
    background.on('orgFields', () => ({
      fields: { ...fields, required: [], outcome },
      map: kept.map((one) => ({ ...one, values: [...one.values] })),
      readAt: Date.UTC(2026, 10, 24, 9),
    }));
    await open();
    expect(screen.getByText(/Acme has no value for No answer, Left voicemail/)).toBeInTheDocument();
    await userEvent.click(screen.getByText('Outcomes of a call (Call Result)'));
    const answered = screen.getByLabelText('Not interested');
    expect(within(answered).getByRole('option', { name: 'As Baton finds it: Connected' })).toBeInTheDocument();
    expect(screen.getByLabelText('Busy')).toHaveDisplayValue('Write none');
    expect(screen.getByLabelText('No answer')).toHaveAccessibleDescription('Call Result has no value that fits.');
    await userEvent.selectOptions(screen.getByLabelText('No answer'), 'Connected');
    await userEvent.click(screen.getByRole('button', { name: 'Save the fields' }));
    expect(background.of('saveFieldMap')).toEqual([
      {
        org: salesforceOrg,
        map: [
          { owner: 'call', role: 'outcome', field: 'CallDisposition', values: ['noAnswer', 'C'] },
          { owner: 'call', role: 'outcome', field: 'CallDisposition', values: ['busy', ''] },
        ],
      },
    ]);
  });

  it('says how old the list is, and reads it again', async () => {
    await open();
    expect(screen.getByText(/^Read from Salesforce /)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Read the fields again' }));
    await waitFor(() => expect(background.of('orgFields')).toContainEqual({ org: salesforceOrg, from: 'crm' }));
  });

  it('keeps what is chosen and not saved when the fields are read again, or another window saves others', async () => {
    await open();
    const leads = within(screen.getByRole('group', { name: 'Leads' }));
    await userEvent.selectOptions(leads.getByLabelText('Do not call'), 'Blocked__c');
    const map: FieldMap = [{ owner: 'lead', role: 'score', field: 'Score__c', values: [] }];
    const more = { ...fields, required: [...fields.required, field('Topic__c', 'text')] };
    background.on('orgFields', () => ({ fields: more, map, readAt: Date.UTC(2026, 10, 25, 9) }));
    await userEvent.click(screen.getByRole('button', { name: 'Read the fields again' }));
    await waitFor(() => expect(leads.getByLabelText('Score')).toHaveDisplayValue('Score (Score__c)'));
    expect(leads.getByLabelText('Do not call')).toHaveDisplayValue('Blocked (Blocked__c)');
    expect(screen.getByLabelText('Topic')).toBeInTheDocument();
    expect(screen.queryByText(/in another window too/)).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Save the fields' }));
    expect(background.of('saveFieldMap')).toMatchObject([
      {
        map: [
          { role: 'doNotCall', field: 'Blocked__c' },
          { role: 'score', field: 'Score__c' },
        ],
      },
    ]);
  });

  it('says so where another window said otherwise what a field means, and lets that be had', async () => {
    await open();
    const leads = within(screen.getByRole('group', { name: 'Leads' }));
    await userEvent.selectOptions(leads.getByLabelText('Marketing qualified'), 'Stage__c');
    await userEvent.selectOptions(leads.getByLabelText('Stage means yes when it is'), 'Alpha');
    const map: FieldMap = [{ owner: 'lead', role: 'mql', field: 'Stage__c', values: ['B'] }];
    background.on('orgFields', () => ({ fields, map, readAt: Date.UTC(2026, 10, 24, 9) }));
    await act(() => background.live('pulse', { n: 1, topics: ['connections'] }));
    await screen.findByText(/changed in another window too/);
    expect(leads.getByLabelText('Stage means yes when it is')).toHaveDisplayValue('Alpha');
    await userEvent.click(screen.getByRole('button', { name: 'Take theirs instead' }));
    expect(leads.getByLabelText('Stage means yes when it is')).toHaveDisplayValue('Beta');
  });

  it('says why the fields could not be read', async () => {
    background.refuse('orgFields', { kind: 'crm', problem: { kind: 'forbidden', message: 'no' } });
    await renderSurface(background, <OrgFields org={salesforceOrg} name="Acme" />);
    expect(await screen.findByRole('alert')).toBeInTheDocument();
  });
});

describe('what choices stand for', () => {
  it('is nothing where the value is missing or the field is gone', () => {
    const chosen = {
      'lead:mql:': { field: 'Stage__c', value: ' ' },
      'lead:score:': { field: 'Gone__c', value: '' },
      'lead:handoff:': { field: 'Stage__c', value: 'B' },
    };
    expect(mapOf(chosen, fields)).toEqual([{ owner: 'lead', role: 'handoff', field: 'Stage__c', values: ['B'] }]);
  });

  it('keeps which value of the handoff’s state says accepted and which says returned, there and back', () => {
    const answers = { accepted: 'A', returned: '' };
    const chosen = { 'lead:handoff:': { field: 'Stage__c', value: '', answers } };
    const map = mapOf(chosen, fields);
    expect(map).toEqual([{ owner: 'lead', role: 'handoff', field: 'Stage__c', values: ['', 'A'] }]);
    expect(chosenIn(map, fields)['lead:handoff:']).toEqual(chosen['lead:handoff:']);
    expect(mapOf({ 'lead:handoff:': { field: 'Stage__c', value: ' ' } }, fields)).toEqual([]);
  });

  it('is the number itself where a numeric answer goes into a field of numbers', () => {
    const chosen = { 'lead:answer:seats': { field: 'Score__c', value: '' } };
    expect(mapOf(chosen, fields, [{ id: 'seats' }])).toEqual([
      { owner: 'lead', role: 'answer', field: 'Score__c', values: ['seats', 'amount'] },
    ]);
    expect(mapOf(chosen, fields, [])).toEqual([]);
    const [owner] = fields.owners;
    expect(fieldsForAnswer({ kind: 'number' }, owner?.fields ?? []).map(({ name }) => name)).toEqual([
      'Need__c',
      'Score__c',
    ]);
  });

  it('is chosen among fields in the order of their labels', () => {
    const [owner] = fields.owners;
    expect(fieldsFor('doNotCall', owner?.fields ?? []).map(({ label }) => label)).toEqual(['Blocked', 'Stage']);
  });
});
