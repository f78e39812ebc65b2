import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { MomentInput } from './MomentInput';

const december = Date.UTC(2026, 11, 15, 10, 30);

/** The field, and what it told. */
function open(at: number | null = december) {
  const told: (number | 'emptied')[] = [];
  const onMoment = (moment: number) => void told.push(moment);
  const props = { 'aria-label': 'When', timeZone: 'UTC', latest: Date.UTC(2031, 0, 1), onMoment };
  const { rerender } = render(<MomentInput {...props} at={at} onEmptied={() => told.push('emptied')} />);
  const show = (moment: number) => rerender(<MomentInput {...props} at={moment} />);
  const field = screen.getByLabelText('When');
  const type = (value: string) => fireEvent.change(field, { target: { value } });
  return { told, field, type, show };
}

it('leaves what is typed alone, digit by digit, whatever is made of it meanwhile', () => {
  const { told, field, type, show } = open();
  expect(field).toHaveValue('2026-12-15T10:30');
  for (const year of ['0002', '0020', '0202']) type(`${year}-12-15T10:30`);
  expect(told).toEqual([]);
  expect(field).toHaveValue('0202-12-15T10:30');
  type('2027-12-15T10:30');
  expect(told).toEqual([Date.UTC(2027, 11, 15, 10, 30)]);
  type('2027-12-15T23:30');
  show(december);
  expect(field).toHaveValue('2027-12-15T23:30');
  fireEvent.blur(field);
  expect(field).toHaveValue('2026-12-15T10:30');
});

it('is no choice of none while a part of it is empty, and is one once it is left empty', () => {
  const { told, field, type } = open();
  type('');
  expect(told).toEqual([]);
  fireEvent.blur(field);
  expect(told).toEqual(['emptied']);
});
