import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { recordKey } from '../../lib/model/schemas';
import { FakeBackground, renderSurface } from '../data/surface-rig';
import { maya } from '../progress/progress-rig';
import { PersonNote } from './PersonNote';

let background: FakeBackground;
beforeEach(() => {
  background = new FakeBackground().on('savePersonNote', () => null);
});

const render = (note = '') =>
  renderSurface(background, <PersonNote recordKey={maya} leadName="Maya Okonkwo" note={note} />);
const field = { name: 'About this person' };

describe('the note on a person', () => {
  it('is kept by Enter and by leaving the field, once', async () => {
    await render();
    await userEvent.click(await screen.findByRole('button', { name: 'Note about this person' }));
    await userEvent.type(screen.getByRole('textbox', field), 'Two kids{Enter}');
    expect(background.of('savePersonNote')).toMatchObject([{ recordKey: maya, note: 'Two kids' }]);
    expect(await screen.findByRole('button', { name: 'Note about this person' })).toBeInTheDocument();
  });

  it('is left as it was by Escape, and where nothing changed', async () => {
    await render('Prefers mornings');
    const edit = { name: 'Change the note about this person' };
    await userEvent.click(await screen.findByRole('button', edit));
    await userEvent.type(screen.getByRole('textbox', field), ' and tea{Escape}');
    expect(await screen.findByRole('note', field)).toHaveTextContent('Prefers mornings');
    await userEvent.click(screen.getByRole('button', edit));
    await userEvent.tab();
    expect(await screen.findByRole('note', field)).toBeInTheDocument();
    expect(background.of('savePersonNote')).toEqual([]);
  });

  it('is not offered beside an opportunity', async () => {
    const opportunity = recordKey.parse('salesforce:acme.my.salesforce.com:deal:006000000000001AAA');
    await renderSurface(background, <PersonNote recordKey={opportunity} leadName="Pilot" note="" />);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('stays in the field where it could not be kept, and says why', async () => {
    background.refuse('savePersonNote', { kind: 'storageFull' });
    await render();
    await userEvent.click(await screen.findByRole('button', { name: 'Note about this person' }));
    await userEvent.type(screen.getByRole('textbox', field), 'Two kids{Enter}');
    expect(await screen.findByRole('alert')).toBeInTheDocument();
    expect(screen.getByRole('textbox', field)).toHaveValue('Two kids');
  });
});
