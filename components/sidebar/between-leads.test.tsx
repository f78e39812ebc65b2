import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callingRule } from '../../lib/calling/rule';
import { shippedRules } from '../../lib/calling/shipped-rules';
import type { AppError } from '../../lib/messaging/app-error';
import { Surface } from '../data/Surface';
import { Sidebar } from './Sidebar';
import { ben, FakeBackground, maya } from './sidebar-rig';

let background: FakeBackground;
const user = userEvent.setup();
const silent: AppError = { kind: 'noAnswer', updated: false };

async function openOn(key: typeof maya) {
  await background.arrange(key);
  render(
    <Surface>
      <Sidebar docked />
    </Surface>,
  );
  await screen.findByRole('region', { name: 'Score' });
}

async function goTo(key: typeof maya, name: string) {
  await act(() => background.navigate(key));
  await screen.findByRole('heading', { level: 1, name });
  await screen.findByRole('region', { name: 'Score' });
}

const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 20)));
const note = () => screen.getByLabelText(/Note on this call/);

/** No call is allowed at any hour. */
function forbidCalls() {
  const never = { ...shippedRules[0], id: 'never', country: 'any', hours: [], attempts: null };
  background.calling = { ...background.calling, rules: [callingRule.parse(never)] };
}

/** Holds the answers of `logCall` back until told. */
function slowLogging(): () => void {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  background.overrides.set('logCall', async (ask) => {
    await held;
    background.overrides.delete('logCall');
    return background.answer('logCall', ask);
  });
  return release;
}

beforeEach(() => {
  background = new FakeBackground();
});
afterEach(() => act(() => background.idle()));

describe('on the way from one lead to the next', () => {
  it('says of one lead only what failed for that one', async () => {
    await openOn(maya);
    background.fail('logCall', silent);
    await user.keyboard('n{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('Baton did not answer');
    await goTo(ben, 'Ben Carter');
    await user.keyboard('v');
    await screen.findByRole('heading', { level: 1, name: /Ben Carter/ });
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    await user.keyboard('{Escape}');

    background.fail('startCall', silent);
    await user.keyboard('c');
    expect(await screen.findByRole('alert')).toHaveTextContent('Baton did not answer');
    await goTo(maya, 'Maya Okonkwo');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    await user.keyboard('n');
    expect(await screen.findByRole('alert')).toHaveTextContent('Baton did not answer');
  });

  it('leaves what is being written for the next lead alone when the answer for the one before comes late', async () => {
    await openOn(maya);
    const answer = slowLogging();
    await user.keyboard('n{Enter}');
    await goTo(ben, 'Ben Carter');
    await user.keyboard('va');
    await user.keyboard('asks ');
    await act(async () => answer());
    await screen.findByText('Logged: No answer');
    await user.keyboard('for numbers{Enter}');
    await screen.findByText('Logged: Left voicemail');
    expect(background.of('logCall').slice(-1)).toMatchObject([{ recordKey: ben, note: 'asks for numbers' }]);
  });

  it('logs the next lead while the one before is still being saved', async () => {
    await openOn(maya);
    const answer = slowLogging();
    await user.keyboard('n{Enter}');
    await goTo(ben, 'Ben Carter');
    await user.keyboard('v{Enter}');
    await waitFor(() => expect(background.of('logCall').map(({ recordKey }) => recordKey)).toEqual([maya, ben]));
    await act(async () => answer());
  });

  it('asks for the reason of each call anew', async () => {
    forbidCalls();
    await openOn(maya);
    await user.keyboard('c');
    const own = () => screen.findByRole('textbox', { name: 'Another reason…' });
    await user.type(await own(), 'Her assistant put me through');
    await goTo(ben, 'Ben Carter');
    await user.keyboard('{Escape}');
    await user.click(screen.getAllByRole('button', { name: /^Call/ })[0] ?? document.body);
    expect(await own()).toHaveValue('');
  });
});

describe('one thing at a time', () => {
  it('takes digits for the follow-up once an outcome is being logged, not for the call that waited for a reason', async () => {
    forbidCalls();
    await openOn(maya);
    await user.keyboard('c');
    await screen.findByRole('region', { name: 'Why call now?' });
    await user.keyboard('n2');
    expect(screen.queryByRole('region', { name: 'Why call now?' })).not.toBeInTheDocument();
    await settle();
    expect(background.of('startCall')).toEqual([]);
    expect(screen.getByRole('radio', { name: 'No answer' })).toBeChecked();
  });

  it('does not turn the panel to another lead when the call it is about is logged or started in another window', async () => {
    await openOn(ben);
    await act(() => background.onTheLine(maya));
    await user.keyboard('ba');
    await user.keyboard('Said by Maya');
    await act(() => background.onTheLine(null));
    await waitFor(() => expect(screen.queryByRole('radiogroup')).not.toBeInTheDocument());

    await user.keyboard('va');
    expect(note()).toHaveValue('');
    await act(() => background.onTheLine(maya));
    await waitFor(() => expect(screen.queryByRole('radiogroup')).not.toBeInTheDocument());
  });

  it('tries again to take back the call whose taking back failed, not the one logged last', async () => {
    await openOn(maya);
    await user.keyboard('n{Enter}');
    await screen.findByText('Logged: No answer');
    await goTo(ben, 'Ben Carter');
    await user.keyboard('v{Enter}');
    await screen.findByText('Logged: Left voicemail');
    await goTo(maya, 'Maya Okonkwo');
    const [first] = background.of('logCall');
    background.fail('undoCall', silent);
    await user.click(await screen.findByRole('button', { name: 'Take back this call' }));
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    await screen.findByText('Taken back: No answer');
    expect(background.of('undoCall').map(({ callId }) => callId)).toEqual([first?.commandId, first?.commandId]);
  });

  it('says that a call could not be taken back where nothing else is shown of it', async () => {
    await openOn(maya);
    await user.keyboard('n{Enter}');
    await screen.findByText('Logged: No answer');
    const confirmed = within(screen.getByRole('region', { name: 'Last logged call' }));
    await user.click(confirmed.getByRole('button', { name: 'Dismiss' }));
    background.fail('undoCall', silent);
    await user.click(await screen.findByRole('button', { name: 'Take back this call' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Baton did not answer');
  });
});
