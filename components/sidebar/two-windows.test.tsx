import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../lib/messaging/app-error';
import type { Draft } from '../../lib/messaging/views';
import { handoffOf, maya, rescored } from './lead-rig';
import { bestAnswers, settle, sidebarStage, user } from './sidebar-stage';

const stage = sidebarStage();
const note = () => screen.getByLabelText(/Note on this call/);

/** Typed in another window a minute ago. */
function leave(more: Partial<Draft>) {
  const updatedAt = Date.now() - 60_000;
  stage.background.keepDraft({ recordKey: maya, note: '', outcomeId: null, followUpAt: null, updatedAt, ...more });
}

/** The SDR is in this window again. */
const comeBack = () => act(async () => window.dispatchEvent(new Event('focus')));

/** A call logged in another window, which took what the store held for it. */
const logElsewhere = (words: string) =>
  act(() =>
    stage.background.answer('logCall', {
      ...{ commandId: '019ab000-0000-7000-8000-0000000000aa', callId: null, recordKey: maya, leadName: '' },
      ...{ outcomeId: 'callBack', note: words, followUp: null, at: Date.now() },
    }),
  );

describe('beside another window of the same lead', () => {
  it('does not log again the note of a call that was logged there', async () => {
    leave({ note: 'Asks for numbers', outcomeId: 'callBack' });
    await stage.openOn(maya);
    await user.keyboard('o');
    await waitFor(() => expect(note()).toHaveValue('Asks for numbers'));
    await user.keyboard('{Escape}');
    await logElsewhere('Asks for numbers, by mail');
    await screen.findByText('Asks for numbers, by mail');
    await user.keyboard('n');
    expect(note()).toHaveValue('');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(stage.background.of('logCall')).toHaveLength(2));
    expect(stage.background.of('logCall')[1]).toMatchObject({ outcomeId: 'noAnswer', note: '' });
    expect(stage.background.of('saveDraft').filter(({ to }) => to['note'] !== undefined)).toEqual([]);
  });

  it('keeps the words that the call logged there does not have', async () => {
    await stage.openOn(maya);
    await user.keyboard('oa');
    await user.paste('Her budget is fixed');
    await user.keyboard('{Escape}{Escape}');
    await logElsewhere('Asks for numbers');
    await screen.findByText('Asks for numbers');
    await user.keyboard('n');
    expect(note()).toHaveValue('Her budget is fixed');
  });

  it('does not hand over again the words of a brief that was handed over there', async () => {
    leave({ brief: { pain: 'Nobody fills the rota' }, aeId: 'ae1' });
    await stage.openOn(maya);
    await act(() => stage.background.revise(maya, (view) => rescored({ ...view, answers: bestAnswers() })));
    await user.keyboard('h');
    await waitFor(() => expect(screen.getByDisplayValue('Nobody fills the rota')).toBeInTheDocument());
    const given = (state: 'submitted' | 'withdrawn') => () =>
      stage.background.revise(maya, (view) => {
        const handoff = view.handoff ?? {
          ...handoffOf(view),
          brief: [{ heading: 'pain', body: 'Nobody fills the rota' }],
        };
        return { ...view, handoff: { ...handoff, state } };
      });
    await act(given('submitted'));
    await screen.findByText('Nobody fills the rota');
    await act(given('withdrawn'));
    await waitFor(() => expect(screen.queryByText('Nobody fills the rota')).not.toBeInTheDocument());
    await settle();
    expect(screen.queryByDisplayValue('Nobody fills the rota')).not.toBeInTheDocument();
  });

  it('shows what was typed there once the SDR comes back', async () => {
    await stage.openOn(maya);
    await user.keyboard('oa');
    await user.paste('Asks for numbers');
    await waitFor(() => expect(stage.background.of('saveDraft')).toHaveLength(1));
    leave({ note: 'Asks for numbers, by mail', brief: { pain: 'Nobody fills the rota' } });
    await comeBack();
    await waitFor(() => expect(note()).toHaveValue('Asks for numbers, by mail'));
  });

  it('takes up what is kept though an outcome was chosen before it was read', async () => {
    leave({ note: 'Asks for numbers', outcomeId: 'callBack' });
    const read = Promise.withResolvers<Reply<unknown>>();
    stage.background.overrides.set('drafts', () => read.promise);
    await stage.openOn(maya);
    await user.keyboard('v');
    await waitFor(() => expect(stage.background.of('saveDraft')).toHaveLength(1));
    stage.background.overrides.delete('drafts');
    await act(async () => read.resolve(await stage.background.answer('drafts', { recordKey: maya })));
    await waitFor(() => expect(note()).toHaveValue('Asks for numbers'));
    expect(screen.getByRole('radio', { name: 'Left voicemail' })).toBeChecked();
  });

  it('leaves the note typed there alone when a question is answered here', async () => {
    await stage.openOn(maya);
    leave({ note: 'Asks for numbers' });
    await user.keyboard('1');
    await act(async () => new Promise((resolve) => setTimeout(resolve, 300)));
    expect(await stage.background.answer('drafts', { recordKey: maya })).toMatchObject({
      value: { note: 'Asks for numbers' },
    });
  });
});
