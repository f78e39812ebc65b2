import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeBackground, renderSurface } from '../data/surface-rig';
import { diogo, maya, noon } from '../progress/progress-rig';
import { Colleagues } from './Colleagues';

let background: FakeBackground;
beforeEach(() => {
  background = new FakeBackground().on('openRecord', () => null);
});

const colleague = { recordKey: diogo, name: 'Diogo Reis', doNotCall: false, last: null, othersCallAt: null };

describe('the people of the lead’s company', () => {
  it('tells what was said to them last, and opens their record in this tab', async () => {
    const last = { startedAt: noon, outcomeId: 'noAnswer', note: 'Ask for the dispatcher.' };
    background.on('colleagues', () => [{ ...colleague, last }]);
    await renderSurface(background, <Colleagues recordKey={maya} company="Northwind Freight" />);
    const people = await screen.findByRole('region', { name: 'Also at Northwind Freight' });
    expect(people).toHaveTextContent('No answer');
    expect(people).toHaveTextContent('Ask for the dispatcher.');
    await userEvent.click(within(people).getByRole('button', { name: 'Diogo Reis' }));
    expect(background.of('openRecord')).toEqual([{ recordKey: diogo, newTab: false }]);
  });

  it('says who must not be called, who was not called yet, and what a team-mate did last', async () => {
    const last = { startedAt: noon, outcomeId: 'noAnswer', note: '' };
    background.on('colleagues', () => [
      { ...colleague, name: 'Ana', doNotCall: true },
      { ...colleague, recordKey: maya, name: 'Bo', last, othersCallAt: noon + 1000 },
    ]);
    await renderSurface(background, <Colleagues recordKey={maya} company="Northwind Freight" />);
    const [ana, bo] = await screen.findAllByRole('listitem');
    expect(ana).toHaveTextContent('not called yet · Do not call');
    expect(bo).toHaveTextContent(/a team-mate called/);
  });

  it('says first who of them was called today', async () => {
    const last = { startedAt: Date.now(), outcomeId: 'noAnswer', note: '' };
    background.on('colleagues', () => [
      { ...colleague, last },
      { ...colleague, recordKey: maya, othersCallAt: noon - 1 },
    ]);
    await renderSurface(background, <Colleagues recordKey={maya} company="Northwind Freight" />);
    expect(await screen.findByText(/^Diogo Reis was called today at /)).toBeInTheDocument();
  });

  it('takes no room where nobody else is known', async () => {
    background.on('colleagues', () => []);
    await renderSurface(background, <Colleagues recordKey={maya} company="Northwind Freight" />);
    expect(screen.queryByRole('region')).toBeNull();
  });
});
