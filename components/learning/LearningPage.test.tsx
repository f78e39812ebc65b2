import { screen, waitFor, within } from '@testing-library/react';
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
    .on('scorecards', () => ({
      inUse: { id: bant.id, version: bant.version },
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

  it('keeps a draft that is a sound scorecard, and switches nothing', async () => {
    await openFile(leads(600, wonBySoftware));
    await learn();
    await userEvent.click(await screen.findByRole('button', { name: 'Make a draft scorecard' }));
    await waitFor(() => expect(background.of('saveScorecardDraft')).toHaveLength(1));
    const [ask] = background.of('saveScorecardDraft');
    expect(ask).toMatchObject({ origin: 'learnt', card: { name: { en: 'Learnt from leads.csv' } } });
    const card = draftShape.parse((ask as { card: unknown }).card);
    expect(scorecard.safeParse(card).error).toBeUndefined();
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
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Score you use today' }),
      'Score at the handoff',
    );
    await learn();
    const row = await screen.findByRole('row', { name: /Your score today/ });
    expect(row).toHaveTextContent('300');
    expect((await screen.findAllByRole('rowheader', { name: /Need/ })).length).toBeGreaterThan(0);
  });

  it('says so where there are no handoffs yet', async () => {
    background.on('pastHandoffs', () => []);
    await renderSurface(background, <LearningPage />);
    await userEvent.click(await screen.findByRole('button', { name: 'Learn from my handoffs' }));
    expect(await screen.findByText(/You have no handoffs yet/)).toBeInTheDocument();
  });
});

/** Need decides whether the AE accepts; an answer given after the handoff says the opposite and must not count. */
function pastHandoffOf(index: number): PastHandoff {
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
      recordKey: maya,
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
