import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answers, AnswerValue } from '../qualification/answer';
import { bant } from '../qualification/scorecards/bant';
import { type BriefFacts, briefAsText, briefWords, draftBrief } from './brief';
import { briefSection } from './handoff';
import { clipText, clipWords, countWords, fairShare } from './words';

const headings = {
  whyCall: 'Why they took the call',
  pain: 'What hurts',
  today: 'How it is done today',
  success: 'What success looks like',
  decision: 'How a yes happens',
  date: 'Date that matters',
  nextMeeting: 'Agreed next',
  objections: 'Objections',
  notAsked: 'Not asked',
  avoid: 'Better avoid',
};

function given(values: Readonly<Record<string, readonly [AnswerValue | string, string]>>): Answers {
  return Object.fromEntries(
    Object.entries(values).map(([id, [value, note]]) => [
      id,
      { value: typeof value === 'string' ? { kind: 'option', optionId: value } : value, note, at: 0 },
    ]),
  );
}

function call(outcomeId: string, note: string, startedAt = 0): BriefFacts['calls'][number] {
  return { outcomeId, note, startedAt, day: '2026-11-23', undoneAt: null };
}

function brief(more: Partial<BriefFacts> = {}) {
  const sections = draftBrief({ scorecard: bant, answers: {}, calls: [], nextMeeting: null, locale: 'en', ...more });
  return Object.fromEntries(sections.map(({ heading, body }) => [heading, body]));
}

describe('the draft of a brief', () => {
  it('puts answers with their notes where an AE looks for them', () => {
    const answers = given({
      need: ['costly', ' Loses two drivers a month to the rota. '],
      authority: ['withOne', 'She and the CFO, Priya Nair'],
      timeline: ['fixedDate', ''],
      budget: ['canBeFound', '€40–60k, from overtime'],
    });
    expect(brief({ answers })).toEqual({
      pain: 'Need (It hurts, with a number): Loses two drivers a month to the rota.',
      decision:
        'Authority (With one other): She and the CFO, Priya Nair\nBudget (Can be found): €40–60k, from overtime',
      date: 'Timeline (Tied to a date)',
    });
  });

  it('says where an answer can be checked, in the reader’s language', () => {
    const need = { value: { kind: 'option', optionId: 'costly' }, note: 'Two drivers a month', at: 0 } as const;
    const answers: Answers = {
      need: { ...need, evidence: 'email' },
      authority: { ...need, value: { kind: 'option', optionId: 'withOne' }, note: '', evidence: 'her org chart' },
    };
    expect(brief({ answers })).toMatchObject({
      pain: 'Need (It hurts, with a number; from an e-mail): Two drivers a month',
      decision: 'Authority (With one other; her org chart)',
    });
    expect(brief({ answers, locale: 'zh-CN' })['pain']).toContain('；来自邮件）');
  });

  it('carries what can be shown for a goal that was heard', () => {
    expect(brief({ toShow: ['The Nordpost case'] })['success']).toBe('To show: The Nordpost case');
    expect(brief({ toShow: ['客户案例'], locale: 'zh-CN' })['success']).toBe('可以展示：客户案例');
  });

  it('says what was not asked, and what was asked in vain', () => {
    const answers = given({
      need: [{ kind: 'unknown' }, ''],
      authority: [{ kind: 'refused' }, 'Laughed'],
      timeline: [{ kind: 'cleared' }, 'old'],
    });
    expect(brief({ answers })).toEqual({
      pain: 'Need (asked, not known)',
      decision: 'Authority (asked, would not say): Laughed',
      notAsked: 'Timeline, Budget',
    });
  });

  it('takes the notes of the three latest calls, refusals as objections, none that was taken back', () => {
    const calls = [
      call('gatekeeper', 'Assistant is Tom', 1),
      call('callBack', 'Back Thursday', 2),
      call('notNow', 'Says the contract runs to May', 3),
      call('qualified', 'Board asked for a fix', 4),
      { ...call('qualified', 'Not this one', 5), undoneAt: 6 },
      call('noAnswer', '  ', 7),
      call('fromANewerVersion', 'Kept all the same', 0),
    ];
    const found = brief({ calls });
    expect(found['whyCall']).toBe('Nov 23: Board asked for a fix\nNov 23: Back Thursday');
    expect(found['objections']).toBe('Nov 23: Says the contract runs to May');
    expect(brief({ calls: calls.slice(-1) })['whyCall']).toBe('Nov 23: Kept all the same');
  });

  it('tells the next talk in the lead’s own time', () => {
    const at = Date.UTC(2026, 11, 1, 23, 0);
    const nextMeeting = { at, timeZone: 'America/Denver', note: 'With Priya' };
    const { nextMeeting: body } = brief({ nextMeeting });
    for (const part of ['Tue', 'Dec 1', '4:00', 'MST', ': With Priya']) expect(body).toContain(part);
    expect(brief({ nextMeeting: { at, timeZone: 'Nowhere', note: '' } })['nextMeeting']).toContain('UTC');
  });

  it('speaks Chinese throughout', () => {
    const found = brief({ locale: 'zh-CN', answers: given({ need: ['clear', '排班靠人工'] }) });
    expect(found).toEqual({ pain: '需求（问题明确）：排班靠人工', notAsked: '决策权、时间安排、预算' });
  });

  it('gives an answer without a topic, or of another card, its due: the first a place, the second none', () => {
    const plain = { ...bant, criteria: bant.criteria.map(({ topic: _, ...criterion }) => criterion) };
    expect(brief({ scorecard: plain, answers: given({ need: ['clear', ''] }) })['whyCall']).toBe(
      'Need (A clear problem)',
    );
    expect(brief({ answers: given({ need: ['gone', 'note'] }) })['pain']).toBeUndefined();
  });

  it('is valid and near its length whatever was typed, and invents no word', () => {
    const notes = fc.string({ unit: 'grapheme', maxLength: 4000 });
    fc.assert(
      fc.property(fc.array(notes, { minLength: 4, maxLength: 4 }), notes, (texts, callNote) => {
        const ids = ['costly', 'withOne', 'fixedDate', 'setAside'];
        const answers = given(
          Object.fromEntries(bant.criteria.map(({ id }, at) => [id, [ids[at] ?? '', texts[at] ?? '']])),
        );
        const sections = draftBrief({
          scorecard: bant,
          answers,
          calls: [call('qualified', callNote)],
          nextMeeting: null,
          locale: 'en',
        });
        for (const section of sections) {
          expect(briefSection.parse(section)).toEqual(section);
          expect(section.body.isWellFormed()).toBe(true);
        }
        expect(countWords(sections.map(({ body }) => body).join('\n'))).toBeLessThanOrEqual(briefWords + 30);
      }),
      { numRuns: 40 },
    );
  });

  it('shortens long notes and leaves short ones whole', () => {
    const long = Array.from({ length: 400 }, (_, index) => `word${index}`).join(' ');
    const found = brief({
      answers: given({ need: ['costly', long], authority: ['alone', 'Signs up to 50k herself'] }),
    });
    expect(found['pain']).toMatch(/^Need \(It hurts, with a number\): word0 word1 .*word\d+…$/);
    expect(found['decision']).toContain('Signs up to 50k herself');
    expect(countWords(Object.values(found).join('\n'))).toBeLessThanOrEqual(briefWords);
  });
});

describe('the brief as text', () => {
  it('has each section under its heading, and none that is empty', () => {
    const text = briefAsText(
      [
        { heading: 'pain', body: ' Loses drivers ' },
        { heading: 'today', body: '   ' },
        { heading: 'notAsked', body: 'Budget' },
      ],
      headings,
    );
    expect(text).toBe('What hurts\nLoses drivers\n\nNot asked\nBudget');
    expect(briefAsText([], headings)).toBe('');
  });
});

describe('words', () => {
  it('are counted in any language', () => {
    expect(countWords('Loses two drivers a month.')).toBe(5);
    expect(countWords('排班靠人工')).toBeGreaterThan(1);
    expect(countWords('  …  ')).toBe(0);
  });

  it('are cut whole, with a sign that something is missing', () => {
    expect(clipWords('one two, three', 2)).toBe('one two…');
    expect(clipWords('one two', 2)).toBe('one two');
    expect(clipWords('one two', 0)).toBe('');
  });

  it('are never cut inside a character', () => {
    expect(clipText('abc', 3)).toBe('abc');
    expect(clipText('abcd', 3)).toBe('ab…');
    expect(clipText('a😀bc', 3)).toBe('a…');
    expect(clipText('😀bcd', 4)).toBe('😀b…');
  });

  it('share a budget fairly: within it, and none cut while another has more', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300), { maxLength: 8 }), fc.nat(400), (sizes, budget) => {
        const cap = fairShare(sizes, budget);
        const used = (limit: number) => sizes.reduce((sum, size) => sum + Math.min(size, limit), 0);
        expect(used(cap)).toBeLessThanOrEqual(budget);
        if (cap !== Number.POSITIVE_INFINITY) expect(used(cap + 1)).toBeGreaterThan(budget);
      }),
    );
  });
});
