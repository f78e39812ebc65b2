import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { callingRule } from '../../lib/calling/rule';
import { shippedRules } from '../../lib/calling/shipped-rules';
import type { AppError } from '../../lib/messaging/app-error';
import { ben, maya } from './lead-rig';
import { settle, sidebarStage, user } from './sidebar-stage';

const stage = sidebarStage();
const silent: AppError = { kind: 'noAnswer', updated: false };

const note = () => screen.getByLabelText(/Note on this call/);

/** No call is allowed at any hour. */
function forbidCalls() {
  const never = { ...shippedRules[0], id: 'never', country: 'any', hours: [], attempts: null };
  stage.background.calling = { ...stage.background.calling, rules: [callingRule.parse(never)] };
}

describe('on the way from one lead to the next', () => {
  it('says of one lead only what failed for that one', async () => {
    await stage.openOn(maya);
    stage.background.fail('logCall', silent);
    await user.keyboard('n{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('Baton did not answer');
    await stage.goTo(ben);
    await user.keyboard('v');
    await screen.findByRole('heading', { level: 1, name: /Ben Carter/ });
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    await user.keyboard('{Escape}');

    stage.background.fail('startCall', silent);
    await user.keyboard('c');
    expect(await screen.findByRole('alert')).toHaveTextContent('Baton did not answer');
    await stage.goTo(maya);
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    await user.keyboard('n');
    expect(await screen.findByRole('alert')).toHaveTextContent('Baton did not answer');
  });

  it('begins at the top of the next lead, and of each panel', async () => {
    await stage.openOn(maya);
    const cards = screen.getByRole('main');
    const scrollDown = () => {
      cards.scrollTop = 300;
      fireEvent.scroll(cards);
    };
    scrollDown();
    await stage.goTo(ben);
    await screen.findByRole('heading', { level: 1, name: /Ben Carter/ });
    expect(cards.scrollTop).toBe(0);
    scrollDown();
    await user.keyboard('v');
    await screen.findByLabelText(/Note on this call/);
    expect(cards.scrollTop).toBe(0);
  });

  it('leaves what is being written for the next lead alone when the answer for the one before comes late', async () => {
    await stage.openOn(maya);
    const answer = stage.background.hold('logCall');
    await user.keyboard('n{Enter}');
    await stage.goTo(ben);
    await user.keyboard('va');
    await user.keyboard('asks ');
    await act(async () => answer());
    await screen.findByText('Logged: No answer');
    await user.keyboard('for numbers{Enter}');
    await screen.findByText('Logged: Left voicemail');
    expect(stage.background.of('logCall').slice(-1)).toMatchObject([{ recordKey: ben, note: 'asks for numbers' }]);
  });

  it('logs the next lead while the one before is still being saved', async () => {
    await stage.openOn(maya);
    const answer = stage.background.hold('logCall');
    await user.keyboard('n{Enter}');
    await stage.goTo(ben);
    await user.keyboard('v{Enter}');
    await waitFor(() => expect(stage.background.of('logCall').map(({ recordKey }) => recordKey)).toEqual([maya, ben]));
    await act(async () => answer());
  });

  it('asks for the reason of each call anew', async () => {
    forbidCalls();
    await stage.openOn(maya);
    await user.keyboard('c');
    const own = () => screen.findByRole('textbox', { name: 'Another reason…' });
    await user.type(await own(), 'Her assistant put me through');
    await stage.goTo(ben);
    await user.keyboard('{Escape}');
    await user.click(screen.getAllByRole('button', { name: /^Call/ })[0] ?? document.body);
    expect(await own()).toHaveValue('');
  });
});

describe('one thing at a time', () => {
  it('takes digits for the follow-up once an outcome is being logged, not for the call that waited for a reason', async () => {
    forbidCalls();
    await stage.openOn(maya);
    await user.keyboard('c');
    await screen.findByRole('region', { name: 'Why call now?' });
    await user.keyboard('n2');
    expect(screen.queryByRole('region', { name: 'Why call now?' })).not.toBeInTheDocument();
    await settle();
    expect(stage.background.of('startCall')).toEqual([]);
    expect(screen.getByRole('radio', { name: 'No answer' })).toBeChecked();
  });

  it('does not turn the panel to another lead when the call it is about is logged or started in another window', async () => {
    await stage.openOn(ben);
    await act(() => stage.background.onTheLine(maya));
    await user.keyboard('ba');
    await user.keyboard('Said by Maya');
    await act(() => stage.background.onTheLine(null));
    await waitFor(() => expect(screen.queryByRole('radiogroup')).not.toBeInTheDocument());

    // What is typed on was meant for the note that went away.
    await user.keyboard('va{Enter}');
    expect(stage.background.of('logCall')).toEqual([]);
    expect(screen.queryByRole('radiogroup')).not.toBeInTheDocument();
    await user.click(screen.getByRole('main'));
    await user.keyboard('va');
    expect(note()).toHaveValue('');
    await act(() => stage.background.onTheLine(maya));
    await waitFor(() => expect(screen.queryByRole('radiogroup')).not.toBeInTheDocument());
  });

  it('tries again to take back the call whose taking back failed, not the one logged last', async () => {
    await stage.openOn(maya);
    await user.keyboard('n{Enter}');
    await screen.findByText('Logged: No answer');
    await stage.goTo(ben);
    await user.keyboard('v{Enter}');
    await screen.findByText('Logged: Left voicemail');
    await stage.goTo(maya);
    const [first] = stage.background.of('logCall');
    stage.background.fail('undoCall', silent);
    await user.click(await screen.findByRole('button', { name: 'Take back this call' }));
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    await screen.findByText('Taken back: No answer');
    expect(stage.background.of('undoCall').map(({ callId }) => callId)).toEqual([first?.commandId, first?.commandId]);
  });

  it('says that a call could not be taken back where nothing else is shown of it', async () => {
    await stage.openOn(maya);
    await user.keyboard('n{Enter}');
    await screen.findByText('Logged: No answer');
    const confirmed = within(screen.getByRole('region', { name: 'Last logged call' }));
    await user.click(confirmed.getByRole('button', { name: 'Dismiss' }));
    stage.background.fail('undoCall', silent);
    await user.click(await screen.findByRole('button', { name: 'Take back this call' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Baton did not answer');
  });
});
