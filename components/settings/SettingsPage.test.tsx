import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from '../../lib/browser';
import type { Snippet } from '../../lib/calls/snippets';
import { settings } from '../../lib/messaging/protocol';
import { FakeBackground, plainSettings, renderSurface } from '../data/surface-rig';
import { SettingsPage } from './SettingsPage';

let background: FakeBackground;
beforeEach(async () => {
  vi.spyOn(browser.commands, 'getAll').mockResolvedValue([{ name: 'focus-sidebar', shortcut: 'Alt+B' }]);
  vi.spyOn(browser.runtime, 'getManifest').mockReturnValue({ manifest_version: 3, name: 'Baton', version: '1.2.3' });
  background = new FakeBackground();
  background.on('saveSettings', ({ change }) => {
    const saved = settings.parse({ ...plainSettings, ...change });
    void background.live('settings', saved);
    return saved;
  });
  await renderSurface(background, <SettingsPage />);
  await screen.findByRole('combobox', { name: 'Language' });
});

describe('the settings page', () => {
  it('speaks the language chosen at once, and remembers it', async () => {
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Language' }), '简体中文');
    expect(await screen.findByRole('combobox', { name: '语言' })).toHaveValue('zh-CN');
    expect(document.documentElement).toHaveAttribute('lang', 'zh-CN');
    expect(background.of('saveSettings')).toEqual([expect.objectContaining({ change: { language: 'zh-CN' } })]);
  });

  it('wears the theme chosen at once', async () => {
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Theme' }), 'Dark');
    await waitFor(() => expect(document.documentElement).toHaveAttribute('data-theme', 'dark'));
  });

  it('keeps texts for notes, each under a name of its own', async () => {
    const card = within(screen.getByRole('region', { name: 'Texts for notes' }));
    await userEvent.click(card.getByRole('button', { name: 'Add a text' }));
    await userEvent.click(card.getByRole('button', { name: 'Save the texts' }));
    expect(card.getAllByRole('alert').map((alert) => alert.textContent)).toEqual([
      'Letters and digits, each name once.',
      'Write the text.',
    ]);
    expect(background.of('saveSettings')).toEqual([]);
    await userEvent.type(card.getByLabelText('Short name'), 'vm');
    await userEvent.type(card.getByLabelText('Text'), 'Left a voicemail.');
    await userEvent.click(card.getByRole('button', { name: 'Save the texts' }));
    const snippets = [{ trigger: 'vm', text: 'Left a voicemail.' }];
    await waitFor(() => expect(background.of('saveSettings')).toMatchObject([{ change: { snippets } }]));
  });

  it('knows a new text again that is heard of before the saving is answered', async () => {
    const vm = { trigger: 'vm', text: 'Left a voicemail.' };
    const card = within(screen.getByRole('region', { name: 'Texts for notes' }));
    await userEvent.click(card.getByRole('button', { name: 'Add a text' }));
    await userEvent.type(card.getByLabelText('Short name'), vm.trigger);
    await userEvent.type(card.getByLabelText('Text'), vm.text);
    background.refuse('saveSettings', { kind: 'noAnswer', updated: false });
    await userEvent.click(card.getByRole('button', { name: 'Save the texts' }));
    await waitFor(() => expect(background.of('saveSettings')).toHaveLength(1));
    await act(() => background.live('settings', { ...plainSettings, snippets: [vm] }));
    await waitFor(() => expect(card.queryByText('Not saved yet')).toBeNull());
    expect(card.getAllByLabelText('Short name')).toHaveLength(1);
  });

  it('keeps the texts that another window saves beside those that are not saved here, and says where both changed one', async () => {
    const elsewhere = (snippets: readonly Snippet[]) =>
      act(() => background.live('settings', { ...plainSettings, snippets }));
    const vm = { trigger: 'vm', text: 'Left a voicemail.' };
    await elsewhere([vm]);
    const card = within(screen.getByRole('region', { name: 'Texts for notes' }));
    await userEvent.type(await card.findByDisplayValue(vm.text), ' Mine.');
    const gk = { trigger: 'gk', text: 'Spoke with the gatekeeper.' };
    await elsewhere([vm, gk]);
    expect(await card.findByDisplayValue(gk.text)).toBeInTheDocument();
    await userEvent.click(card.getByRole('button', { name: 'Save the texts' }));
    const both = [{ ...vm, text: 'Left a voicemail. Mine.' }, gk];
    await waitFor(() => expect(background.of('saveSettings')).toMatchObject([{ change: { snippets: both } }]));
    await waitFor(() => expect(card.queryByText('Not saved yet')).toBeNull());
    await userEvent.type(card.getByDisplayValue(gk.text), ' Mine.');
    await elsewhere([vm, { ...gk, text: 'Theirs.' }]);
    expect(await card.findByText(/^gk was changed in another window too/)).toBeInTheDocument();
    expect(card.getByDisplayValue(vm.text)).toBeInTheDocument();
    expect(card.getByDisplayValue(`${gk.text} Mine.`)).toBeInTheDocument();
    await userEvent.click(card.getByRole('button', { name: 'Take theirs instead' }));
    expect(card.getByDisplayValue('Theirs.')).toBeInTheDocument();
    expect(card.queryByText('Not saved yet')).toBeNull();
  });

  it('asks the browser for notifications in the click itself', async () => {
    const request = vi.spyOn(browser.permissions, 'request').mockResolvedValue(true);
    vi.spyOn(browser.permissions, 'contains').mockResolvedValue(false);
    cleanup();
    await renderSurface(background, <SettingsPage />);
    await userEvent.click(await screen.findByRole('button', { name: 'Show notifications' }));
    expect(request).toHaveBeenCalledWith({ permissions: ['notifications'] });
    expect(await screen.findByText('Notifications are on.')).toBeInTheDocument();
  });

  it('saves the seconds of a conversation, and refuses what is no such number', async () => {
    const field = screen.getByRole('textbox', { name: 'Seconds on the line that make a conversation' });
    expect(field).toHaveValue('60');
    await userEvent.clear(field);
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(field).toBeInvalid();
    expect(background.of('saveSettings')).toEqual([]);
    await userEvent.type(field, '90{Enter}');
    await waitFor(() => expect(screen.getByText('Saved')).toBeInTheDocument());
    expect(background.of('saveSettings')).toEqual([expect.objectContaining({ change: { conversationSeconds: 90 } })]);
  });

  it('tells its version and the keys the browser keeps for it', async () => {
    expect(screen.getByText('Version 1.2.3')).toBeInTheDocument();
    expect(await screen.findByText('Alt+B')).toBeInTheDocument();
  });

  it('says what of the stored data could not be read', async () => {
    await background.live('storeState', {
      name: 'baton-2',
      setAside: [{ name: 'baton', at: 0, why: 'x' }],
      quarantined: 2,
    });
    expect(await screen.findByText(/Baton could not open its earlier data/)).toBeInTheDocument();
    expect(screen.getByText(/2 stored entries could not be read/)).toBeInTheDocument();
  });
});
