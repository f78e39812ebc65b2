import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { newCommandId } from '../../lib/messaging/client';
import type { Ask } from '../../lib/messaging/protocol';
import { maya } from './lead-rig';
import { press, sidebarStage, user } from './sidebar-stage';

const stage = sidebarStage();

const standing = () => stage.background.view(maya).calls.filter(({ undoneAt }) => undoneAt === null);

describe('logging a call anew that was taken back', () => {
  it('logs it right where another window logged it wrong and took it back', async () => {
    await stage.openOn(maya);
    const callId = await act(() => stage.background.onTheLine(maya));
    await screen.findByRole('timer');
    await user.keyboard('b');
    const elsewhere = { callId, recordKey: maya, leadName: 'Maya Okonkwo', outcomeId: 'wrongNumber', note: '' };
    const wrong = { ...elsewhere, commandId: newCommandId(), followUp: null, at: Date.now() };
    await act(() => stage.background.answer('logCall', wrong));
    await act(() =>
      stage.background.answer('undoCall', { ...wrong, commandId: newCommandId(), callId: wrong.commandId }),
    );
    await user.keyboard('{Enter}');
    expect(await screen.findByText('Logged: Call back')).toBeInTheDocument();
    expect(screen.queryByText(/Another window had logged/)).not.toBeInTheDocument();
    expect(standing()).toMatchObject([{ outcomeId: 'callBack' }]);
  });

  it('is another call where a press without an answer had logged it after all, and it was taken back before the next', async () => {
    await stage.openOn(maya);
    await user.keyboard('n');
    const logged = { callId: null, recordKey: maya, leadName: 'Maya Okonkwo', outcomeId: 'noAnswer', note: '' };
    stage.background.fail('logCall', { kind: 'noAnswer', updated: false });
    await user.keyboard('{Enter}');
    const alert = await screen.findByRole('alert');
    const [unanswered] = stage.background.of('logCall');
    if (unanswered === undefined) throw new Error('nothing was logged');
    await act(() => stage.background.answer('logCall', { ...unanswered, ...logged }));
    const taken = { commandId: newCommandId(), callId: unanswered.commandId, at: Date.now() };
    await act(() => stage.background.answer('undoCall', taken));
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Logged: No answer')).toBeInTheDocument();
    expect(standing()).toHaveLength(1);
    expect(standing()[0]?.id).not.toBe(unanswered.commandId);
  });

  it('has the time of the call taken back, and of no later one', async () => {
    await stage.openOn(maya);
    await user.keyboard('n{Enter}');
    await screen.findByText('Logged: No answer');
    await user.keyboard('z');
    await screen.findByText('Taken back: No answer');
    const [undone] = stage.background.view(maya).calls;
    await user.keyboard('o{Escape}');
    await user.click(screen.getByRole('button', { name: 'Dismiss' }));
    await user.keyboard('v{Enter}');
    await screen.findByText('Logged: Left voicemail');
    expect(stage.background.of('logCall').at(-1)?.made?.startedAt).not.toBe(undone?.startedAt);
  });

  it('says that it was taken back, and logs nothing, where that came after the press', async () => {
    await stage.openOn(maya);
    stage.background.overrides.set('logCall', ({ commandId: id, recordKey, at }: Ask<'logCall'>) => {
      const what = { recordKey, leadName: 'Maya Okonkwo', outcomeId: 'noAnswer', note: '', number: null };
      const when = { startedAt: at, loggedAt: at, day: '2026-11-24', timeZone: 'UTC', durationMs: null };
      return { ok: true, value: { id, ...what, ...when, followUpId: null, undoneAt: at + 60_000, sync: 'local' } };
    });
    await user.keyboard('n{Enter}');
    expect(await screen.findByText('Taken back: No answer')).toBeInTheDocument();
    expect(stage.background.of('logCall')).toHaveLength(1);
  });

  it('keeps when it was, how long and on which number, where it is logged right at once', async () => {
    await stage.openOn(maya);
    await user.keyboard('v,');
    fireEvent.change(await screen.findByLabelText('How long'), { target: { value: '2:30' } });
    await user.click(screen.getByRole('button', { name: 'Log' }));
    await screen.findByText('Logged: Left voicemail');
    await press('z');
    await screen.findByText('Taken back: Left voicemail');
    await user.keyboard('b');
    expect(screen.getByText(/· 02:30$/)).toBeInTheDocument();
    await user.keyboard('{Enter}');
    await screen.findByText('Logged: Call back');
    const [first, second] = stage.background.of('logCall');
    expect(second?.made).toEqual(first?.made);
  });
});
