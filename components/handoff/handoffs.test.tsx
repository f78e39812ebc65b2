import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StateChange } from '../../lib/handoff/handoff';
import { newCommandId } from '../../lib/messaging/client';
import type { ListedHandoff } from '../../lib/messaging/views';
import { FakeBackground, renderSurface } from '../data/surface-rig';
import { Popup } from '../popup/Popup';
import { hour, maya, noon, snapshotOf } from '../progress/progress-rig';
import { createWorkspace, WorkspaceProvider } from '../sidebar/workspace';
import { AnswerForm } from './AnswerForm';
import { HandoffsPage } from './HandoffsPage';

const figures = {
  given: 3,
  accepted: 1,
  returned: 1,
  waiting: 0,
  overdue: 1,
  medianMs: 3 * hour,
  inTime: 1,
  timeOver: 2,
};
const ae = { id: 'ae', name: 'Jonas Lindqvist', email: null };

function handoffOf(leadName: string, ...changes: StateChange[]): ListedHandoff {
  const history: StateChange[] = [{ state: 'submitted', at: noon - 9 * hour, reason: null }, ...changes];
  return {
    ...{ id: newCommandId(), recordKey: maya, leadName, company: null, ae, history },
    ...{ state: history.at(-1)?.state ?? 'submitted', submittedAt: noon - 9 * hour, dueAt: noon - hour },
  };
}

let background: FakeBackground;
beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
  background = new FakeBackground().on('openRecord', () => null).on('openDashboard', () => null);
});
afterEach(() => vi.useRealTimers());

describe('the page of handoffs', () => {
  it('lists each with what became of it and how that is known, and filters', async () => {
    const from = { kind: 'opportunity', name: 'Fox rota' } as const;
    const byAe = { kind: 'person', by: 'ae', name: ae.name } as const;
    const returned = { state: 'returned', at: noon, reason: 'Has one', reasonId: 'noNeed', from: byAe } as const;
    const all = [
      handoffOf('Ada', { state: 'accepted', at: noon, reason: null, from }),
      handoffOf('Ben', returned),
      handoffOf('Cleo'),
    ];
    background.on('handoffs', ({ show }) => {
      const handoffs = show === 'overdue' ? all.slice(2) : all;
      return { figures, handoffs, total: handoffs.length };
    });
    await renderSurface(background, <HandoffsPage />);
    const rows = () => screen.getAllByRole('listitem').map((row) => row.textContent ?? '');
    await screen.findByText('3 handoffs');
    expect(rows()[0]).toMatch(/Ada.*Accepted.*Jonas Lindqvist opened “Fox rota”/);
    expect(rows()[1]).toMatch(/Ben.*Returned.*Jonas Lindqvist said so · No need · Has one/);
    expect(rows()[2]).toMatch(/Cleo.*Overdue.*answer was due/);
    expect(screen.getByRole('region', { name: 'What AEs said' })).toHaveTextContent(/1 \/ 2.*3 h.*50%.*1 overdue/);
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Show' }), 'Overdue');
    expect(await screen.findByText('1 handoff')).toBeVisible();
    expect(rows()).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: 'Open Cleo' }));
    expect(background.of('openRecord')).toEqual([{ recordKey: maya, newTab: true }]);
  });
});

describe('the page of many handoffs', () => {
  it('says how many more there are, shows them when asked, and goes on there', async () => {
    const all = Array.from({ length: 1234 }, (_, index) => handoffOf(`Lead ${index}`));
    background.on('handoffs', ({ limit }) => ({ figures, handoffs: all.slice(0, limit), total: all.length }));
    await renderSurface(background, <HandoffsPage />);
    expect(await screen.findByText('1,234 handoffs')).toBeVisible();
    expect(screen.getByText('The latest 200 of 1,234 are shown.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Show 200 more' }));
    expect(await screen.findByText('The latest 400 of 1,234 are shown.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Open Lead 200' })).toHaveFocus();
    expect(background.of('handoffs')).toMatchObject([{ limit: 200 }, { limit: 400 }]);
  });
});

describe('answering a handoff', () => {
  it('takes a reason and a line by the keyboard, and says it once', async () => {
    const handoffId = newCommandId();
    const said: string[] = [];
    background.on('answerHandoff', () => null);
    const words = { accepted: 'Accepted', returned: 'Returned…', why: 'Why', note: 'Words', save: 'Save' };
    await renderSurface(
      background,
      <WorkspaceProvider value={createWorkspace()}>
        <AnswerForm recordKey={maya} handoffId={handoffId} words={words} onSaid={(answer) => said.push(answer)} />
      </WorkspaceProvider>,
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Returned…' }));
    expect(screen.getByRole('combobox', { name: 'Why' })).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('combobox')).toBeNull();
    expect(screen.getByRole('button', { name: 'Returned…' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Why' }), 'Bad timing');
    await userEvent.type(screen.getByRole('textbox', { name: 'Words' }), 'In May{Enter}');
    expect(background.of('answerHandoff')).toEqual([
      expect.objectContaining({ handoffId, answer: 'returned', reasonId: 'badTiming', note: 'In May' }),
    ]);
    expect(said).toEqual(['returned']);
  });
});

describe('the popup', () => {
  beforeEach(() => vi.stubEnv('TZ', 'UTC'));
  afterEach(() => vi.unstubAllEnvs());

  it('says what an AE returned and whose answer is overdue, and has open handoffs looked up', async () => {
    background.on('refreshHandoffs', () => null);
    const returned = { recordKey: maya, leadName: 'Maya Okonkwo', aeName: ae.name, at: noon };
    await background.live('progress', {
      ...snapshotOf(),
      handoffs: {
        ...{ open: 1, overdue: 1, returnedCount: 1, figures },
        returned: [{ ...returned, reasonId: 'badTiming', note: 'In May' }],
      },
    });
    const late = { id: newCommandId(), recordKey: maya, leadName: 'Cleo', aeName: ae.name, dueAt: noon - hour };
    await background.live('reminders', { due: [], overdue: [late] });
    await renderSurface(background, <Popup />);
    const back = await screen.findByRole('region', { name: 'Returned by an AE' });
    expect(back).toHaveTextContent('Maya OkonkwoJonas Lindqvist: Bad timing · In May');
    const waits = await screen.findByRole('region', { name: 'Answers overdue' });
    expect(waits).toHaveTextContent(/CleoJonas Lindqvist · due Tue 1/);
    await userEvent.click(within(back).getByRole('button'));
    expect(background.of('openRecord')).toEqual([{ recordKey: maya, newTab: true }]);
    expect(background.of('refreshHandoffs')).toEqual([{ soon: true }]);
  });
});
