import { describe, expect, it } from 'vitest';
import type { KnownValue } from '../qualification/answer';
import { changedSinceLearnt } from '../qualification/chance';
import { scorecard } from '../qualification/scorecard';
import { scoreLead } from '../qualification/scoring';
import { pointsFor } from './card';
import { draftOf } from './draft';
import { stabilityIndex } from './drift';
import { seededRandom } from './folds';
import { leadsOf, oneOf, type Recipe } from './learning-rig';
import { aucInterval, capturedBy, metricsOf } from './metrics';
import type { ReportBin, Study, StudyRequest } from './report';
import { studyTable } from './study';
import { Learner } from './worker-asks';

const request: StudyRequest = {
  ...{ outcome: 'won', positives: ['yes'], undecided: [], minAgeDays: 0 },
  ...{ leaveOut: [], order: null, compare: null },
};
const recipe: Recipe = {
  rows: 1500,
  seed: 5,
  columns: {
    source: oneOf(['web', 'event', 'referral']),
    visits: (random) => String(Math.floor(12 * random())),
  },
  logOdds: (lead) => -1 + (lead['source'] === 'referral' ? 1.4 : 0) + 0.2 * Number(lead['visits']) - 1,
};

function studied(given: Recipe, part: Partial<StudyRequest> = {}): Study {
  const result = studyTable(leadsOf(given), { ...request, ...part }, () => undefined);
  if (!result.ok) throw new Error(result.problem);
  return result.study;
}

/** The recipe with one more column that follows from the outcome, as systems fill it in afterwards. */
function withAftermath(name: string, textOf: (won: boolean, row: number) => string) {
  const table = leadsOf(recipe);
  const won = table.columns.find((column) => column.name === 'won');
  if (won === undefined) throw new Error('no outcome');
  const texts = [...won.codes].map((code, row) => textOf(won.texts[code] === 'yes', row));
  const distinct = [...new Set(texts)];
  const codes = Uint32Array.from(texts, (text) => distinct.indexOf(text));
  return { ...table, columns: [...table.columns, { name, texts: distinct, codes }] };
}

describe('a study', () => {
  it('warns of a column that is filled in only after a success, and of the outcome in disguise', () => {
    const filled = studyTable(
      withAftermath('signed on', (won) => (won ? 'x' : '')),
      request,
      () => undefined,
    );
    expect(filled.ok && filled.study.suspicions[0]).toMatchObject({ column: 'signed on', kind: 'filledAfter' });
    const disguise = withAftermath('phase', (won, row) => (won ? (row % 2 ? 'onboarding' : 'live') : 'nurture'));
    const hidden = studyTable(disguise, request, () => undefined);
    expect(hidden.ok && hidden.study.suspicions[0]).toMatchObject({ column: 'phase', kind: 'disguise', auc: 1 });
  });

  it('has nothing to warn of where columns are honest', () => {
    const { suspicions, drift } = studied(recipe, { order: 'row' });
    expect(suspicions).toEqual([]);
    expect(drift).toEqual([]);
  });

  it('tells of drift, and judges the newest leads apart', () => {
    const drifting: Recipe = {
      ...recipe,
      columns: {
        ...recipe.columns,
        source: (random, row) =>
          row < 1100 ? (random() < 0.8 ? 'web' : 'referral') : random() < 0.1 ? 'web' : 'referral',
      },
    };
    const { drift, later, random } = studied(drifting, { order: 'row' });
    expect(drift.map(({ column }) => column)).toContain('source');
    expect(later?.leads).toBe(300);
    expect(random.leads).toBe(1500);
  });

  it('says how many leads are missing, and refuses to make a card of chance', () => {
    expect(studied({ ...recipe, rows: 300 }).missingForEnough).toBeGreaterThan(0);
    const result = studyTable(leadsOf({ ...recipe, rows: 30 }), request, () => undefined);
    expect(result).toMatchObject({ ok: false, problem: 'tooFew' });
  });

  it('compares with the score in use on the same leads and does not learn from it', () => {
    const scored: Recipe = {
      ...recipe,
      columns: { ...recipe.columns, score: (random) => String(Math.floor(100 * random())) },
    };
    const { current, card } = studied(scored, { compare: 'score' });
    expect(current?.leads).toBe(1500);
    expect(Math.abs((current?.auc ?? 0) - 0.5)).toBeLessThan(0.06);
    expect(card.criteria.map(({ column }) => column)).not.toContain('score');
  });
});

describe('a draft', () => {
  const outcome = { kind: 'column' as const, column: 'won', values: ['yes'] };
  const words = {
    locale: 'en' as const,
    name: 'Learnt',
    about: 'From past leads',
    questionAbout: (column: string) => `${column}?`,
    binName: (bin: ReportBin) => bin.texts.join(', ') || (bin.hasMissing ? 'not known' : 'other'),
  };

  it('is a sound scorecard that weighs answers as the card does', () => {
    const { card, bestFifthFrom } = studied(recipe);
    const draft = draftOf(card, { id: 'learnt-x', readyFrom: bestFifthFrom, outcome }, words);
    expect(scorecard.safeParse(draft).error).toBeUndefined();
    const source = draft.criteria.find(({ name }) => name.en === 'source');
    const referral =
      source?.kind === 'choice' ? source.options.find(({ label }) => label.en === 'referral') : undefined;
    expect(referral?.level).toBe(1);
    expect(draft.criteria.find(({ name }) => name.en === 'visits')?.kind).toBe('number');
  });

  it('takes the chances along: each lead has the one of its points on the learnt card', () => {
    const { card, bestFifthFrom } = studied(recipe);
    const draft = scorecard.parse(draftOf(card, { id: 'learnt-x', readyFrom: bestFifthFrom, outcome }, words));
    expect(draft.learnt).toMatchObject({ outcome, leads: 1500, successes: card.positives });
    expect(changedSinceLearnt(draft)).toEqual([]);
    const said = (value: KnownValue) => ({ value, note: '', at: 0 });
    for (const [source, visits] of [
      ['referral', 11],
      ['web', 0],
      ['event', 6],
    ] as const) {
      const asked = draft.criteria.map((criterion) => {
        const option =
          'options' in criterion ? criterion.options.find(({ label }) => label.en?.includes(source)) : null;
        return [
          criterion.id,
          said(option ? { kind: 'option', optionId: option.id } : { kind: 'number', amount: visits }),
        ] as const;
      });
      const total = card.criteria.reduce(
        (sum, each) => sum + pointsFor(each, each.column === 'visits' ? String(visits) : source),
        0,
      );
      expect(scoreLead(draft, Object.fromEntries(asked)).chance?.chance).toBeCloseTo(card.chances[total] ?? -1, 4);
    }
    const usual = card.positives / card.leads;
    expect(Math.abs((scoreLead(draft, {}).chance?.chance ?? 0) - usual)).toBeLessThan(0.02);
  });

  it('asks whether something is known where that is all that counts', () => {
    const { card, bestFifthFrom } = studied({
      ...recipe,
      columns: { reply: (random) => (random() < 0.5 ? '' : 'given') },
      logOdds: (lead) => (lead['reply'] === '' ? -2 : -0.5),
    });
    expect(card.criteria[0]?.bins.filter(({ hasMissing }) => !hasMissing)).toHaveLength(1);
    const draft = draftOf(card, { id: 'learnt-x', readyFrom: bestFifthFrom, outcome }, words);
    expect(scorecard.safeParse(draft).error).toBeUndefined();
  });
});

describe('the worker', () => {
  it('answers whatever it is asked without throwing', () => {
    const answers: unknown[] = [];
    const learner = new Learner();
    for (const ask of [null, { kind: 'study', request }, { kind: 'readFile', bytes: 'no' }]) {
      learner.answer(ask, (reply) => answers.push(reply.kind));
    }
    expect(answers).toEqual(['failed', 'failed', 'failed']);
  });
});

describe('the metrics', () => {
  const chances = Float64Array.of(0.1, 0.4, 0.4, 0.8);
  const outcomes = Uint8Array.of(0, 1, 0, 1);

  it('count ties half', () => {
    expect(metricsOf(chances, outcomes).auc).toBe(0.875);
    expect(aucInterval(chances, outcomes).auc).toBe(0.875);
  });

  it('say how far chances that are exactly right would be off by chance alone, which is less with more leads', () => {
    const random = seededRandom(3);
    const drawn = (leads: number) => {
      const chances = Float64Array.from({ length: leads }, () => 0.05 + 0.6 * random());
      return metricsOf(
        chances,
        Uint8Array.from(chances, (chance) => (random() < chance ? 1 : 0)),
      );
    };
    const many = Array.from({ length: 40 }, () => drawn(1000));
    const average = many.reduce((sum, { ece }) => sum + ece, 0) / many.length;
    expect(many[0]?.eceByChance).toBeCloseTo(average, 2);
    expect(drawn(16_000).eceByChance).toBeCloseTo((many[0]?.eceByChance ?? 0) / 4, 2);
  });

  it('do not depend on the order of the rows', () => {
    const turned = metricsOf(chances.toReversed(), outcomes.toReversed());
    expect(turned).toEqual(metricsOf(chances, outcomes));
  });

  it('find all successes among all leads, and half of two among the best quarter', () => {
    expect(capturedBy(chances, outcomes, 1)).toBe(1);
    expect(capturedBy(chances, outcomes, 0.25)).toBe(0.5);
  });

  it('see no drift in equal samples', () => {
    expect(stabilityIndex(Int32Array.of(1, 2, 2), Int32Array.of(2, 1, 2))).toBe(0);
    expect(stabilityIndex(Int32Array.of(0, 0, 0, 1), Int32Array.of(1, 1, 1, 0))).toBeGreaterThan(0.25);
  });
});
