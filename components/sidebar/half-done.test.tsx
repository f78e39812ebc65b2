import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LeadView } from '../../lib/messaging/views';
import { meddic } from '../../lib/qualification/scorecards/meddic';
import { scotsman } from '../../lib/qualification/scorecards/scotsman';
import { ben, callOf, handoffOf, maya, rescored } from './lead-rig';
import { sidebarStage, user } from './sidebar-stage';

const stage = sidebarStage();
const silent = { kind: 'noAnswer', updated: false } as const;

/** Both leads are known to the sidebar, so that going from one to the other shows it at once; it ends at Maya's. */
async function openBoth(revise: (view: LeadView) => LeadView) {
  await stage.openOn(ben);
  await act(() => stage.background.revise(ben, revise));
  await act(() => stage.background.revise(maya, revise));
  await stage.goTo(maya);
}

describe('what an AE said of one lead, half written', () => {
  const open = (view: LeadView) => ({ ...view, handoff: handoffOf(view) });
  const why = () => screen.queryByRole('combobox', { name: 'Why it came back' });
  const words = () => screen.getByRole('textbox', { name: 'In their words' });

  beforeEach(() => stage.background.overrides.set('answerHandoff', () => ({ ok: true, value: null })));

  async function writeOfMaya() {
    await openBoth(open);
    await user.click(await screen.findByRole('button', { name: 'Returned…' }));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Why it came back' }), 'Bad timing');
    await user.type(words(), 'Not before May');
  }

  it('is not there under the next lead', async () => {
    await writeOfMaya();
    await stage.goTo(ben);
    expect(await screen.findByRole('button', { name: 'Returned…' })).toHaveAttribute('aria-expanded', 'false');
    expect(why()).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Returned…' }));
    expect(why()).toHaveValue('');
    expect(words()).toHaveValue('');
  });

  it('is there again on the way back, and goes with its own lead', async () => {
    await writeOfMaya();
    await stage.goTo(ben);
    await stage.goTo(maya);
    expect(await screen.findByRole('combobox', { name: 'Why it came back' })).toHaveDisplayValue('Bad timing');
    await user.type(words(), '{Enter}');
    expect(stage.background.of('answerHandoff')).toMatchObject([
      { recordKey: maya, answer: 'returned', reasonId: 'badTiming', note: 'Not before May' },
    ]);
    await waitFor(() => expect(why()).not.toBeInTheDocument());
  });

  it('says only of its own lead that it could not be saved or taken back', async () => {
    await openBoth(open);
    stage.background.fail('answerHandoff', silent);
    await user.click(await screen.findByRole('button', { name: 'Accepted' }));
    await screen.findByRole('alert');
    await stage.goTo(ben);
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    const accepted = (view: LeadView): LeadView => ({ ...view, handoff: { ...handoffOf(view), state: 'accepted' } });
    await act(() => stage.background.revise(ben, accepted));
    await act(() => stage.background.revise(maya, accepted));
    stage.background.fail('takeAnswerBack', silent);
    await user.click(await screen.findByRole('button', { name: 'Take back what was said of this handoff' }));
    await screen.findByRole('alert');
    await stage.goTo(maya);
    await screen.findByRole('button', { name: 'Take back what was said of this handoff' });
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });
});

describe('an answer typed for one lead and not kept yet', () => {
  async function choose(name: RegExp) {
    const all = within(await screen.findByRole('region', { name: 'All criteria' }));
    await user.click(all.getByRole('button', { name }));
  }
  /** The same question is on screen for both; it ends at Maya's. */
  async function chooseOfBoth(name: RegExp) {
    await stage.goTo(ben);
    await choose(name);
    await stage.goTo(maya);
    await choose(name);
  }
  const amount = () => screen.getByRole('textbox', { name: /What range has been discussed/ });

  it('is not there under the next lead, and is there again on the way back', async () => {
    await openBoth((view) => rescored({ ...view, scorecard: scotsman }));
    await chooseOfBoth(/^Money/);
    await user.type(amount(), '12k');
    await stage.goTo(ben);
    expect(amount()).toHaveValue('');
    await stage.goTo(maya);
    expect(amount()).toHaveValue('12k');
    await user.type(amount(), '{Enter}');
    expect(stage.background.of('giveAnswer')).toMatchObject([
      { recordKey: maya, criterionId: 'money', value: { kind: 'money', amount: 12_000 } },
    ]);
  });

  it('gives way to what was answered meanwhile', async () => {
    await openBoth((view) => rescored({ ...view, scorecard: scotsman }));
    await choose(/^Money/);
    await user.type(amount(), '12k');
    const at = Date.now();
    const answer = { recordKey: maya, criterionId: 'money', value: { kind: 'money', amount: 9000, currency: 'USD' } };
    await act(() =>
      stage.background.answer('giveAnswer', {
        ...{ ...answer, commandId: '019ab000-0000-7000-8000-000000000009', note: '', at },
      }),
    );
    await waitFor(() => expect(amount()).toHaveValue('9000'));
  });

  it('keeps no lead’s decision process for another', async () => {
    await openBoth((view) => rescored({ ...view, scorecard: meddic }));
    await chooseOfBoth(/^Decision process/);
    await user.type(screen.getByRole('textbox', { name: 'Who decides' }), 'Ann');
    await stage.goTo(ben);
    const decides = screen.getByRole('textbox', { name: 'Who decides' });
    expect(decides).toHaveValue('');
    await user.click(decides);
    await user.tab();
    expect(stage.background.of('giveAnswer').filter(({ recordKey }) => recordKey === ben)).toEqual([]);
  });
});

describe('what is open on one lead’s page', () => {
  it('does not ask about somebody the lead before named', async () => {
    const referral = { name: 'Marco Rossi', contact: '' };
    stage.background.overrides.set('findNamed', () => ({ ok: true, value: { found: [], problem: null } }));
    await openBoth((view) => ({ ...view, calls: [callOf(view.key, 1, { outcomeId: 'referred', referral })] }));
    await user.click(await screen.findByRole('button', { name: 'Add to Salesforce: Marco Rossi' }));
    await screen.findByRole('dialog');
    await stage.goTo(ben);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('shows the latest calls of the next lead only', async () => {
    await openBoth((view) => ({ ...view, calls: [4, 3, 2, 1].map((index) => callOf(view.key, index)) }));
    await user.click(await screen.findByRole('button', { name: 'Show 2 more' }));
    await stage.goTo(ben);
    expect(screen.getByRole('button', { name: 'Show 2 more' })).toHaveAttribute('aria-expanded', 'false');
  });

  it('looks back at each conversation anew', async () => {
    stage.background.overrides.set('reviewCall', () => ({ ok: true, value: null }));
    await openBoth((view) => view);
    const answer = stage.background.hold('logCall');
    await user.keyboard('x{Enter}');
    await stage.goTo(ben);
    await user.keyboard('x{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Look back' }));
    await user.click(screen.getByRole('button', { name: 'Great questions' }));
    await act(async () => answer());
    // The conversation logged late waits until this one is looked back at.
    expect(screen.getByRole('button', { name: 'Great questions' })).toHaveAttribute('aria-pressed', 'true');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await user.click(await screen.findByRole('button', { name: 'Look back' }));
    expect(screen.getByRole('button', { name: 'Great questions' })).toHaveAttribute('aria-pressed', 'false');
  });
});
