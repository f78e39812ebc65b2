import { describe, expect, it } from 'vitest';
import type { Answer, Answers } from '../../lib/qualification/answer';
import { gpctba } from '../../lib/qualification/scorecards/gpctba';
import { translateIn } from '../i18n';
import { clipped, knownOfLead } from './known';

const answer = (value: Answer['value'], note = ''): Answers[string] => ({ at: 0, value, note });
const known = (answers: Answers) => knownOfLead(translateIn('en'), 'en', gpctba, answers);

describe('what is known of a lead before the call', () => {
  it('is their goals in their own words, and the rest by name with what was said', () => {
    const budget = gpctba.criteria.find(({ id }) => id === 'budget');
    const level = budget !== undefined && 'options' in budget ? budget.options[0] : undefined;
    if (level === undefined) throw new Error('no level');
    const { goals, others } = known({
      goals: answer({ kind: 'text', text: 'Halve the overtime' }, 'by spring'),
      budget: answer({ kind: 'option', optionId: level.id }),
      authority: answer({ kind: 'refused' }),
      challenges: answer({ kind: 'option', optionId: level.id }, 'n'.repeat(200)),
    });
    expect(goals).toEqual(['Halve the overtime; by spring']);
    expect(others).toContain(`Budget (${level.label['en']})`);
    expect(others).toContain("Authority (won't say)");
    expect(others.find((each) => each.startsWith('Challenges'))).toMatch(/^Challenges \(n{59}…\)$/);
  });

  it('is nothing where nothing was answered, or it was taken back or not known', () => {
    const nothing = { goals: answer({ kind: 'cleared' }, 'old'), budget: answer({ kind: 'unknown' }) };
    expect(known(nothing)).toEqual({ goals: [], others: [] });
  });

  it('cuts no letter in two', () => {
    expect(clipped('👩🏽‍🚒👩🏽‍🚒👩🏽‍🚒', 2)).toBe('👩🏽‍🚒…');
    expect(clipped('目标', 2)).toBe('目标');
  });
});
