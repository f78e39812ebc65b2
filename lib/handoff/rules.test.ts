import { describe, expect, it } from 'vitest';
import { findOutcome } from '../calls/outcomes';
import type { Answers } from '../qualification/answer';
import { bant } from '../qualification/scorecards/bant';
import { scoreLead } from '../qualification/scoring';
import { readiness as readinessSchema } from './handoff';
import { answerDaysOf, defaultRules, type ReadinessFacts, readinessOf } from './rules';

const good = answers({ need: 'costly', authority: 'withOne', timeline: 'fixedDate' });

function answers(chosen: Readonly<Record<string, string>>): Answers {
  return Object.fromEntries(
    Object.entries(chosen).map(([id, optionId]) => [id, { value: { kind: 'option', optionId }, note: '', at: 0 }]),
  );
}

function readiness(more: Partial<ReadinessFacts> = {}) {
  return readinessOf({
    rules: defaultRules,
    scorecard: bant,
    score: scoreLead(bant, good),
    locale: 'en',
    phones: ['+13035550142'],
    email: null,
    doNotCall: false,
    openOpportunities: [],
    calls: [{ outcomeId: 'qualified', durationMs: null, undoneAt: null }],
    conversationSeconds: 60,
    ...more,
  });
}

function clause(id: string, more: Partial<ReadinessFacts> = {}) {
  const found = readiness(more).clauses.find(({ clauseId }) => clauseId === id);
  const { state, required, detail } = found ?? { state: null, required: null, detail: null };
  return { state, required, detail };
}

describe('readiness under the Rules of Engagement', () => {
  it('is there where every clause is met, and says so clause by clause', () => {
    const found = readiness();
    expect(readinessSchema.parse(found)).toEqual(found);
    expect(found).toMatchObject({ ready: true, rulesVersion: 1 });
    expect(found.clauses.map(({ clauseId, state }) => [clauseId, state])).toEqual([
      ['score', 'met'],
      ['gates', 'met'],
      ['conversation', 'met'],
      ['reachable', 'met'],
      ['noOpenOpportunity', 'met'],
    ]);
  });

  it('is gone with each required clause that is not met', () => {
    const lacks: Partial<ReadinessFacts>[] = [
      { score: scoreLead(bant, answers({ need: 'costly', authority: 'committee' })) },
      { score: scoreLead(bant, answers({ need: 'costly', timeline: 'fixedDate', budget: 'setAside' })) },
      { calls: [] },
      { phones: [] },
      { doNotCall: true },
      { openOpportunities: [{ name: 'Northwind 40 trucks' }] },
    ];
    for (const lack of lacks) expect(readiness(lack).ready).toBe(false);
  });

  it('measures the score against the card, or against what the rules say', () => {
    expect(clause('score').detail).toEqual({ estimate: 82, minimum: 70, short: 0 });
    const strict = { ...defaultRules, clauses: [{ id: 'score', required: true, minimum: 90 }] } as const;
    expect(clause('score', { rules: strict })).toEqual({
      state: 'unmet',
      required: true,
      detail: { estimate: 82, minimum: 90, short: 8 },
    });
  });

  it('names the gates confirmed, still open, or closed', () => {
    expect(clause('gates').detail).toEqual({ names: 'Need and Authority' });
    expect(clause('gates', { score: scoreLead(bant, {}) })).toMatchObject({
      state: 'unknown',
      detail: { names: 'Need and Authority' },
    });
    const closed = scoreLead(bant, answers({ authority: 'someoneElse' }));
    expect(clause('gates', { score: closed })).toMatchObject({ state: 'unmet', detail: { names: 'Authority' } });
    expect(clause('gates', { locale: 'zh-CN' }).detail).toEqual({ names: '需求和决策权' });
    const foreign = { ...scoreLead(bant, {}), gates: [{ criterionId: 'gone', state: 'met' as const }] };
    expect(clause('gates', { score: foreign }).detail).toEqual({ names: 'gone' });
    const none = { ...scoreLead(bant, {}), gates: [] };
    expect(clause('gates', { score: none })).toMatchObject({ state: 'met', detail: { context: 'none' } });
  });

  it('asks for a conversation that was not taken back, by the setting of its day', () => {
    const callBack = { outcomeId: 'callBack', durationMs: 45_000, undoneAt: null };
    expect(clause('conversation', { calls: [callBack] }).state).toBe('unmet');
    expect(clause('conversation', { calls: [{ ...callBack, conversationSeconds: 30 }] }).state).toBe('met');
    expect(clause('conversation', { calls: [{ ...callBack, durationMs: 60_000, undoneAt: 1 }] }).state).toBe('unmet');
    const gone = { outcomeId: 'gone', durationMs: 90_000, undoneAt: null };
    expect(clause('conversation', { calls: [gone] }).state).toBe('unmet');
    const own = { calls: [gone], findOutcome: () => findOutcome('qualified') };
    expect(clause('conversation', own)).toMatchObject({ state: 'met', detail: { conversations: 1 } });
  });

  it('wants a way to reach the person, and their leave', () => {
    expect(clause('reachable').detail).toEqual({ context: 'phone' });
    expect(clause('reachable', { phones: [' '], email: 'maya@northwind.example' })).toMatchObject({
      state: 'met',
      detail: { context: 'email' },
    });
    expect(clause('reachable', { phones: [], email: '' })).toMatchObject({
      state: 'unmet',
      detail: { context: 'none' },
    });
    expect(clause('reachable', { phones: [] }).detail).toEqual({ context: 'none' });
    expect(clause('reachable', { doNotCall: true })).toMatchObject({
      state: 'unmet',
      detail: { context: 'doNotCall' },
    });
  });

  it('does not hold a lead up for what the CRM does not tell', () => {
    expect(clause('noOpenOpportunity', { openOpportunities: null })).toEqual({
      state: 'unknown',
      required: false,
      detail: {},
    });
    expect(readiness({ openOpportunities: null }).ready).toBe(true);
  });

  it('names the opportunity in the way', () => {
    const one = { name: 'Northwind 40 trucks' };
    expect(clause('noOpenOpportunity', { openOpportunities: [one] }).detail).toEqual({ name: one.name, number: 1 });
    expect(clause('noOpenOpportunity', { openOpportunities: [one, { name: 'Renewal' }] }).detail).toEqual({
      name: one.name,
      number: 2,
      context: 'several',
    });
  });

  it('lets a clause stand that is not required', () => {
    const mild = { ...defaultRules, clauses: [{ id: 'conversation', required: false }] } as const;
    expect(readiness({ rules: mild, calls: [] }).ready).toBe(true);
  });

  it('knows in how many business hours the AE answers, or that nothing is agreed', () => {
    expect(answerDaysOf(defaultRules)).toBe(1);
    expect(answerDaysOf({ version: 2, clauses: [] })).toBeNull();
  });
});
