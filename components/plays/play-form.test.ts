import { describe, expect, it } from 'vitest';
import { readyMadePlays } from '../../lib/plays/ready-made';
import { draftOfPlay, emptyDraft, playOfDraft, wrongStep } from './play-form';

describe('the editor of plays', () => {
  it.each(readyMadePlays.map((play) => [play.id, play] as const))(
    'leaves %s as it was where nothing changed',
    (_, play) => {
      for (const locale of ['en', 'zh-CN'] as const) expect(playOfDraft(draftOfPlay(play, locale), locale)).toBe(play);
    },
  );

  it('makes a new version of what changed, and keeps the other language of what did not', () => {
    const [play] = readyMadePlays;
    if (play === undefined) throw new Error('no play');
    const edited = playOfDraft({ ...draftOfPlay(play, 'en'), opening: 'Hello!', steps: '0 call\n2+30 email' }, 'en');
    expect(edited).toMatchObject({ version: 2, opening: { en: 'Hello!' }, name: play.name });
    expect(edited?.steps.map(({ day, afterMinutes, channel }) => [day, afterMinutes, channel])).toEqual([
      [0, 0, 'call'],
      [2, 30, 'email'],
    ]);
  });

  it('says which line is no step, and makes nothing of what is not finished', () => {
    expect(wrongStep({ ...emptyDraft('x'), steps: '0 call\nsoon call' })).toBe(2);
    expect(playOfDraft(emptyDraft('x'), 'en')).toBeNull();
    const full = { ...emptyDraft('x'), name: 'Mine', opening: 'Hi', voicemail: 'Bye' };
    expect(playOfDraft(full, 'en')).toMatchObject({ id: 'x', version: 1, fits: { sources: [] } });
    expect(playOfDraft({ ...full, objections: 'no answer to it' }, 'en')).toBeNull();
  });
});
