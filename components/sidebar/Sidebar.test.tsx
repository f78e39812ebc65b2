import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callingRule } from '../../lib/calling/rule';
import { shippedRules } from '../../lib/calling/shipped-rules';
import { detailsOf } from '../../lib/calls/call';
import type { Reply } from '../../lib/messaging/app-error';
import { newCommandId } from '../../lib/messaging/client';
import { type Ask, protocol } from '../../lib/messaging/protocol';
import { localDayOf, minuteOfDay } from '../../lib/model/time';
import { readyMadePlays } from '../../lib/plays/ready-made';
import { choicesOf } from '../../lib/qualification/criterion-kinds';
import { bant } from '../../lib/qualification/scorecards/bant';
import { writeLive } from '../../lib/store/live';
import { Surface } from '../data/Surface';
import { Sidebar } from './Sidebar';
import { ben, FakeBackground, maya, rescored } from './sidebar-rig';

let background: FakeBackground;
const user = userEvent.setup();

async function openOn(key: typeof maya | null) {
  await background.arrange(key);
  render(
    <Surface>
      <Sidebar docked />
    </Surface>,
  );
  if (key !== null) await screen.findByRole('region', { name: 'Score' });
}

/** Lets replies, pulses and queries settle. */
const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 20)));
const press = (key: string, more: KeyboardEventInit = {}) =>
  act(async () => {
    fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
  });

beforeEach(() => {
  background = new FakeBackground();
});
// What a test sent belongs to its own background, not to that of the next.
afterEach(() => act(() => background.idle()));

describe('logging a call', () => {
  it('takes two keystrokes: the outcome’s letter and Enter', async () => {
    await openOn(maya);
    await user.keyboard('n{Enter}');
    expect(await screen.findByText('Logged: No answer')).toBeInTheDocument();
    expect(background.of('logCall')).toEqual([
      expect.objectContaining({ recordKey: maya, outcomeId: 'noAnswer', callId: null, leadName: 'Maya Okonkwo' }),
    ]);
    expect(background.of('logCall')[0]?.followUp).toMatchObject({ timeZone: 'America/Denver' });
    const dials = within(screen.getByRole('region', { name: 'Today' })).getByRole('progressbar', { name: 'Dials' });
    await waitFor(() => expect(dials).toHaveAttribute('aria-valuetext', '5 of 45'));
    expect(screen.getByText('Logged: No answer. Saved.')).toHaveAttribute('role', 'status');
  });

  it('logs once when Log is clicked twice, and once when Enter is pressed twice', async () => {
    await openOn(maya);
    await user.keyboard('n');
    await user.dblClick(await screen.findByRole('button', { name: 'Log' }));
    await screen.findByText('Logged: No answer');
    await user.keyboard('v');
    await press('Enter');
    await press('Enter');
    await screen.findByText('Logged: Left voicemail');
    await settle();
    expect(background.of('logCall')).toHaveLength(2);
    expect(background.view(maya).calls).toHaveLength(2);
  });

  it('keeps everything typed when saving fails, and tries again under the same id', async () => {
    await openOn(maya);
    background.fail('logCall', { kind: 'noAnswer', updated: false });
    await user.keyboard('ba');
    await user.paste('Back Thursday');
    await user.keyboard('{Enter}');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Baton did not answer');
    expect(screen.getByLabelText(/Note on this call/)).toHaveValue('Back Thursday');
    expect(screen.getByRole('radio', { name: 'Call back' })).toBeChecked();
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    await screen.findByText('Logged: Call back');
    const [first, second] = background.of('logCall');
    expect(second?.commandId).toBe(first?.commandId);
    expect(second?.note).toBe('Back Thursday');
  });

  it('is not done again for a call that another window logged meanwhile, and keeps what was written here', async () => {
    await openOn(maya);
    const callId = await act(() => background.onTheLine(maya));
    await screen.findByRole('timer');
    await user.keyboard('ba');
    await user.paste('Back Thursday');
    const elsewhere = { callId, recordKey: maya, leadName: 'Maya Okonkwo', outcomeId: 'voicemailLeft', note: '' };
    const ask = { ...elsewhere, commandId: newCommandId(), followUp: null, at: Date.now() };
    await act(() => background.answer('logCall', ask));
    expect(await screen.findByText(/no longer on the line/)).toHaveAttribute('role', 'status');
    await user.keyboard('{Enter}');
    expect(await screen.findByText('Logged: Left voicemail')).toBeInTheDocument();
    expect(screen.getByText(/Another window had logged this call/)).toBeInTheDocument();
    expect(background.of('logCall').map((each) => each.callId)).toEqual([callId, callId]);
    expect(background.view(maya).calls).toHaveLength(1);
    await user.keyboard('b');
    expect(screen.getByLabelText(/Note on this call/)).toHaveValue('Back Thursday');
    expect(screen.queryByText(/no longer on the line/)).not.toBeInTheDocument();
  });

  it('is another call once the one on the line was discarded here', async () => {
    await openOn(maya);
    await act(() => background.onTheLine(maya));
    await screen.findByRole('timer');
    await user.keyboard('n');
    await user.click(screen.getByRole('button', { name: /forget it/ }));
    await act(() => background.onTheLine(null));
    await screen.findByText('without timer');
    expect(screen.queryByText(/no longer on the line/)).not.toBeInTheDocument();
    await user.keyboard('{Enter}');
    await screen.findByText('Logged: No answer');
    expect(background.of('logCall')).toEqual([expect.objectContaining({ callId: null })]);
  });

  it('is not triggered by the Enter that ends an input method’s composition', async () => {
    await openOn(maya);
    await user.keyboard('ba');
    const note = screen.getByLabelText(/Note on this call/);
    expect(note).toHaveFocus();
    fireEvent.keyDown(note, { key: 'Enter', isComposing: true });
    fireEvent.keyDown(note, { key: 'Enter', keyCode: 229 });
    await settle();
    expect(background.of('logCall')).toHaveLength(0);
    await user.keyboard('{Enter}');
    await screen.findByText('Logged: Call back');
  });

  it('breaks the line with Shift+Enter in the note', async () => {
    await openOn(maya);
    await user.keyboard('ba');
    await user.keyboard('one{Shift>}{Enter}{/Shift}two');
    expect(screen.getByLabelText(/Note on this call/)).toHaveValue('one\ntwo');
    expect(background.of('logCall')).toHaveLength(0);
  });

  it('takes no letter and no digit while text is typed', async () => {
    await openOn(maya);
    await user.keyboard('/');
    await user.keyboard('n3 -c');
    expect(screen.getByLabelText(/Note on Need/)).toHaveValue('n3 -c');
    expect(screen.queryByRole('radiogroup')).not.toBeInTheDocument();
    expect(background.of('giveAnswer')).toHaveLength(0);
  });

  it('puts a text of the SDR’s own into the note by its trigger or from the list, never while composing', async () => {
    await openOn(maya);
    const snippets = [{ trigger: 'vm', text: 'Left a voicemail.' }];
    await act(() => writeLive('settings', { ...background.settings(), snippets }));
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

  it('folds the opening to one line while a call is on the line', async () => {
    await openOn(maya);
    expect(await screen.findByRole('heading', { name: 'Before you call' })).toBeInTheDocument();
    await act(() => background.onTheLine(maya));
    await waitFor(() => expect(screen.queryByRole('heading', { name: 'Before you call' })).toBeNull());
    const line = within(screen.getByRole('region', { name: 'Before you call' })).getByText('Opening');
    await user.click(line);
    expect(line.closest('details')).toHaveProperty('open', true);
  });

  it('says beside the name what ended the work on a lead, until that is undone', async () => {
    await openOn(maya);
    await user.keyboard('i');
    await press('Enter');
    expect(await screen.findByTitle('Ends the work on this lead.')).toHaveTextContent('Disqualified');
    await press('z');
    await waitFor(() => expect(screen.queryByTitle('Ends the work on this lead.')).toBeNull());
  });

  it('asks in one line how a conversation went, and gives its points keys only when it is opened', async () => {
    background.overrides.set('reviewCall', () => ({ ok: true, value: null }));
    await openOn(maya);
    await user.keyboard('q');
    await press('Enter');
    const strip = await screen.findByRole('region', { name: 'Did you serve them?' });
    expect(within(strip).queryByRole('button', { name: 'Trust built' })).toBeNull();
    await user.click(within(strip).getByRole('button', { name: 'Look back' }));
    await user.keyboard('2');
    expect(screen.getByRole('button', { name: 'Trust built' })).toHaveAttribute('aria-pressed', 'true');
    expect(background.of('giveAnswer')).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(background.of('reviewCall')).toMatchObject([{ met: ['trust'] }]));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Did you serve them?' })).toBeNull());
  });

  it('keeps who they are to a few lines while they are on the line, with the rest on demand', async () => {
    await openOn(maya);
    const lead = screen.getByRole('region', { name: 'Lead' });
    expect(await within(lead).findByText('Owner')).toBeVisible();
    await act(() => background.onTheLine(maya));
    const line = await within(lead).findByText('Before', { selector: 'summary *' });
    expect(within(lead).getByRole('heading', { name: 'Maya Okonkwo' })).toBeVisible();
    expect(line.closest('details')).toHaveProperty('open', false);
    expect(line.closest('details')).toContainElement(within(lead).getByText('Owner'));
    await user.click(line);
    expect(line.closest('details')).toHaveProperty('open', true);
    expect(within(lead).getByText('Owner')).toBeVisible();
  });

  it('ticks off a step that is no call with +, and takes that back', async () => {
    const [play] = readyMadePlays;
    if (play === undefined) throw new Error('no play');
    const steps = [{ id: 'hello', day: 0, afterMinutes: 0, channel: 'social' as const }, ...play.steps];
    const plays = [{ ...play, fits: { sources: [] }, steps }];
    background.overrides.set('plays', () => ({ ok: true, value: { plays, edited: true, stats: [], gone: [] } }));
    background.overrides.set('markStep', (ask) => {
      const { channel, doneAt, done } = protocol.markStep.ask.parse(ask);
      background.revise(maya, (view) => ({ ...view, ticked: done ? [{ channel, at: doneAt }] : [] }));
      return { ok: true, value: null };
    });
    await openOn(maya);
    expect(await screen.findByText(/a message is due/)).toBeInTheDocument();
    await press('+');
    expect(await screen.findByText(/^Message done at/)).toBeInTheDocument();
    expect(screen.queryByText(/a message is due/)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText(/a message is due/)).toBeInTheDocument();
    expect(background.of('markStep').map(({ done }) => done)).toEqual([true, false]);
  });

  it('shows a wrong number struck through and last, and takes it back when it is right after all', async () => {
    await openOn(maya);
    await act(() => background.revise(maya, (view) => ({ ...view, removedNumbers: ['+1 303 555 0142'] })));
    background.overrides.set('restoreNumber', () => ({ ok: true, value: null }));
    await user.click(await screen.findByRole('button', { name: '+1 303 555 0142 is right after all' }));
    await waitFor(() =>
      expect(background.of('restoreNumber')).toMatchObject([{ recordKey: maya, number: '+1 303 555 0142' }]),
    );
  });

  it('takes the only number as the one called, and says when and how it was with ","', async () => {
    await openOn(maya);
    await user.keyboard('v,');
    const time = await screen.findByLabelText('When, in your time');
    expect(time).toHaveFocus();
    fireEvent.change(screen.getByLabelText('How long'), { target: { value: '2:30' } });
    await user.selectOptions(screen.getByLabelText('Who called'), 'They called');
    await user.click(screen.getByRole('button', { name: 'Log' }));
    await screen.findByText('Logged: Left voicemail');
    expect(background.of('logCall')[0]?.made).toMatchObject({ durationMs: 150_000, direction: 'in', number: null });
    await user.keyboard('n{Enter}');
    await screen.findByText('Logged: No answer');
    expect(background.of('logCall')[1]?.made).toMatchObject({ direction: 'out', number: '+1 303 555 0142' });
  });

  it('puts the last call right with "," and shows what it was before', async () => {
    await openOn(maya);
    await user.keyboard('n{Enter}');
    await screen.findByText('Logged: No answer');
    background.overrides.set('editCall', ({ callId, details }: Ask<'editCall'>) => {
      const call = background.view(maya).calls.find(({ id }) => id === callId);
      if (call === undefined) throw new Error('no such call');
      const edits = [{ at: Date.now(), by: 'Sam Rivera', before: detailsOf(call) }];
      const changed = { ...call, ...details, referral: details.referral ?? undefined, edits };
      void background.revise(maya, (view) => ({ ...view, calls: [changed] }));
      return { ok: true, value: changed };
    });
    await press(',');
    const dialog = await screen.findByRole('dialog', { name: 'Put this call right' });
    await user.selectOptions(within(dialog).getByLabelText('What came of it'), 'Busy');
    await user.type(within(dialog).getByLabelText('Note on this call'), 'line was taken');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(background.of('editCall')[0]?.details).toMatchObject({ outcomeId: 'busy', note: 'line was taken' });
    await user.click(await screen.findByRole('button', { name: /^Change the call of/ }));
    const history = await screen.findByRole('region', { name: 'What it was before' });
    expect(history).toHaveTextContent('by Sam Rivera');
    expect(history).toHaveTextContent('Was: No answer');
  });

  it('opens the lead whose promised call is due with S, and says nothing of the lead shown itself', async () => {
    const reminderOf = (recordKey: typeof ben, leadName: string) => {
      const due = { id: newCommandId(), recordKey, leadName, company: null, timeZone: 'UTC' };
      return { ...due, dueAt: Date.now() - 1000, until: Date.now() + 3_600_000 };
    };
    await openOn(maya);
    await act(() => writeLive('reminders', { due: [reminderOf(maya, 'Maya Okonkwo'), reminderOf(ben, 'Ben Carter')] }));
    expect(await screen.findByRole('button', { name: /^Call Ben Carter back now/ })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Call Maya Okonkwo back now/ })).toBeNull();
    await press('s');
    await waitFor(() => expect(background.of('openRecord')).toEqual([{ recordKey: ben, newTab: false }]));
  });

  it('goes on to the next lead with Shift+Enter', async () => {
    await openOn(maya);
    await user.keyboard('n{Shift>}{Enter}{/Shift}');
    expect(await screen.findByRole('heading', { level: 1, name: 'Ben Carter' })).toBeInTheDocument();
    expect(screen.getByText(/for Maya Okonkwo/)).toBeInTheDocument();
  });

  it('proposes the time that the note names, before any other', async () => {
    await openOn(maya);
    await user.keyboard('b');
    await user.type(screen.getByRole('textbox', { name: /Note on this call/ }), 'in Paris, call December 9 at 10:30');
    const chip = await screen.findByRole('button', { name: /10:30 as noted/ });
    expect(chip).toHaveAttribute('aria-pressed', 'true');
    await user.keyboard('{Enter}');
    await screen.findByText('Logged: Call back');
    const { dueAt = 0, timeZone = '' } = background.of('logCall')[0]?.followUp ?? {};
    expect([minuteOfDay(dueAt, timeZone), localDayOf(dueAt, timeZone).slice(5)]).toEqual([630, '12-09']);
  });

  it('takes whom they named after R and R, promises a call to them, and needs neither', async () => {
    await openOn(maya);
    await user.keyboard('rr');
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveFocus();
    await user.keyboard('Marco Rossi{Tab}303 555 0177{Enter}');
    await screen.findByText('Logged: Referred on');
    expect(background.of('logCall')[0]).toMatchObject({
      outcomeId: 'referred',
      referral: { name: 'Marco Rossi', contact: '303 555 0177' },
      followUp: { timeZone: 'America/Denver' },
    });
    await user.keyboard('r{Enter}');
    await waitFor(() => expect(background.of('logCall')).toHaveLength(2));
    expect(background.of('logCall')[1]?.followUp).toBeNull();
    expect(background.of('logCall')[1]).not.toHaveProperty('referral');
  });

  it('says what it would do for lack of an outcome, and does nothing', async () => {
    await openOn(maya);
    await user.keyboard('o');
    expect(screen.getByRole('button', { name: 'Log' })).toBeDisabled();
    await press('Enter');
    expect(background.of('logCall')).toHaveLength(0);
  });

  it('takes the last call back with Z and gives the note back', async () => {
    await openOn(maya);
    await user.keyboard('ba');
    await user.paste('Wants numbers');
    await user.keyboard('{Enter}');
    await screen.findByText('Logged: Call back');
    await user.keyboard('z');
    expect(await screen.findByText('Taken back: Call back')).toBeInTheDocument();
    expect(background.of('undoCall')).toEqual([
      expect.objectContaining({ callId: background.of('logCall')[0]?.commandId }),
    ]);
    await user.keyboard('z');
    expect(background.of('undoCall')).toHaveLength(1);
    await user.keyboard('o');
    expect(screen.getByLabelText(/Note on this call/)).toHaveValue('Wants numbers');
  });

  it('says so where the follow-up picked is a slip of the year, and logs nothing until it is put right', async () => {
    await openOn(maya);
    await user.keyboard('bt');
    const picker = screen.getByLabelText(/^Follow-up at, in /);
    expect(picker).toHaveFocus();
    fireEvent.change(picker, { target: { value: '2126-11-30T10:00' } });
    expect(await screen.findByRole('alert')).toHaveTextContent('more than 5 years ahead. Look at the year.');
    expect(picker).toBeInvalid();
    await user.click(screen.getByRole('button', { name: 'Log' }));
    expect(picker).toHaveFocus();
    expect(background.of('logCall')).toHaveLength(0);
    fireEvent.change(picker, { target: { value: '2027-11-30T10:00' } });
    expect(screen.queryByRole('alert')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Log' }));
    await screen.findByText('Logged: Call back');
  });

  it('chooses a proposed follow-up by digit and none by 0', async () => {
    await openOn(maya);
    await user.keyboard('n2');
    expect(screen.getAllByRole('button', { pressed: true })[0]).toHaveAttribute('aria-keyshortcuts', '2');
    await user.keyboard('0{Enter}');
    await screen.findByText('Logged: No answer');
    expect(background.of('logCall')[0]?.followUp).toBeNull();
  });
});

describe('a call that belongs to another lead', () => {
  it('says so, logs to that lead, and goes back to it with J', async () => {
    await openOn(ben);
    await act(() => background.onTheLine(maya));
    expect(await screen.findByText(/On the line with Maya Okonkwo 02:1\d/)).toBeInTheDocument();
    expect(screen.getByText(/^What you log goes to Maya Okonkwo\. This is Ben Carter's page/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Call/ })).not.toBeInTheDocument();
    await user.keyboard('v{Enter}');
    await screen.findByText('Logged: Left voicemail');
    expect(background.of('logCall')).toEqual([expect.objectContaining({ recordKey: maya, leadName: 'Maya Okonkwo' })]);
    expect(background.of('logCall')[0]?.callId).not.toBeNull();
    await act(() => background.onTheLine(maya, Date.now()));
    expect(await screen.findByText('Your call with Maya Okonkwo is not logged yet')).toBeInTheDocument();
    await user.keyboard('j');
    expect(await screen.findByRole('heading', { level: 1, name: 'Maya Okonkwo' })).toBeInTheDocument();
  });

  it('can be logged where the page shows no record at all', async () => {
    await openOn(null);
    await act(() => background.onTheLine(maya));
    expect(await screen.findByText('No lead on this page')).toBeInTheDocument();
    await screen.findByText(/On the line with Maya Okonkwo/);
    await user.keyboard('n{Enter}');
    expect(await screen.findByText('Logged: No answer')).toBeInTheDocument();
    expect(background.of('logCall')[0]?.recordKey).toBe(maya);
  });
});

describe('calling', () => {
  it('starts on the first good number with C', async () => {
    await openOn(maya);
    await user.keyboard('c');
    expect(await screen.findByRole('timer')).toBeInTheDocument();
    expect(background.of('startCall')).toEqual([expect.objectContaining({ number: '+1 303 555 0142' })]);
  });

  it('lets C wait for what is known of the lead, and drops it when another lead is shown first', async () => {
    const slow = () => {
      let known: () => void = () => undefined;
      const answer = new Promise<void>((resolve) => {
        known = resolve;
      }).then(() => ({ ok: true as const, value: background.view(maya) }));
      background.overrides.set('leadView', () => answer);
      return () => {
        background.overrides.delete('leadView');
        known();
      };
    };
    const openEarly = async () => {
      await background.arrange(maya);
      const surface = render(
        <Surface>
          <Sidebar docked />
        </Surface>,
      );
      await waitFor(() => expect(background.of('leadView')).not.toHaveLength(0));
      await press('c');
      expect(background.of('startCall')).toHaveLength(0);
      return surface;
    };
    const first = slow();
    const surface = await openEarly();
    await act(() => background.navigate(ben));
    first();
    await settle();
    expect(background.of('startCall')).toHaveLength(0);
    surface.unmount();

    background = new FakeBackground();
    const second = slow();
    await openEarly();
    second();
    expect(await screen.findByRole('timer')).toBeInTheDocument();
    expect(background.of('startCall')).toEqual([expect.objectContaining({ recordKey: maya })]);
  });

  it('outside calling hours asks for a reason, starts with it, and forgets it with Escape', async () => {
    const never = { ...shippedRules[0], id: 'never', country: 'any', hours: [], attempts: null };
    background.calling = { ...background.calling, rules: [callingRule.parse(never)] };
    await openOn(maya);
    expect(await screen.findByRole('note', { name: 'May this person be called' })).toHaveTextContent(
      'Not today: no calls on this weekday in Denver',
    );
    await user.keyboard('c');
    const panel = await screen.findByRole('region', { name: 'Why call now?' });
    expect(background.of('startCall')).toHaveLength(0);
    await user.keyboard('{Escape}');
    expect(panel).not.toBeInTheDocument();
    await user.keyboard('c');
    await user.keyboard('2');
    expect(await screen.findByRole('timer')).toBeInTheDocument();
    expect(background.of('startCall')).toEqual([
      expect.objectContaining({ override: { reason: 'agreed', note: '' }, number: '+1 303 555 0142' }),
    ]);
  });

  it('offers no call to a person who must not be called, by button or by key', async () => {
    await background.arrange(maya);
    await openOn(maya);
    expect(screen.getAllByRole('button', { name: /^Call/ })).not.toHaveLength(0);
    await act(() => background.revise(maya, (view) => ({ ...view, doNotCall: true })));
    expect(await screen.findByText(/They asked not to be called/)).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Call/ })).not.toBeInTheDocument());
    await user.keyboard('c');
    expect(background.of('startCall')).toHaveLength(0);
  });
});

describe('qualifying', () => {
  it('moves the score at once with a digit, before the background answers', async () => {
    await openOn(maya);
    const range = () => screen.getByRole('img', { name: /^Score/ }).getAttribute('aria-label');
    const before = range();
    const answered = Promise.withResolvers<Reply<unknown>>();
    background.overrides.set('giveAnswer', () => answered.promise);
    await user.keyboard('1');
    expect(range()).not.toBe(before);
    expect(screen.getByRole('button', { name: /^Need must-have It hurts, with a number/ })).toBeInTheDocument();
    expect(background.of('giveAnswer')).toEqual([
      expect.objectContaining({ criterionId: 'need', value: { kind: 'option', optionId: 'costly' } }),
    ]);
    // Left without an answer, it would be sent again, to the next test's background.
    answered.resolve({ ok: true, value: null });
    await settle();
  });

  it('keeps an answer that could not be saved, and sends it again with the same id', async () => {
    await openOn(maya);
    background.fail('giveAnswer', { kind: 'storageFull' });
    await user.keyboard('1');
    const alert = await screen.findByRole('alert');
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument());
    const [first, second] = background.of('giveAnswer');
    expect(second?.commandId).toBe(first?.commandId);
  });

  it('shows what the team can show for a goal as soon as it is written down', async () => {
    await openOn(maya);
    expect(screen.queryByRole('region', { name: 'What you can show them' })).not.toBeInTheDocument();
    await screen.findByLabelText('Note on Need');
    await user.keyboard('/');
    await user.paste('Half the overtime by spring');
    const shown = await screen.findByRole('region', { name: 'What you can show them' });
    expect(shown).toHaveTextContent('“Half the overtime by spring”');
    expect(shown).toHaveTextContent('One week of a team like theirs, before and after');
  });

  it('takes where an answer comes from by one key, and says it among the reasons', async () => {
    await openOn(maya);
    const evidence = await screen.findByLabelText('Evidence for Need');
    await user.keyboard('.');
    expect(evidence).toHaveFocus();
    await user.paste('From an e-mail');
    await user.keyboard('{Enter}2');
    expect(background.of('giveAnswer')).toEqual([expect.objectContaining({ criterionId: 'need', evidence: 'email' })]);
    await user.click(screen.getByRole('button', { name: 'Why?' }));
    expect(screen.getByText('from an e-mail')).toBeInTheDocument();
  });

  it('skips, goes back, and answers with a note in the prospect’s words', async () => {
    await openOn(maya);
    await user.keyboard('{ArrowRight}');
    expect(screen.getByLabelText(/Note on Authority/)).toBeInTheDocument();
    await user.keyboard('{ArrowLeft}');
    await user.keyboard('/');
    await user.paste('two drivers a month');
    await user.keyboard('{Enter}');
    await user.keyboard('1');
    expect(background.of('giveAnswer')).toEqual([
      expect.objectContaining({ criterionId: 'need', note: 'two drivers a month' }),
    ]);
  });

  it('takes 0 for "don’t know" and - for "won’t say"', async () => {
    await openOn(maya);
    await user.keyboard('0-');
    expect(background.of('giveAnswer').map(({ value }) => value.kind)).toEqual(['unknown', 'refused']);
  });
});

describe('handing over', () => {
  it('says what is missing and does not send while the lead is not ready', async () => {
    await openOn(maya);
    await user.keyboard('h');
    expect(await screen.findByRole('heading', { name: 'Not ready yet' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /^Hand over/ })).toBeDisabled();
    await press('Enter', { ctrlKey: true });
    await settle();
    expect(background.of('handOver')).toHaveLength(0);
  });

  it('sends the edited brief to the AE once ready, and shows that it is done', async () => {
    await background.arrange(maya);
    await openOn(maya);
    await user.keyboard('q{Enter}');
    await screen.findByText('Logged: Qualified');
    await act(() => background.revise(maya, (view) => rescored({ ...view, answers: bestAnswers() })));
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
    await user.keyboard('{Escape}');
    const lead = await screen.findByRole('region', { name: 'Lead' });
    expect(within(lead).getByText('Handed to Jonas Lindqvist')).toBeInTheDocument();
    expect(atHand.queryByRole('button', { name: 'Hand over' })).toBeNull();
    expect(background.of('handOver')).toEqual([
      expect.objectContaining({
        aeId: 'ae1',
        statusValue: 'Qualified',
        brief: expect.arrayContaining([{ heading: 'pain', body: 'Two drivers leave every month' }]),
      }),
    ]);
  });
});

describe('the sidebar itself', () => {
  it('says once that it can be shown', async () => {
    await openOn(maya);
    expect(background.of('sidebarReady')).toHaveLength(1);
  });

  it('closes a panel with Escape, then gives the focus back to the page', async () => {
    await openOn(maya);
    await user.keyboard('o');
    expect(screen.getByRole('radiogroup', { name: 'What came of it' })).toBeInTheDocument();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('radiogroup')).not.toBeInTheDocument();
    expect(background.of('dock')).toHaveLength(0);
    await user.keyboard('{Escape}');
    expect(background.of('dock')).toEqual([{ focusPage: true }]);
  });

  it('shows every key with ?, and takes none while it does', async () => {
    await openOn(maya);
    await user.keyboard('?');
    const dialog = await screen.findByRole('dialog', { name: 'Keys' });
    expect(within(dialog).getByText('take back the last logged call')).toBeInTheDocument();
    await user.keyboard('n');
    expect(screen.queryByRole('radiogroup')).not.toBeInTheDocument();
  });

  it('saves what is typed, and takes it up again for its own lead', async () => {
    await openOn(maya);
    await user.keyboard('ba');
    await user.paste('Half a thou');
    await waitFor(() =>
      expect(background.of('saveDraft').at(-1)).toMatchObject({ recordKey: maya, note: 'Half a thou' }),
    );
    await act(() => background.navigate(ben));
    await screen.findByRole('heading', { level: 1, name: 'Ben Carter' });
    await user.keyboard('o');
    expect(screen.getByLabelText(/Note on this call/)).toHaveValue('');
    await act(() => background.navigate(maya));
    await screen.findByRole('heading', { level: 1, name: 'Maya Okonkwo' });
    await user.keyboard('o');
    expect(screen.getByLabelText(/Note on this call/)).toHaveValue('Half a thou');
  });

  it('restores a draft of an earlier session', async () => {
    const updatedAt = Date.now();
    const draft = {
      recordKey: maya,
      note: 'Calls back',
      outcomeId: 'callBack',
      followUpAt: null,
      answerWords: { need: { note: 'Two drivers', evidence: '' }, budget: { note: '', evidence: 'by mail' } },
      brief: { pain: 'Nobody fills the rota' },
      updatedAt,
    };
    background.overrides.set('drafts', () => ({ ok: true, value: draft }));
    await openOn(maya);
    await settle();
    await user.keyboard('o');
    expect(screen.getByLabelText(/Note on this call/)).toHaveValue('Calls back');
    expect(screen.getByRole('radio', { name: 'Call back' })).toBeChecked();
    await user.keyboard('{Escape}');
    expect(screen.getByLabelText(/Note on Need/)).toHaveValue('Two drivers');
    const criteria = within(screen.getByRole('region', { name: 'All criteria' }));
    await user.click(criteria.getByRole('button', { name: /^Budget/ }));
    expect(screen.getByDisplayValue('by mail')).toBeInTheDocument();
    await act(() => background.revise(maya, (view) => rescored({ ...view, answers: bestAnswers() })));
    await user.keyboard('{Escape}h');
    expect(await screen.findByLabelText('What hurts, in their words')).toHaveValue('Nobody fills the rota');
  });

  it('works without a connection and offers to connect', async () => {
    await background.arrange(maya);
    background.overrides.set('leadView', () => ({ ok: true, value: { ...background.view(maya), connection: null } }));
    await openOn(maya);
    expect(screen.getByText(/Salesforce is not connected/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Connect' }));
    expect(background.of('openDashboard')).toEqual([{ page: expect.stringMatching(/^connections/) }]);
    await user.keyboard('n{Enter}');
    expect(await screen.findByText('safe here · goes to Salesforce once it is connected')).toBeInTheDocument();
  });

  it('says what an administrator forbade since, and leads to where it can be connected otherwise', async () => {
    await background.arrange(maya);
    const view = background.view(maya);
    const problem = { kind: 'forbidden', message: '', cause: 'policy' } as const;
    const connection = view.connection === null ? null : { ...view.connection, state: 'failing' as const, problem };
    background.overrides.set('leadView', () => ({ ok: true, value: { ...view, connection } }));
    await openOn(maya);
    const note = screen.getByRole('alert');
    expect(note).toHaveTextContent('Your administrator does not allow this connection');
    await user.click(within(note).getByRole('button'));
    expect(background.of('openDashboard')).toEqual([{ page: 'connections?org=salesforce:acme.my.salesforce.com' }]);
  });
});

function bestAnswers() {
  return Object.fromEntries(
    bant.criteria.map((criterion, index) => [
      criterion.id,
      {
        id: `019ab000-0000-7000-8000-00000000000${index}`,
        recordKey: maya,
        scorecardId: bant.id,
        scorecardVersion: bant.version,
        criterionId: criterion.id,
        value: { kind: 'option' as const, optionId: choicesOf(criterion)[0]?.id ?? '' },
        note: '',
        at: 1,
        callId: null,
      },
    ]),
  );
}
