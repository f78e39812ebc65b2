import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { detailsOf } from '../../lib/calls/call';
import { newCommandId } from '../../lib/messaging/client';
import type { Ask } from '../../lib/messaging/protocol';
import { runningCallView } from '../../lib/messaging/views';
import { readLive, writeLive } from '../../lib/store/live';
import { maya } from './lead-rig';
import { press, settle, sidebarStage, user } from './sidebar-stage';

const stage = sidebarStage();

describe('logging a call', () => {
  it('takes two keystrokes: the outcome’s letter and Enter', async () => {
    await stage.openOn(maya);
    await user.keyboard('n{Enter}');
    expect(await screen.findByText('Logged: No answer')).toBeInTheDocument();
    expect(stage.background.of('logCall')).toEqual([
      expect.objectContaining({ recordKey: maya, outcomeId: 'noAnswer', callId: null, leadName: 'Maya Okonkwo' }),
    ]);
    expect(stage.background.of('logCall')[0]?.followUp).toMatchObject({ timeZone: 'America/Denver' });
    const dials = within(screen.getByRole('region', { name: 'Today' })).getByRole('progressbar', { name: 'Dials' });
    await waitFor(() => expect(dials).toHaveAttribute('aria-valuetext', '5 of 45'));
    expect(screen.getByText('Logged: No answer. Saved.')).toHaveAttribute('role', 'status');
  });

  it('logs once when Log is clicked twice, and once when Enter is pressed twice', async () => {
    await stage.openOn(maya);
    await user.keyboard('n');
    await user.dblClick(await screen.findByRole('button', { name: 'Log' }));
    await screen.findByText('Logged: No answer');
    await user.keyboard('v');
    await press('Enter');
    await press('Enter');
    await screen.findByText('Logged: Left voicemail');
    await settle();
    expect(stage.background.of('logCall')).toHaveLength(2);
    expect(stage.background.view(maya).calls).toHaveLength(2);
  });

  it('keeps everything typed when saving fails, and tries again under the same id', async () => {
    await stage.openOn(maya);
    stage.background.fail('logCall', { kind: 'noAnswer', updated: false });
    await user.keyboard('ba');
    await user.paste('Back Thursday');
    await user.keyboard('{Enter}');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Baton did not answer');
    expect(screen.getByLabelText(/Note on this call/)).toHaveValue('Back Thursday');
    expect(screen.getByRole('radio', { name: 'Call back' })).toBeChecked();
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    await screen.findByText('Logged: Call back');
    const [first, second] = stage.background.of('logCall');
    expect(second?.commandId).toBe(first?.commandId);
    expect(second?.note).toBe('Back Thursday');
  });

  it('is not done again for a call that another window logged meanwhile, and keeps what was written here', async () => {
    await stage.openOn(maya);
    const callId = await act(() => stage.background.onTheLine(maya));
    await screen.findByRole('timer');
    await user.keyboard('ba');
    await user.paste('Back Thursday');
    const elsewhere = { callId, recordKey: maya, leadName: 'Maya Okonkwo', outcomeId: 'voicemailLeft', note: '' };
    const ask = { ...elsewhere, commandId: newCommandId(), followUp: null, at: Date.now() };
    await act(() => stage.background.answer('logCall', ask));
    expect(await screen.findByText(/no longer on the line/)).toHaveAttribute('role', 'status');
    await user.keyboard('{Enter}');
    expect(await screen.findByText('Logged: Left voicemail')).toBeInTheDocument();
    expect(screen.getByText(/Another window had logged this call/)).toBeInTheDocument();
    expect(stage.background.of('logCall').map((each) => each.callId)).toEqual([callId, callId]);
    expect(stage.background.view(maya).calls).toHaveLength(1);
    await user.keyboard('b');
    expect(screen.getByLabelText(/Note on this call/)).toHaveValue('Back Thursday');
    expect(screen.queryByText(/no longer on the line/)).not.toBeInTheDocument();
  });

  it('takes a call just logged for closed, though what is told of it still says that it is on the line', async () => {
    await stage.openOn(maya);
    const callId = await act(() => stage.background.onTheLine(maya));
    const told = await readLive('runningCall', runningCallView);
    await user.keyboard('n{Enter}');
    await screen.findByText('Logged: No answer');
    await act(() => writeLive('runningCall', told));
    await user.keyboard('v{Enter}');
    await screen.findByText('Logged: Left voicemail');
    expect(stage.background.of('logCall').map((each) => each.callId)).toEqual([callId, null]);
    expect(stage.background.view(maya).calls).toHaveLength(2);
  });

  it('is another call once the one on the line was discarded here', async () => {
    await stage.openOn(maya);
    await act(() => stage.background.onTheLine(maya));
    await screen.findByRole('timer');
    await user.keyboard('n');
    await user.click(screen.getByRole('button', { name: /forget it/ }));
    await act(() => stage.background.onTheLine(null));
    await screen.findByText('without timer');
    expect(screen.queryByText(/no longer on the line/)).not.toBeInTheDocument();
    await user.keyboard('{Enter}');
    await screen.findByText('Logged: No answer');
    expect(stage.background.of('logCall')).toEqual([expect.objectContaining({ callId: null })]);
  });

  it('is not triggered by the Enter that ends an input method’s composition', async () => {
    await stage.openOn(maya);
    await user.keyboard('ba');
    const note = screen.getByLabelText(/Note on this call/);
    expect(note).toHaveFocus();
    fireEvent.keyDown(note, { key: 'Enter', isComposing: true });
    fireEvent.keyDown(note, { key: 'Enter', keyCode: 229 });
    await settle();
    expect(stage.background.of('logCall')).toHaveLength(0);
    await user.keyboard('{Enter}');
    await screen.findByText('Logged: Call back');
  });

  it('breaks the line with Shift+Enter in the note', async () => {
    await stage.openOn(maya);
    await user.keyboard('ba');
    await user.keyboard('one{Shift>}{Enter}{/Shift}two');
    expect(screen.getByLabelText(/Note on this call/)).toHaveValue('one\ntwo');
    expect(stage.background.of('logCall')).toHaveLength(0);
  });

  it('takes no letter and no digit while text is typed', async () => {
    await stage.openOn(maya);
    await user.keyboard('/');
    await user.keyboard('n3 -c');
    expect(screen.getByLabelText(/Note on Need/)).toHaveValue('n3 -c');
    expect(screen.queryByRole('radiogroup')).not.toBeInTheDocument();
    expect(stage.background.of('giveAnswer')).toHaveLength(0);
  });

  it('puts a text of the SDR’s own into the note by its trigger or from the list, never while composing', async () => {
    await stage.openOn(maya);
    const snippets = [{ trigger: 'vm', text: 'Left a voicemail.' }];
    await act(() => writeLive('settings', { ...stage.background.settings(), snippets }));
    await user.keyboard('va');
    const note = await screen.findByLabelText(/^Note on this call/);
    await user.keyboard('First. ;vm Then');
    expect(note).toHaveValue('First. Left a voicemail. Then');
    await user.selectOptions(screen.getByLabelText('Insert a text…'), ';vm  Left a voicemail.');
    expect(note).toHaveValue('First. Left a voicemail. ThenLeft a voicemail. ');
    expect(note).toHaveFocus();
    fireEvent.input(note, { target: { value: ';vm ' }, isComposing: true });
    expect(note).toHaveValue(';vm ');
  });

  it('takes the only number as the one called, and says when and how it was with ","', async () => {
    await stage.openOn(maya);
    await user.keyboard('v,');
    const time = await screen.findByLabelText('When, in your time');
    expect(time).toHaveFocus();
    fireEvent.change(screen.getByLabelText('How long'), { target: { value: '2:30' } });
    await user.selectOptions(screen.getByLabelText('Who called'), 'They called');
    await user.click(screen.getByRole('button', { name: 'Log' }));
    await screen.findByText('Logged: Left voicemail');
    expect(stage.background.of('logCall')[0]?.made).toMatchObject({
      durationMs: 150_000,
      direction: 'in',
      number: null,
    });
    await user.keyboard('n{Enter}');
    await screen.findByText('Logged: No answer');
    expect(stage.background.of('logCall')[1]?.made).toMatchObject({ direction: 'out', number: '+1 303 555 0142' });
  });

  it('puts the last call right with "," and shows what it was before', async () => {
    await stage.openOn(maya);
    await user.keyboard('n{Enter}');
    await screen.findByText('Logged: No answer');
    stage.background.overrides.set('editCall', ({ callId, details }: Ask<'editCall'>) => {
      const call = stage.background.view(maya).calls.find(({ id }) => id === callId);
      if (call === undefined) throw new Error('no such call');
      const edits = [{ at: Date.now(), by: 'Sam Rivera', before: detailsOf(call) }];
      const changed = { ...call, ...details, referral: details.referral ?? undefined, edits };
      void stage.background.revise(maya, (view) => ({ ...view, calls: [changed] }));
      return { ok: true, value: changed };
    });
    await press(',');
    const dialog = await screen.findByRole('dialog', { name: 'Put this call right' });
    expect(within(dialog).getByLabelText('What came of it')).toHaveFocus();
    const length = within(dialog).getByLabelText('How long');
    await user.type(length, 'abc');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(length).toHaveFocus();
    expect(stage.background.of('editCall')).toEqual([]);
    await user.clear(length);
    await user.selectOptions(within(dialog).getByLabelText('What came of it'), 'Busy');
    await user.type(within(dialog).getByLabelText('Note on this call'), 'line was taken');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(stage.background.of('editCall')[0]?.details).toMatchObject({ outcomeId: 'busy', note: 'line was taken' });
    await user.click(await screen.findByRole('button', { name: /^Change the call of/ }));
    const history = await screen.findByRole('region', { name: 'What it was before' });
    expect(history).toHaveTextContent('by Sam Rivera');
    expect(history).toHaveTextContent('Was: No answer');
  });

  it('puts the call logged last right, also before the sidebar was told of it', async () => {
    await stage.openOn(maya);
    await user.keyboard('n{Enter}');
    await screen.findByText('Logged: No answer');
    await settle();
    const before = stage.background.view(maya);
    stage.background.overrides.set('leadView', () => ({ ok: true, value: before }));
    await user.keyboard('v{Enter}');
    await screen.findByText('Logged: Left voicemail');
    await press(',');
    const dialog = await screen.findByRole('dialog', { name: 'Put this call right' });
    expect(within(dialog).getByLabelText('What came of it')).toHaveDisplayValue('Left voicemail');
  });

  it('goes on to the next lead with Shift+Enter', async () => {
    await stage.openOn(maya);
    await user.keyboard('n{Shift>}{Enter}{/Shift}');
    expect(await screen.findByRole('heading', { level: 1, name: 'Ben Carter' })).toBeInTheDocument();
    expect(screen.getByText(/for Maya Okonkwo/)).toBeInTheDocument();
  });

  it('says what it would do for lack of an outcome, and does nothing', async () => {
    await stage.openOn(maya);
    await user.keyboard('o');
    expect(screen.getByRole('button', { name: 'Log' })).toBeDisabled();
    await press('Enter');
    expect(stage.background.of('logCall')).toHaveLength(0);
  });

  it('takes the last call back with Z and gives the note back', async () => {
    await stage.openOn(maya);
    await user.keyboard('ba');
    await user.paste('Wants numbers');
    await user.keyboard('{Enter}');
    await screen.findByText('Logged: Call back');
    await user.keyboard('z');
    expect(await screen.findByText('Taken back: Call back')).toBeInTheDocument();
    expect(stage.background.of('undoCall')).toEqual([
      expect.objectContaining({ callId: stage.background.of('logCall')[0]?.commandId }),
    ]);
    await user.keyboard('z');
    expect(stage.background.of('undoCall')).toHaveLength(1);
    await user.keyboard('o');
    expect(screen.getByLabelText(/Note on this call/)).toHaveValue('Wants numbers');
    await user.keyboard('a by mail');
    expect(screen.getByLabelText(/Note on this call/)).toHaveValue('Wants numbers by mail');
  });

  it('goes with Z to the button that takes a call back, where its confirmation has gone', async () => {
    await stage.openOn(maya);
    await user.keyboard('z');
    expect(document.body).toHaveFocus();
    await user.keyboard('n{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Dismiss' }));
    await user.keyboard('z');
    expect(screen.getByRole('button', { name: 'Take back this call' })).toHaveFocus();
    expect(stage.background.of('undoCall')).toEqual([]);
    await user.keyboard('{Enter}');
    expect(await screen.findByText('Taken back: No answer')).toBeInTheDocument();
  });

  it('says what was written and not logged, with the panel closed, and opens it again', async () => {
    await stage.openOn(maya);
    const line = () => screen.queryByRole('button', { name: /not logged yet/ });
    await user.keyboard('b');
    await press('Escape');
    expect(line()).toBeNull();
    await user.keyboard('a');
    await user.paste('Back  Thursday,\nfrom the office');
    expect(line()).toBeNull();
    await press('Escape');
    await press('Escape');
    expect(line()).toHaveAccessibleName(/^Call back, not logged yet\s*Back Thursday, from the office/);
    await user.click(screen.getByRole('button', { name: /not logged yet/ }));
    expect(screen.getByLabelText(/Note on this call/)).toHaveValue('Back  Thursday,\nfrom the office');
    await user.keyboard('{Enter}');
    await screen.findByText('Logged: Call back');
    expect(line()).toBeNull();
  });
});
