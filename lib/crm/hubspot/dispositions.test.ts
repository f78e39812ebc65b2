import { describe, expect, it } from 'vitest';
import { outcomes } from '../../calls/outcomes';
import { textIn } from '../../model/schemas';
import { nearestValue } from '../outcome-values';
import { defaultDispositions, resultField } from './dispositions';

const labelFor = (id: string, all = defaultDispositions) => {
  const outcome = outcomes.find((one) => one.id === id);
  const label = outcome === undefined ? id : textIn(outcome.label, 'en');
  return nearestValue({ id, labels: [label] }, resultField(all).options)?.label ?? null;
};
const portal = (...labels: string[]) => labels.map((label, index) => ({ id: `g${index}`, label }));

describe('the portal’s value for an outcome', () => {
  it.each([
    ['noAnswer', 'No answer'],
    ['busy', 'Busy'],
    ['voicemailLeft', 'Left voicemail'],
    ['voicemailNone', 'No answer'],
    ['gatekeeper', 'Left live message'],
    ['wrongNumber', 'Wrong number'],
    ['callBack', 'Connected'],
    ['notInterested', 'Connected'],
    ['qualified', 'Connected'],
    ['doNotCall', 'Connected'],
  ])('%s is %s in HubSpot’s own set', (id, label) => {
    expect(labelFor(id)).toBe(label);
  });

  it('has a value for every outcome of Baton', () => {
    expect(outcomes.filter(({ id }) => labelFor(id) === null).map(({ id }) => id)).toEqual([]);
  });

  it('prefers what the portal calls the same', () => {
    expect(labelFor('gatekeeper', portal('Connected', 'Reached Gatekeeper'))).toBe('Reached Gatekeeper');
    expect(labelFor('qualified', portal('Connected', 'Disqualified', 'Answered - Meeting Set'))).toBe(
      'Answered - Meeting Set',
    );
    expect(labelFor('qualified', portal('Unqualified', 'Connected'))).toBe('Connected');
    expect(labelFor('disqualified', portal('Connected', 'Disqualified'))).toBe('Disqualified');
  });

  it('takes the nearest where the portal deleted one', () => {
    expect(labelFor('busy', portal('Connected', 'No Answer'))).toBe('No Answer');
    expect(labelFor('voicemailLeft', portal('Connected', 'Voicemail'))).toBe('Voicemail');
  });

  it('says nothing rather than something false', () => {
    expect(labelFor('noAnswer', portal('Connected', 'Left voicemail'))).toBeNull();
    expect(labelFor('callBack', portal('Not connected', 'No answer'))).toBeNull();
    expect(labelFor('somethingNew', portal('Connected'))).toBeNull();
  });

  it('matches a label in the SDR’s own language', () => {
    expect(
      nearestValue({ id: 'noAnswer', labels: ['无人接听'] }, resultField(portal('已接通', '无人接听')).options)?.label,
    ).toBe('无人接听');
  });
});
