import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { callingRule } from '../../lib/calling/rule';
import { shippedRules } from '../../lib/calling/shipped-rules';
import { newCommandId } from '../../lib/messaging/client';
import { protocol } from '../../lib/messaging/protocol';
import { runningCallView } from '../../lib/messaging/views';
import { localDayOf, minuteOfDay, ownTimeZone } from '../../lib/model/time';
import { readyMadePlays } from '../../lib/plays/ready-made';
import { readLive, writeLive } from '../../lib/store/live';
import { toInputValue } from '../call/zoned-input';
import { ben, maya } from './lead-rig';
import { FakeBackground } from './sidebar-rig';
import { press, settle, sidebarStage, user } from './sidebar-stage';

const stage = sidebarStage();

/** Nothing is touched for so long. */
const quietFor = (ms: number) => act(() => new Promise((resolve) => setTimeout(resolve, ms)));

describe('with somebody on the line', () => {
  it('folds the opening to one line while a call is on the line', async () => {
    await stage.openOn(maya);
    expect(await screen.findByRole('heading', { name: 'Before you call' })).toBeInTheDocument();
    await act(() => stage.background.onTheLine(maya));
    await waitFor(() => expect(screen.queryByRole('heading', { name: 'Before you call' })).toBeNull());
    const line = within(screen.getByRole('region', { name: 'Before you call' })).getByText('Opening');
    await user.click(line);
    expect(line.closest('details')).toHaveProperty('open', true);
  });

  it('says beside the name what ended the work on a lead, until that is undone', async () => {
    await stage.openOn(maya);
    await user.keyboard('i');
    await press('Enter');
    expect(await screen.findByTitle('Ends the work on this lead.')).toHaveTextContent('Disqualified');
    await press('z');
    await waitFor(() => expect(screen.queryByTitle('Ends the work on this lead.')).toBeNull());
  });

  it('asks in one line how a conversation went, and gives its points keys only when it is opened', async () => {
    stage.background.overrides.set('reviewCall', () => ({ ok: true, value: null }));
    await stage.openOn(maya);
    await user.keyboard('q');
    await press('Enter');
    const strip = await screen.findByRole('region', { name: 'Did you serve them?' });
    expect(within(strip).queryByRole('button', { name: 'Trust built' })).toBeNull();
    await user.click(within(strip).getByRole('button', { name: 'Look back' }));
    await user.keyboard('2');
    expect(screen.getByRole('button', { name: 'Trust built' })).toHaveAttribute('aria-pressed', 'true');
    expect(stage.background.of('giveAnswer')).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(stage.background.of('reviewCall')).toMatchObject([{ met: ['trust'] }]));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Did you serve them?' })).toBeNull());
  });

  it('keeps what is marked of a conversation when its confirmation goes, another panel opens or another lead is shown', async () => {
    const strip = () => screen.findByRole('region', { name: 'Did you serve them?' });
    const trust = () => screen.getByRole('button', { name: 'Trust built' });
    stage.background.overrides.set('reviewCall', () => ({ ok: true, value: null }));
    await stage.openOn(maya);
    await user.keyboard('q');
    await press('Enter');
    await user.click(within(await strip()).getByRole('button', { name: 'Look back' }));
    await user.click(trust());
    // As by itself after half a minute.
    await user.click(
      within(screen.getByRole('region', { name: 'Last logged call' })).getByRole('button', { name: 'Dismiss' }),
    );
    expect(trust()).toHaveAttribute('aria-pressed', 'true');
    await user.click(screen.getByRole('heading', { name: 'Maya Okonkwo' }));
    await press('n');
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Trust built' })).toBeNull());
    await press('Escape');
    await strip();
    expect(trust()).toHaveAttribute('aria-pressed', 'true');
    await act(() => stage.background.navigate(ben));
    await screen.findByRole('heading', { name: 'Ben Carter' });
    expect(await strip()).toHaveTextContent('Your call with Maya Okonkwo');
    await user.click(within(await strip()).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(stage.background.of('reviewCall')).toMatchObject([{ met: ['trust'] }]));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Did you serve them?' })).toBeNull());
  });

  it('asks nothing more about a conversation that was taken back, and says why a look back was not kept', async () => {
    await stage.openOn(maya);
    stage.background.overrides.set('reviewCall', () => ({ ok: false, error: { kind: 'storageFull' } }));
    await user.keyboard('q');
    await press('Enter');
    await user.click(await screen.findByRole('button', { name: 'Look back' }));
    await user.click(screen.getByRole('button', { name: 'Trust built' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('alert')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Trust built' })).toHaveAttribute('aria-pressed', 'true');
    await press('z');
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Did you serve them?' })).toBeNull());
    await user.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByRole('region', { name: 'Did you serve them?' })).toBeNull();
  });

  it('keeps who they are to a few lines while they are on the line, with the rest on demand', async () => {
    await stage.openOn(maya);
    const lead = screen.getByRole('region', { name: 'Lead' });
    expect(await within(lead).findByText('Owner')).toBeVisible();
    await act(() => stage.background.onTheLine(maya));
    const line = await within(lead).findByText('Before', { selector: 'summary *' });
    expect(within(lead).getByRole('heading', { name: 'Maya Okonkwo' })).toBeVisible();
    expect(line.closest('details')).toHaveProperty('open', false);
    expect(line.closest('details')).toContainElement(within(lead).getByText('Owner'));
    await user.click(line);
    expect(line.closest('details')).toHaveProperty('open', true);
    expect(within(lead).getByText('Owner')).toBeVisible();
  });

  /** A play whose first steps are these messages, and a background that ticks them off. */
  function withMessages(...ids: readonly string[]) {
    const [play] = readyMadePlays;
    if (play === undefined) throw new Error('no play');
    const messages = ids.map((id, day) => ({ id, day, afterMinutes: 0, channel: 'social' as const }));
    const plays = [{ ...play, fits: { sources: [] }, steps: [...messages, ...play.steps] }];
    stage.background.overrides.set('plays', () => ({ ok: true, value: { plays, edited: true, stats: [], gone: [] } }));
    stage.background.overrides.set('markStep', (ask) => {
      const { channel, doneAt, done } = protocol.markStep.ask.parse(ask);
      stage.background.revise(maya, (view) => {
        const others = (view.ticked ?? []).filter(({ at }) => at !== doneAt);
        return { ...view, ticked: done ? [...others, { channel, at: doneAt }] : others };
      });
      return { ok: true, value: null };
    });
  }

  it('ticks off a step that is no call with +, and takes that back', async () => {
    withMessages('hello');
    await stage.openOn(maya);
    expect(await screen.findByText(/a message is due/)).toBeInTheDocument();
    await press('+');
    expect(await screen.findByText(/^Message done at/)).toBeInTheDocument();
    expect(screen.queryByText(/a message is due/)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText(/a message is due/)).toBeInTheDocument();
    expect(stage.background.of('markStep').map(({ done }) => done)).toEqual([true, false]);
  });

  it('ticks off one step by a double click or by + pressed twice, and takes one back', async () => {
    withMessages('hello', 'again', 'more');
    await stage.openOn(maya);
    await user.dblClick(await screen.findByRole('button', { name: 'Message done' }));
    expect(await screen.findByText(/^Message done at/)).toBeInTheDocument();
    expect(stage.background.of('markStep')).toMatchObject([{ done: true, known: 0 }]);
    await quietFor(600);
    await press('+');
    await waitFor(() => expect(stage.background.of('markStep')).toHaveLength(2));
    await press('+');
    expect(stage.background.of('markStep')).toMatchObject([{ known: 0 }, { done: true, known: 1 }]);
    await user.dblClick(screen.getByRole('button', { name: 'Undo' }));
    await quietFor(50);
    expect(stage.background.of('markStep').filter(({ done }) => !done)).toHaveLength(1);
  });

  it('shows a wrong number struck through and last, and takes it back when it is right after all', async () => {
    await stage.openOn(maya);
    await act(() => stage.background.revise(maya, (view) => ({ ...view, removedNumbers: ['+1 303 555 0142'] })));
    stage.background.overrides.set('restoreNumber', () => ({ ok: true, value: null }));
    await user.click(await screen.findByRole('button', { name: '+1 303 555 0142 is right after all' }));
    await waitFor(() =>
      expect(stage.background.of('restoreNumber')).toMatchObject([{ recordKey: maya, number: '+1 303 555 0142' }]),
    );
  });

  it('opens the lead whose promised call is due with S, and says nothing of the lead shown itself', async () => {
    const reminderOf = (recordKey: typeof ben, leadName: string) => {
      const due = { id: newCommandId(), recordKey, leadName, company: null, timeZone: 'UTC' };
      return { ...due, dueAt: Date.now() - 1000, until: Date.now() + 3_600_000 };
    };
    await stage.openOn(maya);
    await act(() => writeLive('reminders', { due: [reminderOf(maya, 'Maya Okonkwo'), reminderOf(ben, 'Ben Carter')] }));
    expect(await screen.findByRole('button', { name: /^Call Ben Carter back now/ })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Call Maya Okonkwo back now/ })).toBeNull();
    await press('s');
    await waitFor(() => expect(stage.background.of('openRecord')).toEqual([{ recordKey: ben, newTab: false }]));
  });

  it('proposes the time that the note names, before any other', async () => {
    await stage.openOn(maya);
    await user.keyboard('b');
    await user.type(screen.getByRole('textbox', { name: /Note on this call/ }), 'in Paris, call December 9 at 10:30');
    const chip = await screen.findByRole('button', { name: /10:30 as noted/ });
    expect(chip).toHaveAttribute('aria-pressed', 'true');
    await user.keyboard('{Enter}');
    await screen.findByText('Logged: Call back');
    const { dueAt = 0, timeZone = '' } = stage.background.of('logCall')[0]?.followUp ?? {};
    expect([minuteOfDay(dueAt, timeZone), localDayOf(dueAt, timeZone).slice(5)]).toEqual([630, '12-09']);
  });

  it('takes whom they named after R and R, promises a call to them, and needs neither', async () => {
    await stage.openOn(maya);
    await user.keyboard('rr');
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveFocus();
    await user.keyboard('Marco Rossi{Tab}303 555 0177{Enter}');
    await screen.findByText('Logged: Referred on');
    expect(stage.background.of('logCall')[0]).toMatchObject({
      outcomeId: 'referred',
      referral: { name: 'Marco Rossi', contact: '303 555 0177' },
      followUp: { timeZone: 'America/Denver' },
    });
    await user.keyboard('r{Enter}');
    await waitFor(() => expect(stage.background.of('logCall')).toHaveLength(2));
    expect(stage.background.of('logCall')[1]?.followUp).toBeNull();
    expect(stage.background.of('logCall')[1]).not.toHaveProperty('referral');
  });

  it('says so where the follow-up picked is a slip of the year, and logs nothing until it is put right', async () => {
    await stage.openOn(maya);
    await user.keyboard('bt');
    const picker = screen.getByLabelText(/^Follow-up at, in /);
    expect(picker).toHaveFocus();
    fireEvent.change(picker, { target: { value: '2126-11-30T10:00' } });
    expect(await screen.findByRole('alert')).toHaveTextContent('more than 5 years ahead. Look at the year.');
    expect(picker).toBeInvalid();
    await user.click(screen.getByRole('button', { name: 'Log' }));
    expect(picker).toHaveFocus();
    expect(stage.background.of('logCall')).toHaveLength(0);
    fireEvent.change(picker, { target: { value: '2027-11-30T10:00' } });
    expect(screen.queryByRole('alert')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Log' }));
    await screen.findByText('Logged: Call back');
  });

  it('logs with Enter from the time picked, and from when the call was', async () => {
    await stage.openOn(maya);
    await user.keyboard('bt');
    fireEvent.change(screen.getByLabelText(/^Follow-up at, in /), { target: { value: '2027-11-30T10:00' } });
    await user.keyboard('{Enter}');
    await screen.findByText('Logged: Call back');
    expect(stage.background.of('logCall')[0]?.followUp?.dueAt).toBe(Date.UTC(2027, 10, 30, 17));
    await user.keyboard('n,');
    expect(screen.getByLabelText('When, in your time')).toHaveFocus();
    await user.keyboard('{Enter}');
    await screen.findByText('Logged: No answer');
  });

  it('says that a call lies too long ago, and logs nothing until that is put right', async () => {
    await stage.openOn(maya);
    await user.keyboard('n,');
    const when = screen.getByLabelText('When, in your time');
    const daysAgo = (days: number) => toInputValue(Date.now() - days * 86_400_000, ownTimeZone());
    fireEvent.change(when, { target: { value: daysAgo(15) } });
    expect(screen.getByText('A call is logged within 14 days of it.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Log' }));
    expect(when).toHaveFocus();
    expect(stage.background.of('logCall')).toHaveLength(0);
    fireEvent.change(when, { target: { value: daysAgo(13) } });
    await user.keyboard('{Enter}');
    await screen.findByText('Logged: No answer');
  });

  it('chooses a proposed follow-up by digit and none by 0', async () => {
    await stage.openOn(maya);
    await user.keyboard('n2');
    expect(screen.getAllByRole('button', { pressed: true })[0]).toHaveAttribute('aria-keyshortcuts', '2');
    await user.keyboard('0{Enter}');
    await screen.findByText('Logged: No answer');
    expect(stage.background.of('logCall')[0]?.followUp).toBeNull();
  });
});

describe('calling', () => {
  it('starts on the first good number with C', async () => {
    await stage.openOn(maya);
    await user.keyboard('c');
    expect(await screen.findByRole('timer')).toBeInTheDocument();
    expect(stage.background.of('startCall')).toEqual([expect.objectContaining({ number: '+1 303 555 0142' })]);
  });

  it('lets C wait for what is known of the lead, and drops it when another lead is shown first', async () => {
    const slow = () => {
      let known: () => void = () => undefined;
      const answer = new Promise<void>((resolve) => {
        known = resolve;
      }).then(() => ({ ok: true as const, value: stage.background.view(maya) }));
      stage.background.overrides.set('leadView', () => answer);
      return () => {
        stage.background.overrides.delete('leadView');
        known();
      };
    };
    const openEarly = async () => {
      const surface = await stage.open(maya);
      await waitFor(() => expect(stage.background.of('leadView')).not.toHaveLength(0));
      await press('c');
      expect(stage.background.of('startCall')).toHaveLength(0);
      return surface;
    };
    const first = slow();
    const surface = await openEarly();
    await act(() => stage.background.navigate(ben));
    first();
    await settle();
    expect(stage.background.of('startCall')).toHaveLength(0);
    surface.unmount();

    stage.background = new FakeBackground();
    const second = slow();
    await openEarly();
    second();
    expect(await screen.findByRole('timer')).toBeInTheDocument();
    expect(stage.background.of('startCall')).toEqual([expect.objectContaining({ recordKey: maya })]);
  });

  it('outside calling hours asks for a reason, starts with it, and forgets it with Escape', async () => {
    const never = { ...shippedRules[0], id: 'never', country: 'any', hours: [], attempts: null };
    stage.background.calling = { ...stage.background.calling, rules: [callingRule.parse(never)] };
    await stage.openOn(maya);
    expect(await screen.findByRole('note', { name: 'May this person be called' })).toHaveTextContent(
      'Not today: no calls on this weekday in Denver',
    );
    await user.keyboard('c');
    const panel = await screen.findByRole('region', { name: 'Why call now?' });
    expect(stage.background.of('startCall')).toHaveLength(0);
    await user.keyboard('{Escape}');
    expect(panel).not.toBeInTheDocument();
    await user.keyboard('c');
    await user.keyboard('2');
    expect(await screen.findByRole('timer')).toBeInTheDocument();
    expect(stage.background.of('startCall')).toEqual([
      expect.objectContaining({ override: { reason: 'agreed', note: '' }, number: '+1 303 555 0142' }),
    ]);
  });

  it('offers no call to a person who must not be called, by button or by key', async () => {
    await stage.background.arrange(maya);
    await stage.openOn(maya);
    expect(screen.getAllByRole('button', { name: /^Call/ })).not.toHaveLength(0);
    await act(() => stage.background.revise(maya, (view) => ({ ...view, doNotCall: true })));
    expect(await screen.findByText(/They asked not to be called/)).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Call/ })).not.toBeInTheDocument());
    await user.keyboard('c');
    expect(stage.background.of('startCall')).toHaveLength(0);
  });
});

describe('a call that belongs to another lead', () => {
  it('says so, logs to that lead, and goes back to it with J', async () => {
    await stage.openOn(ben);
    await act(() => stage.background.onTheLine(maya));
    expect(await screen.findByText(/On the line with Maya Okonkwo 02:1\d/)).toBeInTheDocument();
    expect(screen.getByText(/^What you log goes to Maya Okonkwo\. This is Ben Carter's page/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Call/ })).not.toBeInTheDocument();
    await user.keyboard('v{Enter}');
    await screen.findByText('Logged: Left voicemail');
    expect(stage.background.of('logCall')).toEqual([
      expect.objectContaining({ recordKey: maya, leadName: 'Maya Okonkwo' }),
    ]);
    expect(stage.background.of('logCall')[0]?.callId).not.toBeNull();
    await act(() => stage.background.onTheLine(maya, Date.now()));
    expect(await screen.findByText('Your call with Maya Okonkwo is not logged yet')).toBeInTheDocument();
    await user.keyboard('j');
    expect(await screen.findByRole('heading', { level: 1, name: 'Maya Okonkwo' })).toBeInTheDocument();
  });

  it('still says what it says where both names have 200 letters', async () => {
    const name = (letter: string) => letter.repeat(200);
    await stage.openOn(ben);
    await act(() =>
      stage.background.revise(ben, (view) => ({
        ...view,
        record: view.record && { ...view.record, name: name('长') },
      })),
    );
    await act(() => stage.background.onTheLine(maya));
    const told = await readLive('runningCall', runningCallView);
    await act(() => writeLive('runningCall', { ...told, leadName: name('x') }));
    const title = await screen.findByText(/^On the line with x{47}… \d\d:\d\d$/);
    expect(title).toHaveAttribute('title', name('x'));
    expect(
      screen.getByText(`What you log goes to ${'x'.repeat(47)}…. This is ${'长'.repeat(23)}…'s page.`),
    ).toBeInTheDocument();
  });

  it('can be logged where the page shows no record at all', async () => {
    await stage.openOn(null);
    await act(() => stage.background.onTheLine(maya));
    expect(await screen.findByText('No lead on this page')).toBeInTheDocument();
    await screen.findByText(/On the line with Maya Okonkwo/);
    await user.keyboard('n{Enter}');
    expect(await screen.findByText('Logged: No answer')).toBeInTheDocument();
    expect(stage.background.of('logCall')[0]?.recordKey).toBe(maya);
  });
});
