import { describe, expect, it } from 'vitest';
import { statusForHandoff } from './handoff-status';

const choices = (...labels: string[]) =>
  labels.map((label) => ({ value: label.toUpperCase(), label, ends: /converted/i.test(label) }));
const chosen = (labels: readonly string[], current: string | null = null) =>
  statusForHandoff(choices(...labels), current)?.label ?? null;

describe('the status of a handed-over lead', () => {
  it('is the one that says qualified', () => {
    expect(chosen(['New', 'Working', 'Qualified', 'Unqualified'])).toBe('Qualified');
    expect(chosen(['Unqualified', 'Disqualified', 'Not qualified', 'Sales Qualified'])).toBe('Sales Qualified');
    expect(chosen(['Marketing Qualified', 'SQL'])).toBe('SQL');
    expect(chosen(['新建', '不合格', '合格'])).toBe('合格');
  });

  it('never ends or converts the lead', () => {
    expect(
      chosen(['Open - Not Contacted', 'Working - Contacted', 'Closed - Converted', 'Closed - Not Converted']),
    ).toBe('Working - Contacted');
    expect(chosen(['Qualified - Converted'])).toBeNull();
  });

  it('is in progress where nothing says qualified, and never takes a lead back', () => {
    expect(chosen(['NEW', 'In progress', 'Nurturing'], 'NEW')).toBe('In progress');
    expect(chosen(['New', 'Working', 'Nurturing'], 'NURTURING')).toBeNull();
    expect(chosen(['New', 'Working'], 'Working')).toBe('Working');
  });

  it('stays where none fits', () => {
    expect(chosen(['New', 'Not qualified', 'Bad timing'])).toBeNull();
    expect(chosen([])).toBeNull();
  });
});
