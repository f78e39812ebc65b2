import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Answer, settings } from '../../lib/messaging/protocol';
import { FakeBackground, plainSettings, renderSurface } from '../data/surface-rig';
import { salesforceOrg } from '../sync/sync-rig';
import { Receivers } from './Receivers';

const person = (id: string) => ({ id, name: id, email: `${id}@baton.example` });
let background: FakeBackground;
beforeEach(() => {
  background = new FakeBackground();
});

async function open(receivers?: Answer<'listAes'>['receivers']) {
  background.on('listAes', () => ({
    ...{ aes: ['Ada', 'Ben', 'Cleo'].map(person), complete: true, fetchedAt: 0 },
    ...(receivers === undefined ? {} : { receivers }),
  }));
  await renderSurface(background, <Receivers org={salesforceOrg} />);
  await userEvent.click(await screen.findByText('Who may receive leads'));
}

describe('who may receive leads', () => {
  it('is chosen from the org’s people, put in order, and kept with the other settings', async () => {
    background.on('saveSettings', ({ change }) => settings.parse({ ...plainSettings, ...change }));
    await open();
    for (const name of ['Ben', 'Ada']) {
      await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Add somebody' }), name);
    }
    await userEvent.click(screen.getByRole('button', { name: 'Move Ada up' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Only these may receive leads' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save the list' }));
    expect(background.of('listAes')).toEqual([{ org: salesforceOrg, everybody: true }]);
    expect(background.of('saveSettings')).toEqual([
      expect.objectContaining({
        change: { receivers: { [salesforceOrg]: { aes: [person('Ada'), person('Ben')], only: true } } },
      }),
    ]);
  });

  it('keeps the focus where somebody was moved or taken out', async () => {
    const people = ['Ada', 'Ben', 'Cleo'].map(person);
    await open({ aes: people, only: false, isPrescribed: false });
    const button = (name: string) => screen.getByRole('button', { name });
    await userEvent.click(await screen.findByRole('button', { name: 'Move Ben up' }));
    expect(button('Move Ben down')).toHaveFocus();
    await userEvent.click(button('Move Ben down'));
    expect(button('Move Ben down')).toHaveFocus();
    await userEvent.click(button('Move Ben down'));
    expect(button('Move Ben up')).toHaveFocus();
    for (const name of ['Ben', 'Cleo', 'Ada']) await userEvent.click(button(`Remove ${name}`));
    expect(screen.getByRole('combobox', { name: 'Add somebody' })).toHaveFocus();
  });

  it('keeps who was added and not saved when another window saves the list', async () => {
    const people = ['Ada', 'Ben'].map(person);
    await open({ aes: people, only: false, isPrescribed: false });
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Add somebody' }), 'Cleo');
    background.on('listAes', () => ({
      ...{ aes: ['Ada', 'Ben', 'Cleo'].map(person), complete: true, fetchedAt: 0 },
      receivers: { aes: [person('Ben')], only: true, isPrescribed: false },
    }));
    await act(() => background.live('pulse', { n: 1, topics: ['settings'] }));
    await waitFor(() => expect(screen.getByRole('checkbox', { name: 'Only these may receive leads' })).toBeChecked());
    const list = within(screen.getByRole('list', { name: 'Account executives in order' }));
    expect(list.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['Ben', 'Cleo']);
  });

  it('only shows what an administrator prescribes', async () => {
    await open({ aes: [person('Cleo')], only: true, isPrescribed: true });
    expect(
      await screen.findByText('Your administrator prescribes this list. Nobody else may receive leads.'),
    ).toBeVisible();
    expect(within(screen.getByRole('list')).getByText('Cleo')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Save the list' })).toBeNull();
  });

  it('says where nobody an administrator named was found, and what to do', async () => {
    const missing = ['ada', 'ben', 'cleo', 'dan', 'eve'].map((name) => `${name}@baton.example`);
    await open({ aes: [], only: true, isPrescribed: true, missing });
    expect(await screen.findByText('Nobody can receive leads here.')).toBeVisible();
    expect(
      screen.getByText(/no active person with these addresses: ada@.*cleo@baton.example, and 2 more\./),
    ).toBeVisible();
    expect(screen.getByText(/Ask your administrator to compare them/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Save the list' })).toBeNull();
  });
});
