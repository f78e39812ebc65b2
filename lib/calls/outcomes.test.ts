import { describe, expect, it } from 'vitest';
import { locales } from '../model/schemas';
import { isConversation } from './counting';
import { outcome } from './outcome';
import { findOutcome, outcomeByKey, outcomes } from './outcomes';

function get(id: string) {
  const found = findOutcome(id);
  if (found === undefined) throw new Error(`no outcome ${id}`);
  return found;
}

describe('the outcomes', () => {
  it('are valid, each with its own id and key, and none takes a key used elsewhere', () => {
    for (const each of outcomes) expect(outcome.parse(each)).toEqual(each);
    expect(new Set(outcomes.map(({ id }) => id)).size).toBe(outcomes.length);
    const keys = outcomes.map(({ key }) => key);
    expect(new Set(keys).size).toBe(outcomes.length);
    expect(keys.filter((key) => 'CEOHZTAS'.includes(key))).toEqual([]);
  });

  it('keep the keys agreed on', () => {
    expect(outcomes.map(({ key, id }) => `${key} ${id}`).toSorted()).toEqual(
      [
        'N noAnswer',
        'U busy',
        'V voicemailLeft',
        'M voicemailNone',
        'G gatekeeper',
        'W wrongNumber',
        'B callBack',
        'K brushOff',
        'L notNow',
        'X notInterested',
        'R referred',
        'Q qualified',
        'P wrongPerson',
        'I disqualified',
        'D doNotCall',
      ].toSorted(),
    );
  });

  it('are named in every language', () => {
    for (const { label } of outcomes) for (const locale of locales) expect(label[locale]).toBeTruthy();
  });

  it('never contradict themselves', () => {
    for (const each of outcomes) {
      if (each.connect) expect(each.telephone).toBe('answered');
      if (each.conversation !== 'never') expect(each.connect).toBe(true);
      if (each.person !== 'nobody') expect(each.telephone).toBe('answered');
      // Who is not called any more is promised no call; whom they named may be.
      if (each.ends !== 'nothing') expect(['none', 'referral']).toContain(each.followUp.kind);
      if (each.doNotCall) expect(each.ends).toBe('person');
    }
  });

  it('count as the table of the domain notes says', () => {
    const flags = (id: string) => {
      const { connect, conversation, followUp, ends, doNotCall, removesNumber } = get(id);
      return [connect, conversation, followUp.kind, ends, doNotCall, removesNumber];
    };
    expect(flags('noAnswer')).toEqual([false, 'never', 'retry', 'nothing', false, false]);
    expect(flags('gatekeeper')).toEqual([false, 'never', 'retry', 'nothing', false, false]);
    expect(flags('callBack')).toEqual([true, 'ifLong', 'promise', 'nothing', false, false]);
    expect(flags('brushOff')).toEqual([true, 'never', 'recycle', 'nothing', false, false]);
    expect(flags('notNow')).toEqual([true, 'always', 'recycle', 'nothing', false, false]);
    expect(flags('notInterested')).toEqual([true, 'always', 'none', 'contact', false, false]);
    expect(flags('qualified')).toEqual([true, 'always', 'none', 'nothing', false, false]);
    expect(flags('referred')).toEqual([true, 'always', 'referral', 'contact', false, false]);
    expect(flags('disqualified')).toEqual([true, 'always', 'none', 'lead', false, false]);
    expect(flags('wrongPerson')).toEqual([false, 'never', 'none', 'contact', false, true]);
    expect(flags('wrongNumber')).toEqual([false, 'never', 'none', 'nothing', false, true]);
    expect(flags('doNotCall')).toEqual([true, 'never', 'none', 'person', true, false]);
  });

  it('are found by id, and by key in either case', () => {
    expect(outcomeByKey('q')).toBe(get('qualified'));
    expect(outcomeByKey('Q')).toBe(get('qualified'));
    expect(outcomeByKey('1')).toBeUndefined();
    expect(findOutcome('gone')).toBeUndefined();
  });
});

describe('a conversation', () => {
  it('is by nature, never, or by length', () => {
    expect(isConversation(get('qualified'), null, 60)).toBe(true);
    expect(isConversation(get('noAnswer'), 600_000, 60)).toBe(false);
    expect(isConversation(get('callBack'), 59_999, 60)).toBe(false);
    expect(isConversation(get('callBack'), 60_000, 60)).toBe(true);
    expect(isConversation(get('callBack'), null, 60)).toBe(false);
  });
});
