import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../lib/messaging/app-error';
import { protocol } from '../../lib/messaging/protocol';
import { modelByPrior } from '../../lib/qualification/answer-model';
import { bant } from '../../lib/qualification/scorecards/bant';
import { meddic } from '../../lib/qualification/scorecards/meddic';
import { scotsman } from '../../lib/qualification/scorecards/scotsman';
import { maya, rescored } from './lead-rig';
import { bestAnswers, press, settle, sidebarStage, user } from './sidebar-stage';

const stage = sidebarStage();
const criteria = () => screen.getByRole('region', { name: 'All criteria' });

describe('qualifying', () => {
  it('moves the score at once with a digit, before the background answers', async () => {
    await stage.openOn(maya);
    const range = () => screen.getByRole('img', { name: /^Score/ }).getAttribute('aria-label');
    const before = range();
    const answered = Promise.withResolvers<Reply<unknown>>();
    stage.background.overrides.set('giveAnswer', () => answered.promise);
    await user.keyboard('1');
    expect(range()).not.toBe(before);
    expect(screen.getByRole('button', { name: /^Need must-have It hurts, with a number/ })).toBeInTheDocument();
    expect(stage.background.of('giveAnswer')).toEqual([
      expect.objectContaining({ criterionId: 'need', value: { kind: 'option', optionId: 'costly' } }),
    ]);
    // Left without an answer, it would be sent again, to the next test's stage.background.
    answered.resolve({ ok: true, value: null });
    await settle();
  });

  it('keeps the question on screen when what leads usually answer becomes known, and goes by that from the next on', async () => {
    const known = Promise.withResolvers<Reply<unknown>>();
    stage.background.overrides.set('answerModel', () => known.promise);
    const asked = () => screen.getByRole('region', { name: 'Next question' });
    const openOnSecondQuestion = async () => {
      await stage.openOn(maya);
      await settle();
      await user.keyboard('1');
      await settle();
    };
    await openOnSecondQuestion();
    const second = bant.criteria.findIndex(({ name }) => asked().textContent.startsWith(name.en ?? '-'));
    // Everybody says the same there: asking it next tells nothing.
    const { cells, types } = modelByPrior(bant);
    const chances = types[0]?.chances.map((each, index) => (index === second ? each.map((_, at) => +!at) : each));
    const model = { cells, types: [{ share: 1, chances }] };
    const before = asked().textContent;
    await act(async () => known.resolve({ ok: true, value: model }));
    await settle();
    expect(asked().textContent).toBe(before);
    cleanup();

    await openOnSecondQuestion();
    expect(asked()).toBeInTheDocument();
    expect(asked().textContent).not.toBe(before);
  });

  it('keeps an answer that could not be saved, and sends it again with the same id', async () => {
    await stage.openOn(maya);
    stage.background.fail('giveAnswer', { kind: 'storageFull' });
    await user.keyboard('1');
    const alert = await screen.findByRole('alert');
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument());
    const [first, second] = stage.background.of('giveAnswer');
    expect(second?.commandId).toBe(first?.commandId);
  });

  it('shows what the team can show for a goal as soon as it is written down', async () => {
    await stage.openOn(maya);
    expect(screen.queryByRole('region', { name: 'What you can show them' })).not.toBeInTheDocument();
    await screen.findByLabelText('Note on Need');
    await user.keyboard('/');
    await user.paste('Half the overtime by spring');
    const shown = await screen.findByRole('region', { name: 'What you can show them' });
    expect(shown).toHaveTextContent('“Half the overtime by spring”');
    expect(shown).toHaveTextContent('One week of a team like theirs, before and after');
  });

  it('takes where an answer comes from by one key, and says it among the reasons', async () => {
    await stage.openOn(maya);
    const evidence = await screen.findByLabelText('Evidence for Need');
    await user.keyboard('.');
    expect(evidence).toHaveFocus();
    await user.paste('From an e-mail');
    await user.keyboard('{Enter}2');
    expect(stage.background.of('giveAnswer')).toEqual([
      expect.objectContaining({ criterionId: 'need', evidence: 'email' }),
    ]);
    await user.click(screen.getByRole('button', { name: 'Why?' }));
    expect(screen.getByText('from an e-mail')).toBeInTheDocument();
  });

  it('skips, goes back, and answers with a note in the prospect’s words', async () => {
    await stage.openOn(maya);
    await user.keyboard('{ArrowRight}');
    expect(screen.getByLabelText(/Note on Authority/)).toBeInTheDocument();
    await user.keyboard('{ArrowLeft}');
    await user.keyboard('/');
    await user.paste('two drivers a month');
    await user.keyboard('{Enter}');
    await user.keyboard('1');
    expect(stage.background.of('giveAnswer')).toEqual([
      expect.objectContaining({ criterionId: 'need', note: 'two drivers a month' }),
    ]);
  });

  it('takes 0 for "don’t know" and - for "won’t say"', async () => {
    await stage.openOn(maya);
    await user.keyboard('0-');
    expect(stage.background.of('giveAnswer').map(({ value }) => value.kind)).toEqual(['unknown', 'refused']);
  });
});

describe('handing over', () => {
  it('says what is missing and does not send while the lead is not ready', async () => {
    await stage.openOn(maya);
    await user.keyboard('h');
    expect(await screen.findByRole('heading', { name: 'Not ready yet' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /^Hand over/ })).toBeDisabled();
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(stage.background.of('handOver')).toHaveLength(0);
  });

  it('sends the edited brief to the AE once ready, and shows that it is done', async () => {
    await stage.background.arrange(maya);
    await stage.openOn(maya);
    await user.keyboard('q{Enter}');
    await screen.findByText('Logged: Qualified');
    await act(() => stage.background.revise(maya, (view) => rescored({ ...view, answers: bestAnswers() })));
    expect(await screen.findByRole('heading', { name: 'Ready to hand over' })).toBeInTheDocument();
    const atHand = within(screen.getByRole('contentinfo'));
    expect(atHand.getByRole('button', { name: 'Hand over' })).toBeInTheDocument();
    await user.keyboard('h');
    const pain = await screen.findByLabelText('What hurts, in their words');
    await user.clear(pain);
    await user.click(pain);
    await user.paste('Two drivers leave every month');
    await press('Enter', { ctrlKey: true });
    expect(await screen.findByText('Handed to Jonas Lindqvist')).toBeInTheDocument();
    // What the handoff rests on is no longer taken back by a single key.
    expect(screen.queryByText('Logged: Qualified')).not.toBeInTheDocument();
    await user.keyboard('z{Escape}');
    expect(stage.background.of('undoCall')).toEqual([]);
    const lead = await screen.findByRole('region', { name: 'Lead' });
    expect(within(lead).getByText('Handed to Jonas Lindqvist')).toBeInTheDocument();
    expect(atHand.queryByRole('button', { name: 'Hand over' })).toBeNull();
    expect(stage.background.of('handOver')).toEqual([
      expect.objectContaining({
        aeId: 'ae1',
        statusValue: 'Qualified',
        brief: expect.arrayContaining([{ heading: 'pain', body: 'Two drivers leave every month' }]),
      }),
    ]);
  });

  it('does not call a change what stays as it is', async () => {
    await stage.background.arrange(maya);
    await stage.openOn(maya);
    await act(() => stage.background.revise(maya, (view) => rescored({ ...view, answers: bestAnswers() })));
    stage.background.overrides.set('previewHandoff', async () => {
      stage.background.overrides.delete('previewHandoff');
      const reply = await stage.background.answer('previewHandoff', { recordKey: maya, aeId: 'ae1' });
      const plan = {
        status: { from: 'Qualified', to: 'Qualified' },
        owner: { from: 'Jonas Lindqvist', to: 'Jonas Lindqvist' },
        statusValue: 'Qualified',
      };
      return reply.ok ? { ok: true, value: { ...protocol.previewHandoff.answer.parse(reply.value), plan } } : reply;
    });
    await user.keyboard('h');
    expect(await screen.findByText('leave the status as it is')).toBeInTheDocument();
    expect(screen.getByText('leave Jonas Lindqvist as the owner')).toBeInTheDocument();
  });

  it('goes on to the next part of the decision process with Enter, each kept as it is left', async () => {
    await stage.openOn(maya);
    await act(() => stage.background.revise(maya, (view) => rescored({ ...view, scorecard: meddic })));
    await user.click(within(criteria()).getByRole('button', { name: /^Decision process/ }));
    await user.keyboard('1');
    await user.keyboard('Ann{Enter}Bo{Enter}');
    expect(screen.getByRole('textbox', { name: 'Who decides' })).toHaveValue('Ann');
    expect(screen.getByRole('textbox', { name: 'Who signs' })).toHaveValue('Bo');
    expect(stage.background.of('giveAnswer').at(-1)?.value).toMatchObject({ decides: 'Ann', signs: 'Bo' });
  });

  it('leaves an amount alone that is being typed when the CRM is read again', async () => {
    await stage.openOn(maya);
    const known = (at: number) => ({
      money: { field: 'Amount', value: { kind: 'money' as const, amount: 9000, currency: 'USD' }, at },
    });
    const read = (at: number) => () =>
      stage.background.revise(maya, (view) => rescored({ ...view, scorecard: scotsman, crmKnown: known(at) }));
    await act(read(1000));
    await user.click(within(criteria()).getByRole('button', { name: /^Money/ }));
    const amount = screen.getByRole('textbox', { name: /What range has been discussed/ });
    await user.clear(amount);
    await user.type(amount, '12');
    await act(read(2000));
    await settle();
    await user.keyboard('k');
    expect(screen.getByRole('textbox', { name: /What range has been discussed/ })).toHaveValue('12k');
  });
});
