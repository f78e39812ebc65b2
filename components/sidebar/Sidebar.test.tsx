import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ben, maya, rescored } from './lead-rig';
import { bestAnswers, settle, sidebarStage, user } from './sidebar-stage';

const stage = sidebarStage();

describe('the sidebar itself', () => {
  it('says once that it can be shown', async () => {
    await stage.openOn(maya);
    await waitFor(() => expect(stage.background.of('sidebarReady')).toHaveLength(1));
    await settle();
    expect(stage.background.of('sidebarReady')).toHaveLength(1);
  });

  it('says so again where nobody heard it', async () => {
    stage.background.fail('sidebarReady', { kind: 'noAnswer', updated: false }, 2);
    await stage.openOn(maya);
    await waitFor(() => expect(stage.background.of('sidebarReady')).toHaveLength(3));
    await settle();
    expect(stage.background.of('sidebarReady')).toHaveLength(3);
  });

  it('closes a panel with Escape, then gives the focus back to the page', async () => {
    await stage.openOn(maya);
    await user.keyboard('o');
    expect(screen.getByRole('radiogroup', { name: 'What came of it' })).toBeInTheDocument();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('radiogroup')).not.toBeInTheDocument();
    expect(stage.background.of('dock')).toHaveLength(0);
    await user.keyboard('{Escape}');
    expect(stage.background.of('dock')).toEqual([{ focusPage: true }]);
  });

  it('shows every key with ?, and takes none while it does', async () => {
    await stage.openOn(maya);
    await user.keyboard('?');
    const dialog = await screen.findByRole('dialog', { name: 'Keys' });
    expect(within(dialog).getByText('take back the last logged call')).toBeInTheDocument();
    await user.keyboard('n');
    expect(screen.queryByRole('radiogroup')).not.toBeInTheDocument();
  });

  it('saves what is typed, and takes it up again for its own lead', async () => {
    await stage.openOn(maya);
    await user.keyboard('ba');
    await user.paste('Half a thou');
    await waitFor(() =>
      expect(stage.background.of('saveDraft').at(-1)).toMatchObject({ recordKey: maya, to: { note: 'Half a thou' } }),
    );
    await act(() => stage.background.navigate(ben));
    await screen.findByRole('heading', { level: 1, name: 'Ben Carter' });
    await user.keyboard('o');
    expect(screen.getByLabelText(/Note on this call/)).toHaveValue('');
    await act(() => stage.background.navigate(maya));
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
    stage.background.overrides.set('drafts', () => ({ ok: true, value: draft }));
    await stage.openOn(maya);
    await settle();
    await user.keyboard('o');
    expect(screen.getByLabelText(/Note on this call/)).toHaveValue('Calls back');
    expect(screen.getByRole('radio', { name: 'Call back' })).toBeChecked();
    await user.keyboard('{Escape}');
    expect(screen.getByLabelText(/Note on Need/)).toHaveValue('Two drivers');
    const criteria = within(screen.getByRole('region', { name: 'All criteria' }));
    await user.click(criteria.getByRole('button', { name: /^Budget/ }));
    expect(screen.getByDisplayValue('by mail')).toBeInTheDocument();
    await act(() => stage.background.revise(maya, (view) => rescored({ ...view, answers: bestAnswers() })));
    await user.keyboard('{Escape}h');
    expect(await screen.findByLabelText('What hurts, in their words')).toHaveValue('Nobody fills the rota');
  });

  it('works without a connection and offers to connect', async () => {
    await stage.background.arrange(maya);
    stage.background.overrides.set('leadView', () => ({
      ok: true,
      value: { ...stage.background.view(maya), connection: null },
    }));
    await stage.openOn(maya);
    expect(screen.getByText(/Salesforce is not connected/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Connect' }));
    expect(stage.background.of('openDashboard')).toEqual([{ page: expect.stringMatching(/^connections/) }]);
    await user.keyboard('n{Enter}');
    expect(await screen.findByText('safe here · goes to Salesforce once it is connected')).toBeInTheDocument();
  });

  it('says what an administrator forbade since, and leads to where it can be connected otherwise', async () => {
    await stage.background.arrange(maya);
    const view = stage.background.view(maya);
    const problem = { kind: 'forbidden', message: '', cause: 'policy' } as const;
    const connection = view.connection === null ? null : { ...view.connection, state: 'failing' as const, problem };
    stage.background.overrides.set('leadView', () => ({ ok: true, value: { ...view, connection } }));
    await stage.openOn(maya);
    const note = screen.getByRole('alert');
    expect(note).toHaveTextContent('Your administrator does not allow this connection');
    await user.click(within(note).getByRole('button'));
    expect(stage.background.of('openDashboard')).toEqual([
      { page: 'connections?org=salesforce:acme.my.salesforce.com' },
    ]);
  });
});
