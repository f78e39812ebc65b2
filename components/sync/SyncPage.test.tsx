import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { OutboxView } from '../../lib/messaging/views';
import { FakeBackground, renderSurface } from '../data/surface-rig';
import { SyncPage } from './SyncPage';
import { connectionOf, entryOf, rejected } from './sync-rig';

let background: FakeBackground;
beforeEach(() => {
  background = new FakeBackground()
    .on('connections', () => [connectionOf()])
    .on('syncNow', () => null)
    .on('retryEntry', () => null)
    .on('editEntry', () => null)
    .on('retryFailed', () => null)
    .on('discardEntry', () => null);
  // The test browser lays nothing out; a row is as high as the list estimates.
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(128);
});

/** The page over these entries, what failed first, as the background has them when asked. */
async function open(entries: OutboxView[]) {
  background
    .on('syncState', ({ offset = 0, limit }) => ({
      entries: entries.slice(offset, offset + limit),
      total: entries.length,
      failed: entries.filter(({ state }) => state === 'failed').length,
      lastSyncedAt: Date.now() - 180_000,
    }))
    .on('entryState', ({ entryId }) => entries.find(({ id }) => id === entryId)?.state ?? null)
    .on('syncReasons', () =>
      ['failed', 'waiting'].flatMap((state) => {
        const alike = entries.filter((entry) => (entry.state === 'failed') === (state === 'failed'));
        const [one] = alike;
        if (one === undefined) return [];
        const { org, problem } = one;
        return [
          { org, problem, state: state === 'failed' ? ('failed' as const) : ('waiting' as const), count: alike.length },
        ];
      }),
    );
  await renderSurface(background, <SyncPage />);
}

const failedEntry = () => entryOf({ state: 'failed', problem: rejected, attempts: 1 });

describe('the sync page', () => {
  it('parts what needs a decision from what waits, each with its reason', async () => {
    await open([failedEntry(), entryOf({ leadName: 'Diogo Ferreira' })]);
    const failed = await screen.findByRole('region', { name: 'Needs your decision 1' });
    expect(failed).toHaveTextContent('Log the call: No answer');
    expect(failed).toHaveTextContent('A rule of your CRM about Industry does not allow this');
    expect(failed).toHaveTextContent('The CRM says: Industry is required before a lead may change owner.');
    expect(failed).toHaveTextContent('tried 1 time');
    const waiting = screen.getByRole('region', { name: 'Waiting 1' });
    expect(waiting).toHaveTextContent('Diogo Ferreira');
    await waitFor(() => expect(waiting).toHaveTextContent('Goes out with the next sync.'));
  });

  it('says when all is told, and when that was', async () => {
    await open([]);
    expect(await screen.findByText('Your CRM knows everything')).toBeInTheDocument();
    expect(screen.getByText('Last synced 3 minutes ago')).toBeInTheDocument();
  });

  it('holds thousands: says how many and why before the rows, and keeps only the rows in view in the page', async () => {
    const failed = Array.from({ length: 300 }, (_, index) => ({ ...failedEntry(), leadName: `Refused ${index}` }));
    const waiting = Array.from({ length: 4700 }, (_, index) => entryOf({ leadName: `Lead ${index}` }));
    background.on('connections', () => []);
    await open([...failed, ...waiting]);
    const why = await screen.findByRole('region', { name: 'Why' });
    await waitFor(() => expect(within(why).getAllByRole('listitem')).toHaveLength(2));
    const [first, second] = within(why).getAllByRole('listitem');
    expect(first).toHaveTextContent(/300 failed.*A rule of your CRM about Industry/);
    expect(second).toHaveTextContent(/4,700 wait.*is not connected yet/);
    expect(within(why).getByRole('button', { name: 'Open connections' })).toBeInTheDocument();
    const group = screen.getByRole('region', { name: 'Needs your decision 300' });
    expect(await within(group).findByText('Refused 0')).toBeInTheDocument();
    expect(within(group).getAllByRole('article').length).toBeLessThan(40);
    expect(screen.getByRole('region', { name: 'Waiting 4,700' })).toBeInTheDocument();
    await userEvent.click(within(group).getByRole('button', { name: 'Retry all' }));
    expect(background.of('retryFailed')).toHaveLength(1);
    window.scrollTo(0, 128 * 200);
    window.dispatchEvent(new Event('scroll'));
    expect(await within(group).findByText('Refused 200')).toBeInTheDocument();
  });

  it('passes the focus on to the next entry where the one it was in goes', async () => {
    const entries = [
      { ...failedEntry(), leadName: 'Ada' },
      { ...failedEntry(), leadName: 'Ben' },
    ];
    await open(entries);
    await screen.findByText('Ben');
    background.on('discardEntry', () => {
      entries.shift();
      return null;
    });
    await userEvent.click(screen.getByRole('button', { name: /^Discard: .*Ada$/ }));
    await userEvent.click(await screen.findByRole('button', { name: 'Discard for good' }));
    await background.live('pulse', { n: 1, topics: ['sync'] });
    await waitFor(() => expect(screen.queryByText('Ada')).toBeNull());
    await waitFor(() => expect(screen.getByRole('button', { name: 'Ben' })).toHaveFocus());
  });

  it('sends what waits on "Sync now"', async () => {
    await open([]);
    await userEvent.click(await screen.findByRole('button', { name: 'Sync now' }));
    expect(background.of('syncNow')).toHaveLength(1);
    expect(await screen.findByText('Sending what waits.')).toBeInTheDocument();
  });

  it('lets the SDR change what was refused, and sends it again', async () => {
    const entry = failedEntry();
    await open([entry]);
    await userEvent.click(await screen.findByRole('button', { name: 'Edit: Log the call: No answer, Maya Okonkwo' }));
    const dialog = await screen.findByRole('dialog', { name: 'Edit and retry: Maya Okonkwo' });
    expect(dialog).toHaveTextContent('Industry is required before a lead may change owner.');
    await userEvent.type(within(dialog).getByLabelText('Text'), 'Industry: freight');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save and retry' }));
    expect(background.of('editEntry')).toEqual([
      expect.objectContaining({
        entryId: entry.id,
        change: { title: 'No answer', text: 'Industry: freight', keepStatus: false },
      }),
    ]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says in the dialog when what is edited was sent meanwhile, and keeps what was written', async () => {
    const entries = [failedEntry()];
    await open(entries);
    await userEvent.click(await screen.findByRole('button', { name: /^Edit: / }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByLabelText('Text'), 'A long story');
    entries.length = 0;
    await background.live('pulse', { n: 1, topics: ['sync'] });
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(/no longer waits.*copy your text first/);
    expect(within(dialog).getByLabelText('Text')).toHaveValue('A long story');
    expect(within(dialog).queryByRole('button', { name: 'Save and retry' })).toBeNull();
  });

  it('offers no change of what is on its way or waits', async () => {
    await open([entryOf()]);
    await screen.findByRole('region', { name: 'Waiting 1' });
    expect(screen.queryByRole('button', { name: /^Edit/ })).toBeNull();
  });

  it('saves everything that waits as a table', async () => {
    const saved: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      if (blob instanceof Blob) saved.push(blob);
      return 'blob:x';
    });
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    await open([failedEntry()]);
    await userEvent.click(await screen.findByRole('button', { name: 'Export as a table' }));
    await waitFor(() => expect(saved).toHaveLength(1));
    const text = await saved[0]?.text();
    expect(text).toContain('"Maya Okonkwo","Log the call: No answer","Failed"');
    expect(text).toContain('Industry is required');
  });

  it('tries an entry again', async () => {
    const entry = failedEntry();
    await open([entry]);
    await userEvent.click(await screen.findByRole('button', { name: 'Retry: Log the call: No answer, Maya Okonkwo' }));
    expect(background.of('retryEntry')).toEqual([expect.objectContaining({ entryId: entry.id })]);
  });

  it('discards only after a confirmation that says what is lost', async () => {
    const entry = failedEntry();
    await open([entry]);
    const discard = await screen.findByRole('button', { name: /^Discard: / });
    await userEvent.click(discard);
    const dialog = await screen.findByRole('dialog', { name: 'Discard this?' });
    expect(dialog).toHaveAccessibleDescription(/“Log the call: No answer” for Maya Okonkwo will never reach your CRM/);
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(background.of('discardEntry')).toEqual([]);
    await userEvent.click(discard);
    await userEvent.click(await screen.findByRole('button', { name: 'Discard for good' }));
    expect(background.of('discardEntry')).toEqual([expect.objectContaining({ entryId: entry.id })]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('stays open and says why where discarding failed', async () => {
    background.refuse('discardEntry', { kind: 'storageFull' });
    await open([failedEntry()]);
    await userEvent.click(await screen.findByRole('button', { name: /^Discard: / }));
    await userEvent.click(await screen.findByRole('button', { name: 'Discard for good' }));
    expect(await within(screen.getByRole('dialog')).findByRole('alert')).toHaveTextContent('There is no room left');
  });

  it('leads from an unconnected org to its connection', async () => {
    background.on('connections', () => []);
    await open([entryOf()]);
    await userEvent.click(await screen.findByRole('button', { name: 'Open connections' }));
    expect(decodeURIComponent(window.location.hash)).toBe('#/connections?org=salesforce:acme.my.salesforce.com');
    window.location.hash = '';
  });

  it('keeps the buttons of an entry that is being sent, and says so where it is to be discarded', async () => {
    await open([entryOf({ state: 'sending' })]);
    expect(await screen.findByText('Sending')).toBeInTheDocument();
    const retry = screen.getByRole('button', { name: /^Retry/ });
    expect(retry).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(retry);
    expect(retry).toHaveFocus();
    expect(background.of('retryEntry')).toEqual([]);
    background.refuse('discardEntry', { kind: 'beingSent' });
    await userEvent.click(screen.getByRole('button', { name: /^Discard/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Discard for good' }));
    expect(await screen.findByText(/being sent to your CRM right now/)).toBeInTheDocument();
    expect(screen.getByRole('dialog')).toBeInTheDocument();
  });

  it('says why what the CRM may have already cannot be discarded', async () => {
    background.refuse('discardEntry', { kind: 'inDoubt' });
    await open([entryOf({ state: 'unsure' })]);
    await userEvent.click(await screen.findByRole('button', { name: /^Discard: / }));
    await userEvent.click(await screen.findByRole('button', { name: 'Discard for good' }));
    const alert = await within(screen.getByRole('dialog')).findByRole('alert');
    expect(alert).toHaveTextContent('Your CRM may have this already');
  });
});
