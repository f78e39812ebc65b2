import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { Combobox, matching } from './Combobox';
import { Field } from './Field';

const options = Array.from({ length: 2000 }, (_, index) => ({
  ...{ value: `p${index}`, label: `Person ${index}`, detail: index % 2 === 0 ? 'Account Executive' : 'Finance' },
  heading: index < 3 ? 'Lately' : 'Everybody',
}));
const labels = {
  none: 'Nobody',
  more: (count: number) => `${count} more`,
  found: (count: number) => `${count} found`,
};

function Rig({ onChange }: { readonly onChange: (value: string) => void }) {
  const [value, setValue] = useState('');
  const choose = (chosen: string) => {
    onChange(chosen);
    setValue(chosen);
  };
  return (
    <Field label="Who">
      {(control) => <Combobox {...{ ...control, options, value, labels, placeholder: 'Search' }} onChange={choose} />}
    </Field>
  );
}

function open() {
  const onChange = vi.fn<(value: string) => void>();
  render(<Rig onChange={onChange} />);
  return { onChange, field: screen.getByRole('combobox', { name: 'Who' }) };
}

describe('a choice out of 2,000', () => {
  it('is made by typing and Enter, without the mouse', async () => {
    const { onChange, field } = open();
    await userEvent.tab();
    expect(field).toHaveFocus();
    expect(field).toHaveAttribute('aria-expanded', 'false');
    await userEvent.keyboard('1234 exec');
    expect(screen.getByRole('status')).toHaveTextContent('1 found');
    await userEvent.keyboard('{Enter}');
    expect(onChange).toHaveBeenCalledExactlyOnceWith('p1234');
    expect(field).toHaveDisplayValue('Person 1234');
    expect(field).toHaveAttribute('aria-expanded', 'false');
  });

  it('is moved through by arrows, the active one named to assistive technology', async () => {
    const { onChange, field } = open();
    await userEvent.tab();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    const shown = within(screen.getByRole('listbox')).getAllByRole('option');
    expect(shown).toHaveLength(60);
    expect(screen.getByText('1940 more')).toBeInTheDocument();
    expect(screen.getByText('Lately')).toBeInTheDocument();
    expect(field).toHaveAttribute('aria-activedescendant', shown[1]?.id);
    expect(shown[1]).toHaveAttribute('aria-selected', 'true');
    await userEvent.keyboard('{ArrowUp}{ArrowUp}{Enter}');
    expect(onChange).toHaveBeenCalledExactlyOnceWith('p59');
  });

  it('is left as it was by Escape, which is then used up, and by going away', async () => {
    const { onChange, field } = open();
    await userEvent.click(field);
    await userEvent.keyboard('nobody at all');
    expect(screen.getByText('Nobody')).toBeInTheDocument();
    const seen = vi.fn((event: KeyboardEvent) => event.defaultPrevented);
    window.addEventListener('keydown', seen);
    await userEvent.keyboard('{Escape}');
    await userEvent.keyboard('{Escape}');
    window.removeEventListener('keydown', seen);
    expect(seen.mock.results.map(({ value }) => value)).toEqual([true, false]);
    expect(field).toHaveDisplayValue('');
    await userEvent.keyboard('Person 7');
    await userEvent.tab();
    expect(field).toHaveDisplayValue('');
    expect(onChange).not.toHaveBeenCalled();
  });

  it('is made by pressing an option too', async () => {
    const { onChange, field } = open();
    await userEvent.click(field);
    await userEvent.click(screen.getByRole('option', { name: 'Person 2 Account Executive' }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith('p2');
    expect(field).toHaveFocus();
  });

  it('keeps the one chosen while it is looked through again, and begins there', async () => {
    const { onChange, field } = open();
    await userEvent.click(field);
    await userEvent.click(screen.getByRole('option', { name: 'Person 2 Account Executive' }));
    await userEvent.keyboard('{ArrowDown}');
    expect(screen.getAllByRole('option')).toHaveLength(60);
    expect(screen.getByRole('option', { name: 'Person 2 Account Executive' })).toHaveAttribute('aria-selected', 'true');
    await userEvent.keyboard('{ArrowDown}');
    await userEvent.tab();
    expect(field).toHaveDisplayValue('Person 2');
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('is named, and says what it opens, to assistive technology', async () => {
    const { field } = open();
    expect(field).toHaveAccessibleName('Who');
    expect(field).toHaveAttribute('aria-autocomplete', 'list');
    await userEvent.click(field);
    expect(field).toHaveAttribute('aria-controls', screen.getByRole('listbox', { name: 'Search' }).id);
    expect(field).not.toHaveAttribute('aria-activedescendant', expect.stringContaining('option'));
    await userEvent.click(field);
    expect(field).toHaveAttribute('aria-expanded', 'true');
  });

  it('leaves Enter with a modifier to what it stands in, and the letters of an input method to that', async () => {
    const { onChange, field } = open();
    await userEvent.click(field);
    await userEvent.keyboard('{ArrowDown}{Control>}{Enter}{/Control}');
    expect(onChange).not.toHaveBeenCalled();
    fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
    expect(onChange).not.toHaveBeenCalled();
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(onChange).toHaveBeenCalledExactlyOnceWith('p0');
  });

  it('keeps the caret where letters are put in the middle', async () => {
    const { field } = open();
    await userEvent.type(field, 'Pson 7');
    await userEvent.type(field, 'er', { initialSelectionStart: 1, initialSelectionEnd: 1 });
    expect(field).toHaveDisplayValue('Person 7');
  });

  it('finds names without their accents, in any order of words', () => {
    const people = [
      { value: '1', label: 'Zoë Müller' },
      { value: '2', label: '张伟', detail: '客户经理', also: 'wei@baton.example' },
    ];
    expect(matching(people, 'muller zoe').map(({ value }) => value)).toEqual(['1']);
    expect(matching(people, '客户').map(({ value }) => value)).toEqual(['2']);
    expect(matching(people, 'WEI@baton').map(({ value }) => value)).toEqual(['2']);
    expect(matching(people, ' ')).toBe(people);
  });
});
