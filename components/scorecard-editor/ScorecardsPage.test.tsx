import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ScorecardsView } from '../../lib/messaging/scorecard-views';
import { orgKey } from '../../lib/model/record';
import type { Locale } from '../../lib/model/schemas';
import { learntCard } from '../../lib/qualification/card-rig';
import { writeScorecardFile } from '../../lib/qualification/scorecard-file';
import { builtInScorecards } from '../../lib/qualification/scorecards';
import { bant } from '../../lib/qualification/scorecards/bant';
import { FakeBackground, plainSettings, renderSurface } from '../data/surface-rig';
import { ScorecardsPage } from './ScorecardsPage';

let background: FakeBackground;
let view: ScorecardsView;

beforeEach(() => {
  view = {
    inUse: { id: 'bant', version: 1 },
    scoring: [{ id: 'bant', version: 1, plays: [] }],
    isPrescribed: false,
    unreadablePrescribed: 0,
    cards: builtInScorecards.map((card) => ({ card, origin: 'builtIn', publishedAt: null })),
    drafts: [],
  };
  background = new FakeBackground()
    .on('scorecards', () => view)
    .on('useScorecard', () => null)
    .on('saveScorecardDraft', () => null)
    .on('discardScorecardDraft', () => null)
    .on('publishScorecard', () => ({ id: 'bant', version: 2 }))
    .on('tryScorecard', () => ({
      handoffs: 120,
      notReady: { count: 14, names: ['Maya Okonkwo'] },
      others: 3,
      newlyReady: { count: 0, names: [] },
    }));
});

const openList = (language: Locale = 'en') =>
  renderSurface(background, <ScorecardsPage draft={null} />, { ...plainSettings, language });

async function openEditor(): Promise<void> {
  view = { ...view, drafts: [{ card: { ...bant, version: 2 }, origin: 'own', updatedAt: 0 }] };
  await renderSurface(background, <ScorecardsPage draft="bant" />);
  await screen.findByRole('list', { name: 'Criteria' });
}

async function expectPublished(card: object): Promise<void> {
  await waitFor(() => expect(background.of('publishScorecard')).toMatchObject([{ card }]));
}

const order = () =>
  within(screen.getByRole('list', { name: 'Criteria' }))
    .getAllByRole('listitem')
    .map((row) => within(row).getAllByRole('button')[1]?.textContent?.replace('must-have', ''));

async function importFile(name: string, text: string, label = 'Scorecard file'): Promise<void> {
  await userEvent.upload(screen.getByLabelText(label), new File([text], name, { type: 'application/json' }));
}

describe('the list of scorecards', () => {
  it('has all ten, the one in use first and marked, and puts another in use', async () => {
    await openList();
    const cards = await screen.findByRole('list', { name: 'Scorecards' });
    expect(within(cards).getAllByRole('heading', { level: 2 })).toHaveLength(10);
    expect(within(cards).getAllByRole('listitem')[0]).toHaveTextContent('in use');
    await userEvent.click(screen.getByRole('button', { name: 'Use SPICED' }));
    expect(background.of('useScorecard')).toEqual([expect.objectContaining({ scorecardId: 'spiced', version: 1 })]);
  });

  it('leaves no choice where an administrator decided', async () => {
    view = { ...view, isPrescribed: true, unreadablePrescribed: 1 };
    await openList();
    expect(await screen.findByText(/Your administrator decided/)).toBeInTheDocument();
    expect(screen.getByText(/1 prescribed scorecard cannot be read/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Use / })).not.toBeInTheDocument();
  });

  it('takes a file as a draft, and never over one being written', async () => {
    view = { ...view, drafts: [{ card: bant, origin: 'own', updatedAt: 0 }] };
    await openList();
    await screen.findByRole('list', { name: 'Scorecards' });
    await importFile('bant.json', writeScorecardFile(bant));
    await waitFor(() =>
      expect(background.of('saveScorecardDraft')).toEqual([
        expect.objectContaining({ card: { ...bant, id: 'bant-2' }, origin: 'imported' }),
      ]),
    );
  });

  it.each([
    ['a damaged file', '{"format":', 'This file is damaged'],
    ['a file of something else', '[]', 'This file is no scorecard'],
    ['a newer file', '{"format":"baton-scorecard","formatVersion":9}', 'written by a newer Baton (format 9)'],
    [
      'a circle of conditions',
      writeScorecardFile({
        ...bant,
        criteria: bant.criteria.map((each, index) => ({
          ...each,
          askIf: [{ criterionId: bant.criteria[(index + 1) % 4]?.id ?? '', minLevel: 0.5 }],
        })),
      }),
      'is asked only after itself, in a circle',
    ],
  ])('says what is wrong with %s, and imports nothing', async (_, text, said) => {
    await openList();
    await screen.findByRole('list', { name: 'Scorecards' });
    await importFile('card.json', text);
    expect(await screen.findByRole('alert')).toHaveTextContent(said);
    expect(background.of('saveScorecardDraft')).toEqual([]);
  });

  it.each([
    [
      'en',
      [
        'Scorecard: has a field no scorecard has: colour. Correct its name or take it out.',
        'Criterion 1 “Need”, weight: must be a number, without quotation marks. criteria.0.weight',
        'Criterion 1 “Need”, answer 2, worth: must be at most 1. criteria.0.options.1.level',
        'Criterion 2, name: is missing. criteria.1.name',
        'Criterion 3 “Timeline”, kind: must be one of: scale, yesNo, choice, multi, number, money, date, text, process. criteria.2.kind',
        'Criterion 4 “Budget”, condition 1: is no condition.',
      ],
    ],
    [
      'zh-CN',
      [
        '评分卡：含有评分卡没有的字段：colour。请更正名称或删除。',
        '，权重：必须是数字，不加引号。',
        '，回答 2，价值：不能大于 1。',
        '第 2 个评估项，名称：缺失。',
        '，类型：必须是以下之一：scale',
        '，条件 1：不是有效的条件。',
      ],
    ],
  ] as const)('says in the words of the reader (%s) what is wrong in a file, and where', async (locale, said) => {
    const [need, authority, timeline, budget] = bant.criteria;
    if (need?.kind !== 'scale') throw new Error('no scale to spoil');
    const { name: _, ...unnamed } = authority ?? need;
    const options = need.options.with(1, { id: 'b', label: { en: 'B' }, level: 80 });
    const criteria = [
      { ...need, weight: '4', options },
      unnamed,
      { ...timeline, kind: 'slider' },
      { ...budget, askIf: [{ after: 'need' }] },
    ];
    const card = { ...bant, colour: 'red', criteria };
    await openList(locale);
    await screen.findByRole('list', { name: locale === 'en' ? 'Scorecards' : '评分卡' });
    const text = JSON.stringify({ format: 'baton-scorecard', formatVersion: 1, card });
    await importFile('card.json', text, locale === 'en' ? 'Scorecard file' : '评分卡文件');
    const alert = await screen.findByRole('alert');
    for (const sentence of said) expect(alert).toHaveTextContent(sentence);
    expect(alert).not.toHaveTextContent(/Invalid|expected/);
  });

  it('says how many more problems there are than it tells', async () => {
    await openList();
    await screen.findByRole('list', { name: 'Scorecards' });
    const criteria = Array.from({ length: 30 }, (_, index) => ({ ...bant.criteria[0], id: `c${index}`, weight: -1 }));
    await importFile(
      'card.json',
      JSON.stringify({ format: 'baton-scorecard', formatVersion: 1, card: { ...bant, criteria } }),
    );
    const alert = await screen.findByRole('alert');
    expect(within(alert).getAllByText(/weight: must be at least 0/)).toHaveLength(20);
    // The other ten, and that nothing weighs anything.
    expect(alert).toHaveTextContent('11 more places have to be corrected.');
  });
});

describe('the editor', () => {
  it('says of a learnt card whether its chances hold, and takes them from the preview where they do not', async () => {
    view = { ...view, drafts: [{ card: learntCard, origin: 'learnt', updatedAt: 0 }] };
    renderSurface(background, <ScorecardsPage draft={learntCard.id} />, plainSettings);
    expect(await screen.findByText(/The chance of a success stands beside the points/)).toBeInTheDocument();
    expect(screen.getByText(/such leads became an opportunity within 30 days/)).toBeInTheDocument();
    const weight = screen.getByRole('textbox', { name: 'Weight' });
    await userEvent.clear(weight);
    await userEvent.type(weight, '7');
    expect(
      await screen.findByText(/No chance of a success is shown with these points: .* for source\./),
    ).toBeInTheDocument();
    expect(screen.queryByText(/such leads became an opportunity/)).not.toBeInTheDocument();
  });

  it('moves criteria by buttons and keeps the draft', async () => {
    await openEditor();
    expect(order()).toEqual(['Need', 'Authority', 'Timeline', 'Budget']);
    await userEvent.click(screen.getByRole('button', { name: 'Move Budget up' }));
    expect(order()).toEqual(['Need', 'Authority', 'Budget', 'Timeline']);
    await waitFor(() => expect(background.of('saveScorecardDraft')).toHaveLength(1));
    expect(background.of('saveScorecardDraft')).toMatchObject([
      { card: { criteria: [{ id: 'need' }, { id: 'authority' }, { id: 'budget' }, { id: 'timeline' }] } },
    ]);
    expect(await screen.findByText('Draft saved')).toBeInTheDocument();
  });

  it('says in words what has to be completed, and publishes only then', async () => {
    await openEditor();
    const name = screen.getAllByRole('textbox', { name: 'Name (English)' })[1];
    if (name === undefined) throw new Error('no field for the name of the criterion');
    await userEvent.click(screen.getByRole('button', { name: 'Add a criterion' }));
    expect(await screen.findByText('Criterion 5 has no name.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Publish' })).toBeDisabled();
    // What is complete can be tried out meanwhile.
    expect(screen.getByText(/^Tried out without unnamed/)).toBeInTheDocument();
    expect(within(screen.getByRole('region', { name: 'Score' })).getByText(/0 of 4 known/)).toBeInTheDocument();
    expect(screen.getByText('Tried without unnamed, which is not complete yet.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try it' }));
    await waitFor(() => expect(background.of('tryScorecard')).toMatchObject([{ card: { criteria: { length: 4 } } }]));
    await userEvent.click(screen.getByRole('button', { name: 'Remove unnamed' }));
    expect(screen.queryByText(/^Tried out without/)).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Publish' }));
    await waitFor(() => expect(background.of('publishScorecard')).toEqual([expect.objectContaining({ use: true })]));
  });

  it('does not bring back as a draft what was just published', async () => {
    await openEditor();
    await userEvent.click(screen.getByRole('button', { name: 'Move Budget up' }));
    await userEvent.click(screen.getByRole('button', { name: 'Publish' }));
    await waitFor(() => expect(background.of('publishScorecard')).toHaveLength(1));
    const before = background.of('saveScorecardDraft').length;
    cleanup();
    await act(async () => undefined);
    expect(background.of('saveScorecardDraft')).toHaveLength(before);
  });

  it('says of a condition on a removed criterion that it is gone', async () => {
    await openEditor();
    await userEvent.click(
      within(screen.getByRole('list', { name: 'Criteria' })).getByRole('button', { name: 'Budget' }),
    );
    const asked = screen.getByRole('group', { name: 'When it is asked' });
    await userEvent.click(within(asked).getByRole('button', { name: 'Add a condition' }));
    await userEvent.selectOptions(within(asked).getByRole('combobox', { name: 'The answer to' }), 'Timeline');
    await userEvent.click(
      within(screen.getByRole('list', { name: 'Criteria' })).getByRole('button', { name: 'Timeline' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Remove Timeline' }));
    expect(screen.getByText(/“Budget” is asked only after a criterion that is gone/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Publish' })).toBeDisabled();
  });

  it('takes several conditions, on answers and on how good they are, and needs an answer named', async () => {
    await openEditor();
    const asked = screen.getByRole('group', { name: 'When it is asked' });
    const add = within(asked).getByRole('button', { name: 'Add a condition' });
    await userEvent.click(add);
    for (const box of within(asked).getAllByRole('checkbox')) await userEvent.click(box);
    expect(screen.getByText('A condition of “Need” names no answer.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Publish' })).toBeDisabled();
    await userEvent.click(within(asked).getAllByRole('checkbox')[0] ?? asked);
    await userEvent.click(add);
    const second = within(asked).getByRole('group', { name: 'Condition 2' });
    await userEvent.selectOptions(within(second).getByRole('combobox', { name: 'must be' }), 'worth at most');
    await userEvent.click(screen.getByRole('button', { name: 'Publish' }));
    await expectPublished({
      criteria: [
        {
          id: 'need',
          askIf: [
            { criterionId: 'authority', optionIds: [expect.any(String)] },
            { criterionId: 'timeline', maxLevel: 0.5 },
          ],
        },
        {},
        {},
        {},
      ],
    });
  });

  it('takes what rules a lead out: said by the SDR for good, or following from answers until a day', async () => {
    await openEditor();
    await userEvent.click(screen.getByRole('button', { name: 'Add a reason to rule out' }));
    expect(screen.getByText('Reason 1 to rule out has no words.')).toBeInTheDocument();
    await userEvent.type(screen.getByRole('textbox', { name: 'Reason (English)' }), 'A competitor');
    const preview = screen.getByRole('region', { name: 'As the SDR sees it' });
    await userEvent.click(within(preview).getByText('Rule out this lead…'));
    await userEvent.click(within(preview).getByRole('button', { name: /A competitor/ }));
    expect(within(preview).getByText('Ruled out: A competitor.')).toBeInTheDocument();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'What happens' }), 'Let go until later');
    await userEvent.clear(screen.getByRole('textbox', { name: 'Take up again after (days)' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Take up again after (days)' }), '30');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'How it is known' }), 'it follows from answers');
    expect(screen.getByText(/“A competitor” follows from no answer yet/)).toBeInTheDocument();
    const group = screen.getByRole('group', { name: 'A competitor' });
    await userEvent.click(within(group).getByRole('button', { name: 'Add a condition' }));
    await userEvent.click(screen.getByRole('button', { name: 'Publish' }));
    await expectPublished({
      disqualifiers: [
        { effect: { kind: 'soft', recycleDays: 30 }, when: [{ criterionId: 'need' }], name: { en: 'A competitor' } },
      ],
    });
  });

  it('says which field of the CRM knows an answer, and what its values mean', async () => {
    await openEditor();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Field of the lead' }), 'Lead source');
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Values that mean “It hurts, with a number”' }),
      'Web; Partner, Inc.；Web',
    );
    await userEvent.type(screen.getAllByRole('textbox', { name: /^Whom it fits/ })[0] ?? document.body, 'Short cycles');
    await userEvent.click(screen.getByRole('button', { name: 'Publish' }));
    await expectPublished({
      about: { en: 'Short cycles' },
      criteria: [{ crm: { field: 'source', values: { Web: 'costly', 'Partner, Inc.': 'costly' } } }, {}, {}, {}],
    });
  });

  it('names a field of the org’s own: one it described, or any other by its name', async () => {
    const org = orgKey({ crm: 'salesforce', org: 'acme.my.salesforce.com' });
    const user = { id: '1', name: 'Sam', email: null };
    const field = { name: 'Pain__c', label: 'Pain', kind: 'text' as const, options: [], writable: true };
    background
      .on('connections', () => [
        { org, label: 'Acme', auth: 'salesforceSession', user, connectedAt: 0, state: 'ok', problem: null },
      ])
      .on('orgFields', () => ({
        fields: { owners: [{ owner: 'lead', fields: [field] }], required: [] },
        map: [],
        readAt: 0,
      }));
    await openEditor();
    const choice = screen.getByRole('combobox', { name: 'Field of the lead' });
    await within(choice).findByRole('option', { name: 'Pain (Pain__c)' });
    await userEvent.selectOptions(choice, 'Pain (Pain__c)');
    expect(screen.queryByRole('textbox', { name: 'Name of the field in the CRM' })).not.toBeInTheDocument();
    await userEvent.selectOptions(choice, 'Another field, by its name');
    await userEvent.type(screen.getByRole('textbox', { name: 'Name of the field in the CRM' }), 'Need__c');
    await userEvent.click(screen.getByRole('button', { name: 'Publish' }));
    await expectPublished({ criteria: [{ crm: { field: 'Need__c' } }, {}, {}, {}] });
  });

  it('changes the kind of a criterion and keeps what both kinds have', async () => {
    await openEditor();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Kind' }), 'Yes or no');
    expect(screen.getByRole('textbox', { name: 'Yes is worth (%)' })).toHaveValue('100');
    expect(screen.getByRole('textbox', { name: 'Question 1 (English)' })).toHaveValue(
      'What made this worth a conversation now?',
    );
  });

  it('shows the card as the SDR sees it, with the score moving', async () => {
    await openEditor();
    const preview = screen.getByRole('region', { name: 'As the SDR sees it' });
    const before = within(preview).getByRole('img').getAttribute('aria-label');
    await userEvent.click(within(preview).getByRole('button', { name: /It hurts, with a number/ }));
    expect(within(preview).getByRole('img')).not.toHaveAttribute('aria-label', before);
  });

  it('keeps what was answered in the preview while the card is changed', async () => {
    await openEditor();
    const preview = screen.getByRole('region', { name: 'As the SDR sees it' });
    await userEvent.click(within(preview).getByRole('button', { name: /It hurts, with a number/ }));
    const moved = within(preview).getByRole('img').getAttribute('aria-label');
    await userEvent.type(screen.getAllByRole('textbox', { name: /^Name/ })[0] ?? document.body, '!');
    expect(within(preview).getByRole('img')).toHaveAttribute('aria-label', moved);
  });

  it('tries the card on past leads', async () => {
    await openEditor();
    await userEvent.click(screen.getByRole('button', { name: 'Try it' }));
    expect(await screen.findByText(/It would have made 14 of 120 handoffs not ready/)).toBeInTheDocument();
    expect(screen.getByText(/Maya Okonkwo, 13 more/)).toBeInTheDocument();
    await userEvent.type(screen.getAllByRole('textbox', { name: /^Name/ })[0] ?? document.body, '!');
    expect(screen.queryByText(/It would have made/)).not.toBeInTheDocument();
    await act(async () => undefined);
  });
});

describe('a draft that another window writes too', () => {
  let pulses = 0;
  async function writtenElsewhere(name: string) {
    const [draft] = view.drafts;
    if (draft === undefined) throw new Error('no draft');
    const card = { ...draft.card, name: { ...draft.card.name, en: name } };
    view = { ...view, drafts: [{ ...draft, card }] };
    pulses += 1;
    await act(() => background.live('pulse', { n: pulses, topics: ['scorecardDrafts'] }));
  }
  const nameField = () => screen.getAllByRole('textbox', { name: /^Name/ })[0] ?? document.body;

  it('shows what was written there while everything here is saved, and writes nothing back', async () => {
    await openEditor();
    await writtenElsewhere('Theirs');
    await waitFor(() => expect(nameField()).toHaveDisplayValue('Theirs'));
    await act(() => new Promise((resolve) => setTimeout(resolve, 500)));
    expect(background.of('saveScorecardDraft')).toEqual([]);
  });

  it('asks whose is to be kept where both wrote at once, and saves nothing before', async () => {
    await openEditor();
    // Whether it comes to saving what is typed before the other's words arrive or not, it is not saved by then.
    background.refuse('saveScorecardDraft', { kind: 'noAnswer', updated: false });
    await userEvent.type(nameField(), '!');
    await writtenElsewhere('Theirs');
    await screen.findByText(/^Another window changed this draft too/);
    const sent = background.of('saveScorecardDraft').length;
    await userEvent.type(nameField(), '?');
    await act(() => new Promise((resolve) => setTimeout(resolve, 500)));
    expect(background.of('saveScorecardDraft')).toHaveLength(sent);
    background.on('saveScorecardDraft', () => null);
    await userEvent.click(screen.getByRole('button', { name: 'Keep what stands here' }));
    await waitFor(() =>
      expect(background.of('saveScorecardDraft').at(-1)).toMatchObject({ card: { name: { en: 'BANT!?' } } }),
    );
    await writtenElsewhere('Theirs again');
    await waitFor(() => expect(nameField()).toHaveDisplayValue('Theirs again'));
  });

  it('keeps what stands here when the editor is left without a choice', async () => {
    await openEditor();
    background.refuse('saveScorecardDraft', { kind: 'noAnswer', updated: false });
    await userEvent.type(nameField(), '!');
    await writtenElsewhere('Theirs');
    await screen.findByText(/^Another window changed this draft too/);
    await userEvent.type(nameField(), '?');
    cleanup();
    expect(background.of('saveScorecardDraft').at(-1)).toMatchObject({ card: { name: { en: 'BANT!?' } } });
  });

  it('takes what was saved from here for its own', async () => {
    background.on('saveScorecardDraft', ({ card }) => {
      view = { ...view, drafts: view.drafts.map((draft) => ({ ...draft, card })) };
      return null;
    });
    await openEditor();
    await userEvent.type(nameField(), '!');
    await waitFor(() => expect(background.of('saveScorecardDraft')).toHaveLength(1));
    await userEvent.type(nameField(), '?');
    pulses += 1;
    await act(() => background.live('pulse', { n: pulses, topics: ['scorecardDrafts'] }));
    await waitFor(() => expect(background.of('saveScorecardDraft')).toHaveLength(2));
    expect(screen.queryByText(/^Another window changed/)).toBeNull();
    expect(nameField()).toHaveDisplayValue('BANT!?');
  });
});
