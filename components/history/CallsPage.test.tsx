import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { detailsOf } from '../../lib/calls/call';
import type { CallPage } from '../../lib/messaging/views';
import { FakeBackground, renderSurface } from '../data/surface-rig';
import { hour, noon } from '../progress/progress-rig';
import { viewOf } from '../sidebar/lead-rig';
import { CallsPage } from './CallsPage';
import { callOf } from './history-rig';

let background: FakeBackground;
beforeEach(() => {
  background = new FakeBackground().on('openRecord', () => null);
  // The test browser lays nothing out; a row is as high as the list estimates.
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(62);
});

/** A background with these calls, in pages as they are asked for. */
function withCalls(calls: CallPage['calls']): void {
  background.on('callHistory', ({ cursor, limit, search }) => {
    const found = calls.filter((call) => call.leadName.includes(search));
    const from = Number(cursor ?? 0);
    const next = from + limit;
    return { calls: found.slice(from, next), nextCursor: next < found.length ? String(next) : null };
  });
}

const list = () => screen.findByRole('list', { name: 'Calls, newest first' });

describe('the call history', () => {
  it('shows each call’s outcome, lead, duration, note and whether the CRM knows', async () => {
    withCalls([
      callOf({ note: 'Asked for a demo', sync: 'failed' }),
      callOf({ durationMs: null, sync: 'local', outcomeId: 'retired' }),
    ]);
    await renderSurface(background, <CallsPage />);
    const [first, second] = within(await list()).getAllByRole('article');
    for (const text of ['Maya Okonkwo', 'Northwind Freight', 'No answer', '02:14', 'Asked for a demo', 'Sync failed']) {
      expect(first).toHaveTextContent(text);
    }
    expect(second).toHaveTextContent('no timer');
    expect(second).toHaveTextContent('In this browser');
    expect(second).toHaveTextContent('retired');
  });

  it('keeps only the rows in view in the page, and asks for more towards the end', async () => {
    withCalls(
      Array.from({ length: 250 }, (_, index) => callOf({ leadName: `Lead ${index}`, startedAt: noon - index * hour })),
    );
    await renderSurface(background, <CallsPage />);
    expect(within(await list()).getAllByRole('article').length).toBeLessThan(40);
    expect(background.of('callHistory')).toHaveLength(1);
    window.scrollTo(0, 5500);
    window.dispatchEvent(new Event('scroll'));
    await waitFor(() => expect(background.of('callHistory')).toHaveLength(2));
    expect(background.of('callHistory')[1]).toMatchObject({ cursor: '100', search: '' });
  });

  it('searches once typing has settled, and says when nothing matches', async () => {
    withCalls([callOf(), callOf({ leadName: 'Diogo Ferreira' })]);
    await renderSurface(background, <CallsPage />);
    await list();
    expect(screen.getByText('That is the first call you logged.')).toBeInTheDocument();
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search calls' }), 'Diogo');
    await waitFor(async () => expect(within(await list()).getAllByRole('article')).toHaveLength(1));
    expect(background.of('callHistory')).toHaveLength(2);
    expect(screen.getByText('No more calls match.')).toBeInTheDocument();
    await userEvent.type(screen.getByRole('searchbox'), 'X');
    await userEvent.click(await screen.findByRole('button', { name: 'Show all calls' }));
    await waitFor(async () => expect(within(await list()).getAllByRole('article')).toHaveLength(2));
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('explains itself before the first call', async () => {
    withCalls([]);
    await renderSurface(background, <CallsPage />);
    expect(await screen.findByText('No calls yet')).toBeInTheDocument();
  });

  it('takes a call back after asking, and leaves it alone on "Keep it"', async () => {
    const call = callOf();
    withCalls([call]);
    background.on('undoCall', () => ({ ...call, undoneAt: noon }));
    await renderSurface(background, <CallsPage />);
    await userEvent.click(await screen.findByRole('button', { name: /Take back the call with Maya/ }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Keep it' }));
    expect(background.of('undoCall')).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: /Take back the call with Maya/ }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Take back' }));
    expect(background.of('undoCall')).toEqual([expect.objectContaining({ callId: call.id })]);
    expect(await screen.findByText('The call with Maya Okonkwo was taken back.')).toBeInTheDocument();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('takes whom they named later, with when to call them, and offers the lead’s numbers', async () => {
    const call = callOf({ outcomeId: 'referred', followUpId: null });
    withCalls([call]);
    background
      .on('leadView', () => viewOf(call.recordKey))
      .on('callingRules', () => ({ rules: [], holidays: {}, importedAt: null, prescribed: 0 }))
      .on('editCall', ({ details }) => ({ ...call, ...details, referral: details.referral ?? undefined }));
    await renderSurface(background, <CallsPage />);
    await userEvent.click(await screen.findByRole('button', { name: /Change the call with Maya/ }));
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByRole('option', { name: /303/ })).toBeInTheDocument();
    expect(within(dialog).queryByLabelText('When to call them')).toBeNull();
    const whom = within(dialog).getByRole('group', { name: /^Whom did they name/ });
    await userEvent.type(within(whom).getByLabelText('Name'), 'Marco Rossi');
    const time = await within(dialog).findByLabelText('When to call them');
    expect(time).toHaveDisplayValue(/^20/);
    const proposed = time.getAttribute('value') ?? '';
    fireEvent.change(time, { target: { value: '2126-11-30T10:00' } });
    expect(within(dialog).getByRole('alert')).toHaveTextContent('Look at the year.');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(background.of('editCall')).toEqual([]);
    fireEvent.change(time, { target: { value: proposed } });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(background.of('editCall')).toEqual([
      expect.objectContaining({
        details: expect.objectContaining({ referral: { name: 'Marco Rossi', contact: '' } }),
        promise: { dueAt: expect.any(Number), timeZone: expect.any(String) },
      }),
    ]);
  });

  it('puts a call right, and says so', async () => {
    const call = callOf({ note: 'Asked for a demo' });
    withCalls([call]);
    background.on('editCall', ({ details }) => ({ ...call, ...details, referral: details.referral ?? undefined }));
    await renderSurface(background, <CallsPage />);
    await userEvent.click(await screen.findByRole('button', { name: /Change the call with Maya/ }));
    const dialog = await screen.findByRole('dialog');
    const length = within(dialog).getByLabelText('How long');
    expect(length).toHaveValue('2:14');
    await userEvent.clear(length);
    await userEvent.type(length, 'soon');
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('Minutes and seconds, like 2:30.');
    await userEvent.clear(length);
    await userEvent.type(length, '4{Enter}');
    expect(await screen.findByText('The call was changed.')).toBeInTheDocument();
    expect(background.of('editCall')).toEqual([
      expect.objectContaining({
        callId: call.id,
        began: detailsOf(call),
        details: { ...detailsOf(call), durationMs: 240_000 },
      }),
    ]);
  });

  it('offers no second undo of a call taken back', async () => {
    withCalls([callOf({ undoneAt: noon })]);
    await renderSurface(background, <CallsPage />);
    expect(await screen.findByText('Taken back')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Take back/ })).toBeNull();
  });

  it('says what went wrong and tries again', async () => {
    background.refuse('callHistory', { kind: 'bug', message: '' });
    await renderSurface(background, <CallsPage />);
    expect(await screen.findByRole('alert')).toHaveTextContent('Something went wrong in Baton');
    withCalls([callOf()]);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await list()).toBeInTheDocument();
  });
});
