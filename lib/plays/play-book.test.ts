import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bant } from '../qualification/scorecards/bant';
import { gpctba } from '../qualification/scorecards/gpctba';
import { goalsShown, heardIn } from './play-book';
import { readyMadePlays } from './ready-made';

const overtime = { heard: { en: 'overtime, hours', 'zh-CN': '加班' }, show: { en: 'The Nordpost case' } };
const cost = { heard: { en: 'cost' }, show: { en: 'The sum of last year' } };
const book = { goals: [overtime, cost] };
const heard = (text: string, isGoal = false) => ({ text, isGoal });

describe('the play book', () => {
  it.each([
    ['Half the Overtime by spring', overtime.show],
    ['我们想减少加班', overtime.show],
    ['It costs too much', cost.show],
  ])('shows for “%s” what can be shown', (text, show) => {
    expect(goalsShown(book, [heard(text)])).toEqual([{ said: text, show }]);
  });

  it('hears no word in the middle of another', () => {
    expect(goalsShown(book, [heard('Mr Acosta')])).toEqual([]);
    expect(goalsShown(book, [heard('Mr Acosta costs us nothing')])).toHaveLength(1);
  });

  it('says of a stated goal that it has nothing for it', () => {
    expect(goalsShown(book, [heard('Open in Lyon', true), heard('Cheaper')])).toEqual([
      { said: 'Open in Lyon', show: null },
    ]);
  });

  it.each([
    ['Half the overtime by spring; open in Lyon too', ['Half the overtime by spring', 'open in Lyon too']],
    ['Half the overtime. They want Lyon open by May.', ['Half the overtime', 'They want Lyon open by May.']],
    ['They want to halve overtime and to open in Lyon', ['They want to halve overtime', 'to open in Lyon']],
    ['想减少加班，同时进入里昂市场', ['想减少加班', '进入里昂市场']],
  ])('answers each of the goals in “%s”, or says it has nothing', (text, [first, second]) => {
    expect(goalsShown(book, [heard(text, true)])).toEqual([
      { said: first, show: overtime.show },
      { said: second, show: null },
    ]);
  });

  it('answers two goals it knows in one sentence, and takes no afterthought for a goal', () => {
    const text = 'Less overtime and lower cost in the north, by spring. Soon!';
    expect(goalsShown(book, [heard(text, true)])).toMatchObject([{ show: overtime.show }, { show: cost.show }]);
    expect(goalsShown(book, [heard('Less overtime. By spring of next year.', true)])).toHaveLength(1);
    const open = 'Open in Lyon; by May. Not sure.';
    expect(goalsShown(book, [heard(open, true)])).toEqual([{ said: open, show: null }]);
  });

  it('quotes of a long note what was heard', () => {
    const note = `${'We spoke at length about their new office. '.repeat(5)}It costs too much. He is nice.`;
    expect(goalsShown(book, [heard(note)])).toEqual([{ said: 'It costs too much', show: cost.show }]);
  });

  it('hears answers in words and notes, goals as goals, and nothing taken back', () => {
    const given = { at: 0, value: { kind: 'unknown' as const } };
    const goal = gpctba.criteria.find(({ role }) => role === 'goal');
    if (goal === undefined) throw new Error('no goal');
    expect(
      heardIn(gpctba, {
        [goal.id]: { ...given, value: { kind: 'text', text: 'Half the overtime' }, note: 'by spring' },
      }),
    ).toEqual([heard('Half the overtime', true), heard('by spring')]);
    expect(heardIn(bant, { need: { ...given, note: ' Two drivers ' } })).toEqual([heard('Two drivers')]);
    expect(heardIn(bant, { need: { at: 0, value: { kind: 'cleared' }, note: 'old' } })).toEqual([]);
  });

  it('says each goal at most once per entry, and only what was heard', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ text: fc.string({ minLength: 1 }), isGoal: fc.boolean() })), (all) => {
        const shown = goalsShown(book, all);
        expect(shown.filter(({ show }) => show !== null).length).toBeLessThanOrEqual(book.goals.length);
        expect(shown.every(({ said }) => all.some(({ text }) => text.includes(said)))).toBe(true);
      }),
    );
  });

  it('comes with goals in both languages', () => {
    for (const play of readyMadePlays) {
      expect(play.goals.length).toBeGreaterThan(0);
      for (const { heard: words, show } of play.goals) {
        expect(Object.keys(words)).toEqual(['en', 'zh-CN']);
        expect(Object.keys(show)).toEqual(['en', 'zh-CN']);
      }
    }
  });
});
