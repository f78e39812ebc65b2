import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { learntCard } from './card-rig';
import { longestFile, readScorecardFile, scorecardFileSchema, writeScorecardFile } from './scorecard-file';
import { builtInScorecards } from './scorecards';
import { bant } from './scorecards/bant';

/** BANT's file with something changed. */
function fileWith(change: (file: Record<string, unknown>, card: Record<string, unknown>) => void): string {
  const file = JSON.parse(writeScorecardFile(bant));
  change(file, file.card);
  return JSON.stringify(file);
}

const needs = (from: string, on: string) => ({
  ...bant.criteria.find(({ id }) => id === from),
  askIf: [{ criterionId: on, minLevel: 0.5 }],
});

describe('reading a scorecard file', () => {
  it.each(builtInScorecards.map((card) => [card.id, card] as const))('gives back %s as it is', (_, card) => {
    expect(readScorecardFile(writeScorecardFile(card))).toEqual({ ok: true, card });
  });

  it('takes a file an editor marked as UTF-8', () => {
    expect(readScorecardFile(`\uFEFF${writeScorecardFile(bant)}`).ok).toBe(true);
  });

  it.each([
    ['text that is no JSON', 'BANT, 70 points', 'notJson'],
    ['an empty file', '', 'notJson'],
    ['a cut-off file', writeScorecardFile(bant).slice(0, 500), 'notJson'],
    ['JSON of something else', '{"name":"BANT"}', 'notScorecard'],
    ['a list', '[1,2,3]', 'notScorecard'],
    ['a huge file', `{"format":"${'x'.repeat(longestFile)}"}`, 'tooBig'],
    ['a very deep file', '['.repeat(200_000) + ']'.repeat(200_000), 'notScorecard'],
  ])('says of %s what it is', (_, text, problem) => {
    expect(readScorecardFile(text)).toMatchObject({ ok: false, problem });
  });

  it('says which version a newer file has', () => {
    const text = fileWith((file) => {
      file['formatVersion'] = 7;
      file['card'] = { of: 'a later time' };
    });
    expect(readScorecardFile(text)).toEqual({ ok: false, problem: 'newer', version: 7 });
  });

  it.each([
    [
      'a circle of conditions',
      'circular',
      (card: Record<string, unknown>) => (card['criteria'] = [needs('need', 'budget'), needs('budget', 'need')]),
    ],
    [
      'a condition on itself',
      'circular',
      (card: Record<string, unknown>) => (card['criteria'] = [needs('need', 'need')]),
    ],
    [
      'a condition on a criterion that is gone',
      'conditionOnMissing',
      (card: Record<string, unknown>) => (card['criteria'] = [needs('need', 'fit')]),
    ],
    [
      'two criteria of one id',
      'sameId',
      (card: Record<string, unknown>) => (card['criteria'] = [bant.criteria[0], bant.criteria[0]]),
    ],
    [
      'nothing that counts',
      'noWeight',
      (card: Record<string, unknown>) => (card['criteria'] = [{ ...bant.criteria[0], weight: 0 }]),
    ],
    [
      'a gate nobody can reach',
      'gateOutOfReach',
      (card: Record<string, unknown>) =>
        (card['criteria'] = [
          {
            ...bant.criteria[0],
            gate: { minLevel: 1 },
            options: [
              { id: 'a', label: { en: 'A' }, level: 0.2 },
              { id: 'b', label: { en: 'B' }, level: 0.1 },
            ],
          },
        ]),
    ],
    ['letting go above the threshold', 'letGoAboveReady', (card: Record<string, unknown>) => (card['letGoBelow'] = 90)],
  ])('names %s', (_, code, change) => {
    const read = readScorecardFile(fileWith((_file, card) => change(card)));
    expect(read).toMatchObject({ ok: false, problem: 'invalid' });
    if (!read.ok && read.problem === 'invalid') expect(read.issues.map((issue) => issue.code)).toContain(code);
  });

  it('says where something is that it does not know, so that nothing is lost without a word', () => {
    const read = readScorecardFile(fileWith((_, card) => (card['colour'] = 'red')));
    expect(read).toMatchObject({ ok: false, problem: 'invalid' });
    if (!read.ok && read.problem === 'invalid')
      expect(read.issues[0]).toMatchObject({ code: 'unknownField', params: { fields: 'colour' } });
  });

  it('is not led astray by names that mean something to JavaScript', () => {
    const text = writeScorecardFile(bant).replace('"readyAt"', '"__proto__": {"polluted": true}, "readyAt"');
    const read = readScorecardFile(text);
    expect(Object.keys({})).toEqual([]);
    expect('polluted' in {}).toBe(false);
    if (read.ok) expect('polluted' in read.card).toBe(false);
  });

  it.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty'])(
    'refuses “%s” as an id: every object has an answer of that name',
    (id) => {
      for (const change of [
        (card: Record<string, unknown>) =>
          (card['criteria'] = [{ ...bant.criteria[0], id }, ...bant.criteria.slice(1)]),
        (card: Record<string, unknown>) => (card['disqualifiers'] = [{ id, name: { en: 'No' }, kind: 'hard' }]),
      ]) {
        const read = readScorecardFile(fileWith((_, card) => change(card)));
        expect(read).toMatchObject({ ok: false, problem: 'invalid' });
      }
    },
  );

  it('keeps markup as the text it is', () => {
    const name = { en: '<img src=x onerror=alert(1)>' };
    const read = readScorecardFile(fileWith((_, card) => (card['name'] = name)));
    expect(read).toMatchObject({ ok: true, card: { name } });
  });

  it('does not go down into what it does not know, however deep', () => {
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    const text = writeScorecardFile(bant).replace('"readyAt"', `"deep": ${deep}, "readyAt"`);
    expect(readScorecardFile(text)).toMatchObject({ ok: false, problem: 'invalid' });
  });

  it('takes no CRM value for a name of JavaScript’s own', () => {
    const crm = '"crm": {"field": "source", "values": {"__proto__": "none", "constructor": "none"}}, "weight"';
    const read = readScorecardFile(writeScorecardFile(bant).replace('"weight"', crm));
    if (read.ok) expect(Object.getPrototypeOf(read.card.criteria[0]?.crm?.values ?? {})).toBe(Object.prototype);
    expect('none' in {}).toBe(false);
  });

  it('lists at most twenty problems and counts the rest', () => {
    const criteria = Array.from({ length: 60 }, () => ({}));
    const read = readScorecardFile(fileWith((_, card) => (card['criteria'] = criteria)));
    if (read.ok || read.problem !== 'invalid') throw new Error('sixty empty criteria were read');
    expect(read.issues).toHaveLength(20);
    expect(read.more).toBeGreaterThanOrEqual(40);
  });
});

describe('what past leads taught', () => {
  it('travels with the card, in a format that says so', () => {
    const text = writeScorecardFile(learntCard);
    expect(JSON.parse(text)).toMatchObject({ formatVersion: 2 });
    expect(readScorecardFile(text)).toEqual({ ok: true, card: learntCard });
  });

  it('leaves a card without it readable to an older Baton', () => {
    expect(JSON.parse(writeScorecardFile(bant))).toMatchObject({ formatVersion: 1 });
  });

  it.each([
    ['too few chances', { chances: [0.1, 0.2] }],
    ['chances that fall', { chances: [0.5, 0.4, 0.3, 0.2, 0.1, 0] }],
    ['more successes than leads', { successes: 9000 }],
    ['a criterion twice', { criteria: [...(learntCard.learnt?.criteria ?? []), learntCard.learnt?.criteria[0]] }],
  ])('is refused with %s', (_, part) => {
    const card = { ...learntCard, learnt: { ...learntCard.learnt, ...part } };
    const read = readScorecardFile(JSON.stringify({ format: 'baton-scorecard', formatVersion: 2, card }));
    expect(read).toMatchObject({ ok: false, issues: [{ code: 'learntUnsound' }] });
  });
});

describe('the published schema', () => {
  it('is the one the code checks by (npm run scorecard-schema writes it)', async () => {
    const published: unknown = JSON.parse(await readFile('docs/scorecard.schema.json', 'utf8'));
    expect(published).toEqual(JSON.parse(JSON.stringify(scorecardFileSchema())));
  });
});
