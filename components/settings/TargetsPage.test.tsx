import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { settings } from '../../lib/messaging/protocol';
import { FakeBackground, plainSettings, renderSurface } from '../data/surface-rig';
import { snapshotOf } from '../progress/progress-rig';
import { TargetsPage } from './TargetsPage';

let background: FakeBackground;
beforeEach(async () => {
  background = new FakeBackground();
  background
    .on('saveTargets', ({ targets }) => {
      void background.live('progress', snapshotOf({ targets }));
      return snapshotOf({ targets });
    })
    .on('saveSettings', ({ change }) => {
      const saved = settings.parse({ ...plainSettings, ...change });
      void background.live('settings', saved);
      return saved;
    });
  await background.live('progress', snapshotOf());
  await renderSurface(background, <TargetsPage />);
  await screen.findByRole('textbox', { name: 'Dials a day' });
});

async function fill(name: string, text: string) {
  const field = screen.getByRole('textbox', { name });
  await userEvent.clear(field);
  if (text !== '') await userEvent.type(field, text);
}
const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }));

describe('the targets form', () => {
  it('shows what is saved', () => {
    expect(screen.getByRole('textbox', { name: 'Dials a day' })).toHaveValue('60');
    expect(screen.getByRole('textbox', { name: 'Connects a month' })).toHaveValue('');
    expect(screen.getByText('Saved')).toHaveAttribute('role', 'status');
  });

  it('saves numbers, and an empty field as no target', async () => {
    await fill('Dials a day', '55');
    await fill('Conversations a month', '');
    expect(screen.getByText('Not saved yet')).toBeInTheDocument();
    await save();
    expect(background.of('saveTargets')).toEqual([
      expect.objectContaining({
        targets: {
          day: { dials: 55, connects: null, conversations: 8, handoffs: 3 },
          month: { dials: 1100, connects: null, conversations: null, handoffs: 40 },
        },
      }),
    ]);
    expect(await screen.findByText('Targets saved.')).toBeInTheDocument();
    expect(screen.getByText('Saved')).toBeInTheDocument();
    expect(background.of('saveSettings')).toEqual([]);
    await act(() => background.live('progress', snapshotOf()));
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Dials a day' })).toHaveValue('60'));
  });

  it('says at the field what is wrong, puts the focus there and saves nothing', async () => {
    await fill('Handoffs a day', '1.5');
    await save();
    const field = screen.getByRole('textbox', { name: 'Handoffs a day' });
    await waitFor(() => expect(field).toBeInvalid());
    expect(field).toHaveAccessibleDescription('A whole number, 1 or more, or empty.');
    expect(field).toHaveFocus();
    expect(background.sent).toEqual([]);
  });

  it('saves the working time with the settings, other settings untouched', async () => {
    await userEvent.click(screen.getByRole('checkbox', { name: /Sunday/ }));
    await save();
    await waitFor(() => expect(background.of('saveSettings')).toHaveLength(1));
    expect(background.of('saveSettings')[0]).toMatchObject({
      change: { workingTime: { ...plainSettings.workingTime, weekdays: [1, 2, 3, 4, 5, 6] } },
    });
  });

  it('wants at least one working day', async () => {
    for (const checkbox of screen.getAllByRole('checkbox')) await userEvent.click(checkbox);
    await save();
    expect(await screen.findByText('Choose at least one day.')).toBeInTheDocument();
    expect(screen.getByRole('group', { name: 'Working days' })).toHaveAccessibleDescription('Choose at least one day.');
  });

  it('goes back to what is saved', async () => {
    await fill('Dials a day', '7');
    await userEvent.click(screen.getByRole('button', { name: 'Back to what is saved' }));
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Dials a day' })).toHaveValue('60'));
    expect(screen.getByText('Saved')).toBeInTheDocument();
  });

  it('keeps what is typed when other values change elsewhere', async () => {
    await fill('Dials a day', '7');
    const { day, month } = snapshotOf().targets;
    await act(() => background.live('progress', snapshotOf({ targets: { day, month: { ...month, handoffs: 33 } } })));
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Handoffs a month' })).toHaveValue('33'));
    expect(screen.getByRole('textbox', { name: 'Dials a day' })).toHaveValue('7');
  });

  it('says why it could not be saved and stays unsaved', async () => {
    background.refuse('saveTargets', { kind: 'storageFull' });
    await fill('Dials a day', '7');
    await save();
    expect(await screen.findByRole('alert')).toHaveTextContent('There is no room left on this device');
    expect(screen.getByText('Not saved yet')).toBeInTheDocument();
  });
});
