import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { handoff } from '../../lib/handoff/handoff';
import type { PastHandoff } from '../../lib/learning/past-table';
import { newCommandId } from '../../lib/messaging/client';
import { draftShape } from '../../lib/qualification/criterion';
import { scorecard } from '../../lib/qualification/scorecard';
import { bant } from '../../lib/qualification/scorecards/bant';
import { FakeBackground, renderSurface } from '../data/surface-rig';
import { maya } from '../progress/progress-rig';
import { LearningPage } from './LearningPage';
import { WorkerInThread } from './learning-rig';

let background: FakeBackground;
beforeEach(() => {
  WorkerInThread.made = [];
  WorkerInThread.isSlow = false;
  vi.stubGlobal('Worker', WorkerInThread);
  background = new FakeBackground()
    .on('saveScorecardDraft', () => null)
    .on('leadFates', () => ({ fates: {}, unread: [] }))
    .on('scorecards', () => ({
      inUse: { id: bant.id, version: bant.version },
      scoring: [{ id: bant.id, version: bant.version, plays: [] }],
      isPrescribed: false,
      unreadablePrescribed: 0,
      cards: [{ card: bant, origin: 'builtIn', publishedAt: null }],
      drafts: [],
    }));
});

const leads = (rows: number, wonOf: (row: number) => string) =>
  `industry,size,won\n${Array.from({ length: rows }, (_, row) => `${row % 3 === 0 ? 'software' : 'retail'},${(row * 37) % 500},${wonOf(row)}`).join('\n')}\n`;
const wonBySoftware = (row: number) => (row % 3 === 0 ? (row % 5 === 0 ? 'no' : 'yes') : row % 7 === 0 ? 'yes' : 'no');

async function openFile(text: string) {
  const { container } = await renderSurface(background, <LearningPage />);
  await screen.findByRole('button', { name: 'Choose a CSV file' });
  const input = container.querySelector('input[type=file]');
  if (!(input instanceof HTMLInputElement)) throw new Error('no file input');
  await userEvent.upload(input, new File([text], 'leads.csv', { type: 'text/csv' }));
}

const learn = async () => userEvent.click(await screen.findByRole('button', { name: 'Learn from these leads' }));

describe('the learning page', () => {
  it('shows the card learnt from a file, how good it is, and how much is missing', async () => {
    await openFile(leads(300, wonBySoftware));
    expect(await screen.findByText('leads.csv: 300 leads, 3 columns')).toBeInTheDocument();
    await learn();
    const card = (await screen.findAllByRole('region', { name: 'The card' }))[0];
    if (card === undefined) throw new Error('no card');
    expect(within(card).getByRole('rowheader', { name: /industry/ })).toBeInTheDocument();
    expect(within(card).getAllByRole('row')[1]).toHaveTextContent('software');
    expect(screen.getByText(/Of one success and one other lead it has not seen/)).toBeInTheDocument();
    expect(screen.getByText(/Not learnt yet: .* more leads of the rarer outcome are needed/)).toBeInTheDocument();
    expect(screen.getByRole('img', { name: /Foretold and come true, in ten groups/ })).toBeInTheDocument();
  });

  it('says why a column was not used also where nothing was learnt', async () => {
    const rows = Array.from(
      { length: 200 },
      (_, row) => `${row % 2 === 0 ? '$' : '€'}${100 + row},${row % 4 < 2 ? 'a' : 'b'},${row % 3 === 0 ? 'yes' : 'no'}`,
    );
    await openFile(`budget,letter,won\n${rows.join('\n')}\n`);
    await learn();
    expect(await screen.findByText(/Nothing in these columns tells successes/)).toBeInTheDocument();
    await userEvent.click(screen.getByText('1 column was not used'));
    expect(screen.getByText('(amounts in several currencies: convert them to one first)')).toBeInTheDocument();
  });

  it('says that the first row was taken as the column names where that looks like a lead', async () => {
    await openFile(leads(30, wonBySoftware));
    expect(await screen.findByText('leads.csv: 30 leads, 3 columns')).toBeInTheDocument();
    expect(screen.queryByText(/first row was taken as the column names/)).toBeNull();
    cleanup();
    await openFile(leads(30, wonBySoftware).split('\n').slice(1).join('\n'));
    expect(await screen.findByText(/first row was taken as the column names/)).toBeInTheDocument();
  });

  it('keeps a draft that is a sound scorecard, and switches nothing', async () => {
    await openFile(leads(600, wonBySoftware));
    await learn();
    await userEvent.click(await screen.findByRole('button', { name: 'Make a draft scorecard' }));
    await waitFor(() => expect(background.of('saveScorecardDraft')).toHaveLength(1));
    const [ask] = background.of('saveScorecardDraft');
    expect(ask).toMatchObject({ origin: 'learnt', card: { name: { en: 'Learnt from leads.csv' } } });
    const card = draftShape.parse((ask as { card: unknown }).card);
    expect(scorecard.safeParse(card).error).toBeUndefined();
    expect(card.learnt).toMatchObject({ outcome: { kind: 'column', column: 'won', values: ['yes'] }, leads: 600 });
    expect(background.of('publishScorecard')).toEqual([]);
    expect(background.of('useScorecard')).toEqual([]);
  });

  it.each([
    ['', 'This file is empty.'],
    ['a,b\n', 'This file has column names and no leads.'],
    ['a,won\n"x,1', 'A quotation mark in this file is opened and never closed'],
  ])('says what is wrong with a file: %j', async (text, words) => {
    await openFile(text);
    expect(await screen.findByRole('alert')).toHaveTextContent(words);
  });

  it('says that all ended alike, and how many are missing for a first card', async () => {
    await openFile(leads(60, () => 'no'));
    await learn();
    expect(await screen.findByRole('alert')).toHaveTextContent('All leads ended the same way');
  });

  it('says how many more leads a first card needs', async () => {
    await openFile(leads(60, (row) => (row < 8 ? 'yes' : 'no')));
    await learn();
    expect(await screen.findByRole('alert')).toHaveTextContent('8 successes and 52 others. 12 more leads');
  });

  it('ends the worker on "Stop" and can learn again at once', async () => {
    await openFile(leads(600, wonBySoftware));
    WorkerInThread.isSlow = true;
    await learn();
    await userEvent.click(await screen.findByRole('button', { name: 'Stop' }));
    expect(WorkerInThread.made[0]?.terminated).toBe(true);
    WorkerInThread.isSlow = false;
    await learn();
    expect(await screen.findByText(/Of one success and one other lead/)).toBeInTheDocument();
  });

  it('learns from the own handoffs what was known then, and compares with the score of the time', async () => {
    background.on('pastHandoffs', () => Array.from({ length: 300 }, (_, index) => pastHandoffOf(index)));
    await renderSurface(background, <LearningPage />);
    await userEvent.click(await screen.findByRole('button', { name: 'Learn from my handoffs' }));
    expect(await screen.findByText(/My handoffs: 300 leads/)).toBeInTheDocument();
    expect(screen.getByRole('radio', { name: /^Accepted by the AE/ })).toBeChecked();
    expect(screen.getByRole('combobox', { name: 'Score you use today' })).toHaveValue('Score at the handoff');
    await learn();
    const row = await screen.findByRole('row', { name: /Your score today/ });
    expect(row).toHaveTextContent('300');
    expect((await screen.findAllByRole('rowheader', { name: /Need/ })).length).toBeGreaterThan(0);
  });

  it('learns what was won, saying how many cases each outcome has and which are too young', async () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      pastHandoffOf(index, `00Q${String(index).padStart(12, '0')}AAA`),
    );
    const seenAt = many.at(-1)?.handoff.submittedAt ?? 0;
    background.on('pastHandoffs', () => many);
    background.on('leadFates', () => ({
      fates: Object.fromEntries(
        many.map(({ handoff: { recordKey, submittedAt } }, index) => {
          const won = { openedAt: submittedAt + 1, stage2At: null, wonAt: submittedAt + 1000 };
          return [recordKey, { seenAt, knowsStage2: false, opportunities: index % 2 === 0 ? [won] : [] }];
        }),
      ),
      unread: [],
    }));
    await renderSurface(background, <LearningPage />);
    await userEvent.click(await screen.findByRole('button', { name: 'Learn from my handoffs' }));
    const won = await screen.findByRole('radio', { name: /^Won/ });
    expect(won).toBeChecked();
    expect(won.closest('label')).toHaveTextContent('60 successes, 60 others180 too young');
    expect(screen.getByRole('radio', { name: /^Reached stage 2/ }).closest('label')).toHaveTextContent('300 not known');
    const days = screen.getByRole('textbox', { name: 'Within days of the handoff' });
    await userEvent.clear(days);
    await userEvent.type(days, '90');
    expect(screen.getByRole('radio', { name: /^Won/ }).closest('label')).toHaveTextContent(
      '105 successes, 105 others90 too young',
    );
    await learn();
    expect(await screen.findByText(/90 leads without an outcome yet were left out/)).toBeInTheDocument();
  });

  it('lets the values of a file’s outcome mean success, failure, or nothing yet', async () => {
    const stages = ['Closed Won', 'Stage 2', 'Closed Lost', 'Open'];
    await openFile(leads(400, (row) => (wonBySoftware(row) === 'yes' ? stages[row % 2] : stages[2 + (row % 2)]) ?? ''));
    const values = await screen.findByRole('group', { name: 'What each value means' });
    const meaning = (value: string, name: string) =>
      within(within(values).getByRole('group', { name: value })).getByRole('radio', { name });
    expect(meaning('Closed Won', 'Success')).toBeChecked();
    expect(meaning('Open', 'Not decided')).toBeChecked();
    await userEvent.click(meaning('Stage 2', 'Success'));
    await learn();
    expect(await screen.findByText(/leads without an outcome yet were left out/)).toBeInTheDocument();
    const successes = Array.from({ length: 400 }, (_, row) => wonBySoftware(row)).filter((won) => won === 'yes').length;
    expect(screen.getByRole('row', { name: /Random leads left out/ })).toHaveTextContent(`(${successes})`);
  });

  it('says so where there are no handoffs yet', async () => {
    background.on('pastHandoffs', () => []);
    await renderSurface(background, <LearningPage />);
    await userEvent.click(await screen.findByRole('button', { name: 'Learn from my handoffs' }));
    expect(await screen.findByText(/You have no handoffs yet/)).toBeInTheDocument();
  });
});

/** Need decides whether the AE accepts; an answer given after the handoff says the opposite and must not count. */
function pastHandoffOf(index: number, id?: string): PastHandoff {
  const at = 1_700_000_000_000 + index * 86_400_000;
  const isCostly = index % 2 === 0;
  const accepted = isCostly ? index % 10 !== 0 : index % 9 === 0;
  const answerOf = (optionId: string, when: number) => ({
    id: newCommandId(),
    recordKey: maya,
    scorecardId: bant.id,
    scorecardVersion: bant.version,
    criterionId: 'need',
    value: { kind: 'option' as const, optionId },
    note: '',
    at: when,
    callId: null,
  });
  return {
    handoff: handoff.parse({
      id: newCommandId(),
      recordKey: id === undefined ? maya : `salesforce:acme.my.salesforce.com:lead:${id}`,
      leadName: 'Maya Okonkwo',
      ae: { id: 'ae', name: 'Jonas', email: null },
      brief: [],
      score: { estimate: 50 + (index % 7), low: 0, high: 100 },
      clauses: [],
      rulesVersion: 1,
      state: accepted ? 'accepted' : 'returned',
      history: [],
      submittedAt: at,
      dueAt: at,
      day: '2026-01-01',
    }),
    answers: [answerOf(isCostly ? 'costly' : 'none', at - 1000), answerOf(isCostly ? 'none' : 'costly', at + 1000)],
    calledAt: [at - 5000, at + 5000],
  };
}
