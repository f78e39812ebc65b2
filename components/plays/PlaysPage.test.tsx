import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Play } from '../../lib/plays/play';
import { readyMadePlays } from '../../lib/plays/ready-made';
import { writeLive } from '../../lib/store/live';
import { Surface } from '../data/Surface';
import { maya } from '../sidebar/lead-rig';
import { FakeBackground } from '../sidebar/sidebar-rig';
import { PlaysPage } from './PlaysPage';

const user = userEvent.setup();
let background: FakeBackground;

async function openPage() {
  await background.arrange(maya);
  render(
    <Surface>
      <PlaysPage />
    </Surface>,
  );
  const [first] = readyMadePlays;
  const name = first?.name.en ?? '';
  const play = await screen.findByRole('region', { name });
  await user.click(within(play).getByRole('button', { name, expanded: false }));
  return play;
}

beforeEach(() => {
  background = new FakeBackground();
});

describe('the editor of plays', () => {
  it('changes steps and answers in rows, and saves a new version of that play alone', async () => {
    const play = await openPage();
    await user.click(within(play).getByRole('button', { name: 'Remove step 2' }));
    await user.click(within(play).getByRole('button', { name: 'Add a step' }));
    await user.selectOptions(within(play).getAllByRole('combobox', { name: 'How' }).at(-1) ?? play, 'social');
    await user.click(within(play).getByRole('button', { name: 'Add an objection' }));
    await user.type(within(play).getAllByRole('textbox', { name: 'They say' }).at(-1) ?? play, 'Too dear');
    await user.type(within(play).getAllByRole('textbox', { name: 'You answer' }).at(-1) ?? play, 'Against what?');
    await user.click(screen.getByRole('button', { name: 'Save the plays' }));
    expect(await screen.findByText('The plays are in use.')).toBeInTheDocument();
    const saved = background.of('savePlays')[0]?.plays ?? [];
    expect(saved.slice(1)).toEqual(readyMadePlays.slice(1));
    const [before] = readyMadePlays;
    expect(saved[0]).toMatchObject({ id: before?.id, version: 2, name: before?.name });
    expect(saved[0]?.steps.map(({ id }) => id).slice(0, 2)).toEqual([before?.steps[0]?.id, before?.steps[2]?.id]);
    expect(saved[0]?.steps.at(-1)).toMatchObject({ channel: 'social', afterMinutes: 0 });
    expect(saved[0]?.objections.at(-1)).toEqual({ heard: { en: 'Too dear' }, answer: { en: 'Against what?' } });
  });

  it('says that the plays are in use only as long as nothing else is written', async () => {
    const play = await openPage();
    await user.type(within(play).getByRole('textbox', { name: 'Opening' }), '!');
    await user.click(screen.getByRole('button', { name: 'Save the plays' }));
    const said = await screen.findByText('The plays are in use.');
    await user.type(within(play).getByRole('textbox', { name: 'Opening' }), '!');
    expect(said).not.toBeInTheDocument();
  });

  it('asks before what the team wrote gives way to the ready-made plays', async () => {
    background.overrides.set('plays', () => ({
      ok: true,
      value: { plays: [...readyMadePlays], edited: true, stats: [], gone: [] },
    }));
    await openPage();
    const back = { name: 'Back to the ready-made plays' };
    await user.click(screen.getByRole('button', back));
    await user.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(background.of('savePlays')).toEqual([]);
    await user.click(screen.getByRole('button', back));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', back));
    await waitFor(() => expect(background.of('savePlays')).toMatchObject([{ plays: null }]));
  });

  it('names the scorecard its leads are scored by, and says where that is not known here', async () => {
    const play = await openPage();
    const choice = await within(play).findByRole('combobox', { name: 'Scorecard' });
    expect(choice).toHaveDisplayValue('The one in use');
    await user.selectOptions(choice, 'MEDDIC');
    await user.click(screen.getByRole('button', { name: 'Save the plays' }));
    expect(background.of('savePlays')[0]?.plays?.[0]).toMatchObject({ scorecardId: 'meddic', version: 2 });
  });

  it('saves nothing that is not finished, and says in the play what is missing', async () => {
    const play = await openPage();
    await user.clear(within(play).getByRole('textbox', { name: 'Opening' }));
    await user.click(screen.getByRole('button', { name: 'Add a play' }));
    await user.click(screen.getByRole('button', { name: 'Save the plays' }));
    expect(await screen.findByText(/^Not saved\. Not finished yet: .+ and New play\./)).toBeInTheDocument();
    expect(within(play).getByRole('textbox', { name: 'Opening' })).toBeInvalid();
    const made = within(screen.getByRole('region', { name: 'New play' }));
    expect(made.getByRole('textbox', { name: 'Name' })).toBeInvalid();
    expect(background.of('savePlays')).toEqual([]);
  });

  it('follows the language chosen while it is open, except in a play that was changed', async () => {
    const play = await openPage();
    await user.type(within(play).getByRole('textbox', { name: 'Opening' }), ' Hello!');
    await act(() => writeLive('settings', { ...background.settings(), language: 'zh-CN' }));
    const [changed, other] = readyMadePlays;
    expect(await screen.findByRole('region', { name: other?.name['zh-CN'] ?? '' })).toBeInTheDocument();
    expect(screen.getByRole('region', { name: changed?.name.en ?? '' })).toBe(play);
    await user.click(screen.getByRole('button', { name: '保存打法' }));
    await waitFor(() => expect(background.of('savePlays')).toHaveLength(1));
    const saved = background.of('savePlays')[0]?.plays ?? [];
    expect(saved[0]?.opening).toEqual({ en: `${changed?.opening.en} Hello!` });
    expect(saved.slice(1)).toEqual(readyMadePlays.slice(1));
  });
});

describe('plays that another window saves meanwhile', () => {
  let pulses = 0;
  async function savedElsewhere(change: (plays: readonly Play[]) => readonly Play[]) {
    const plays = [...change(readyMadePlays)];
    background.overrides.set('plays', () => ({ ok: true, value: { plays, edited: true, stats: [], gone: [] } }));
    pulses += 1;
    await act(() => writeLive('pulse', { n: pulses, topics: ['plays'] }));
  }
  const opening = (play: HTMLElement) => within(play).getByRole('textbox', { name: 'Opening' });
  const [first, second] = readyMadePlays;
  const withOpening = (id: string | undefined, en: string) => (plays: readonly Play[]) =>
    plays.map((play) => (play.id === id ? { ...play, version: 2, opening: { en } } : play));

  it('come in beside what is not saved here', async () => {
    const play = await openPage();
    await user.type(opening(play), ' Mine.');
    await savedElsewhere((plays) => withOpening(second?.id, 'Theirs.')(plays).slice(0, -1));
    const gone = readyMadePlays.at(-1)?.name.en ?? '';
    await waitFor(() => expect(screen.queryByRole('region', { name: gone })).toBeNull());
    expect(opening(play)).toHaveDisplayValue(`${first?.opening.en} Mine.`);
    expect(screen.queryByText(/in another window too/)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Save the plays' }));
    await waitFor(() => expect(background.of('savePlays')).toHaveLength(1));
    expect(background.of('savePlays')[0]?.plays).toMatchObject([
      { version: 2, opening: { en: `${first?.opening.en} Mine.` } },
      { version: 2, opening: { en: 'Theirs.' } },
      ...readyMadePlays.slice(2, -1),
    ]);
  });

  it('are named where the same play was changed here, and can be had instead', async () => {
    const play = await openPage();
    await user.type(opening(play), ' Mine.');
    await savedElsewhere(withOpening(first?.id, 'Theirs.'));
    expect(
      await screen.findByText(`${first?.name.en} was changed in another window too.`, { exact: false }),
    ).toBeVisible();
    expect(opening(play)).toHaveDisplayValue(`${first?.opening.en} Mine.`);
    await user.click(screen.getByRole('button', { name: 'Take theirs instead' }));
    expect(opening(play)).toHaveDisplayValue('Theirs.');
    expect(screen.queryByText(/in another window too/)).toBeNull();
  });

  it('are saved over with a version of their own where that is chosen', async () => {
    const play = await openPage();
    await user.type(opening(play), ' Mine.');
    await savedElsewhere(withOpening(first?.id, 'Theirs.'));
    await screen.findByText(/in another window too/);
    await user.click(screen.getByRole('button', { name: 'Save the plays' }));
    await waitFor(() => expect(background.of('savePlays')).toMatchObject([{ plays: [{ version: 3 }, {}, {}] }]));
    expect(await screen.findByText('The plays are in use.')).toBeInTheDocument();
    expect(screen.queryByText(/in another window too/)).toBeNull();
  });
});

describe('a play that is gone', () => {
  it('still shows its results, under its last name or as one that is gone', async () => {
    const stats = { leads: 1, judged: 1, adherent: 1, attempts: 3, connects: 1, qualified: 1 };
    const gone = [
      { ...stats, playId: 'fast-lane', name: { en: 'Fast lane' } },
      { ...stats, playId: 'old', name: null, judged: 0, adherent: 0, attempts: 7 },
    ];
    background.overrides.set('plays', () => ({
      ok: true,
      value: { plays: [...readyMadePlays], edited: true, stats: [], gone },
    }));
    await openPage();
    const part = screen.getByRole('region', { name: 'Plays no longer in use' });
    expect(within(part).getByText('Fast lane')).toBeInTheDocument();
    expect(within(part).getByText(/1 reached, 3 attempts/)).toBeInTheDocument();
    expect(within(part).getByText('A play that is gone')).toBeInTheDocument();
    expect(within(part).getByText(/1 reached, 7 attempts/)).toBeInTheDocument();
  });
});
