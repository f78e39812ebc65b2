import { describe, expect, it } from 'vitest';
import { readyMadePlays } from '../../lib/plays/ready-made';
import { draftOfPlay, emptyDraft, lacksOf, nextStepOf, playOfDraft } from './play-form';

describe('the editor of plays', () => {
  it.each(readyMadePlays.map((play) => [play.id, play] as const))(
    'leaves %s as it was where nothing changed',
    (_, play) => {
      for (const locale of ['en', 'zh-CN'] as const) expect(playOfDraft(draftOfPlay(play, locale))).toBe(play);
    },
  );

  it('makes a new version of what changed, and keeps ids and the other language of what did not', () => {
    const [play] = readyMadePlays;
    if (play === undefined) throw new Error('no play');
    const draft = draftOfPlay(play, 'en');
    const steps = [{ id: 'late', day: 9, afterMinutes: 0, channel: 'email' as const }, ...draft.steps.slice(0, 2)];
    const questions = draft.questions.toReversed();
    const edited = playOfDraft({ ...draft, opening: 'Hello!', steps, questions });
    expect(edited).toMatchObject({ version: 2, opening: { en: 'Hello!' }, name: play.name });
    expect(edited?.steps.map(({ id }) => id)).toEqual([...play.steps.slice(0, 2).map(({ id }) => id), 'late']);
    expect(edited?.questions).toEqual(play.questions.toReversed());
  });

  it('says what is missing, makes nothing of what is not finished, and leaves out empty rows', () => {
    expect(lacksOf(emptyDraft('x', 'en'))).toEqual(['name', 'opening', 'voicemail']);
    expect(playOfDraft(emptyDraft('x', 'en'))).toBeNull();
    const full = { ...emptyDraft('x', 'en'), name: 'Mine', opening: 'Hi', voicemail: 'Bye' };
    const rows = { questions: [' ', 'Why now?'], objections: [{ heard: '', said: '' }] };
    expect(playOfDraft({ ...full, ...rows })).toMatchObject({
      id: 'x',
      version: 1,
      fits: { sources: [] },
      questions: [{ en: 'Why now?' }],
      objections: [],
    });
    expect(lacksOf({ ...full, objections: [{ heard: 'Too dear', said: '' }] })).toEqual(['objections']);
    expect(lacksOf({ ...full, steps: [] })).toEqual(['steps']);
  });

  it('gives every new step an id of its own, a day after the last', () => {
    const first = nextStepOf([]);
    const second = nextStepOf([first]);
    expect([first.day, second.day]).toEqual([0, 1]);
    expect(nextStepOf([second]).id).not.toBe(second.id);
  });
});
