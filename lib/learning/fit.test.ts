import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highestTotal, type LearnedCard, pointsFor } from './card';
import { type UsableColumn, usesOf } from './columns';
import { fitCard } from './fit';
import { leadsOf, oneOf, type Recipe } from './learning-rig';
import { metricsOf } from './metrics';
import { outcomesOf } from './outcome';
import { type LeadTable, tableOf } from './table';
import { cardForetells, crossValidate } from './validate';

const won = { positives: ['yes'], undecided: [] };
const industry = oneOf(['software', 'retail', 'health', 'public', 'banking']);

const plain: Recipe = {
  rows: 1200,
  seed: 1,
  columns: {
    industry,
    employees: (random) => (random() < 0.1 ? '' : String(Math.round(10 ** (1 + 3 * random())))),
    noise: (random) => String(Math.round(100 * random())),
  },
  logOdds: (lead) => -1.5 + (lead['industry'] === 'software' ? 1.5 : 0) + (Number(lead['employees']) > 500 ? 1.2 : 0),
};

function trained(table: LeadTable) {
  const result = outcomesOf(table, 'won', won);
  if (!result.ok) throw new Error(result.problem);
  const { values, rows } = result.outcomes;
  const uses = usesOf(table, new Set(['won'])).filter((use): use is UsableColumn => use.kind !== 'leftOut');
  return { uses, outcomes: values, rows };
}

function expectReadable(card: LearnedCard) {
  expect(card.criteria.length).toBeLessThanOrEqual(8);
  for (const { bins } of card.criteria) {
    expect(bins.length).toBeGreaterThan(1);
    expect(bins.length).toBeLessThanOrEqual(6);
    expect(Math.min(...bins.map(({ points }) => points))).toBe(0);
    for (const { points } of bins) {
      expect(Number.isInteger(points)).toBe(true);
      expect(points).toBeLessThanOrEqual(10);
    }
  }
  expect(card.chances).toHaveLength(highestTotal(card.criteria) + 1);
  for (const [total, chance] of card.chances.entries()) {
    expect(chance).toBeGreaterThan(0);
    expect(chance).toBeLessThan(1);
    expect(chance).toBeGreaterThanOrEqual(card.chances[total - 1] ?? 0);
  }
}

/** Small tables of every shape: numbers, texts, gaps, few and many rows, any outcome rate. */
const anyLeads = fc
  .record({
    rows: fc.integer({ min: 30, max: 250 }),
    seed: fc.nat(),
    effect: fc.double({ min: -4, max: 4, noNaN: true }),
    base: fc.double({ min: -3, max: 3, noNaN: true }),
    gaps: fc.double({ min: 0, max: 0.9, noNaN: true }),
  })
  .map(({ rows, seed, effect, base, gaps }) =>
    leadsOf({
      rows,
      seed,
      columns: {
        industry,
        amount: (random) => (random() < gaps ? 'n/a' : (1000 * random() ** 3).toFixed(2)),
        coin: (random) => (random() < 0.5 ? '0' : '1'),
      },
      logOdds: (lead) => base + (lead['coin'] === '1' ? effect : 0),
    }),
  )
  .filter((table) => outcomesOf(table, 'won', won).ok);

/** Twelve amounts that matter a little each, and alike: what few leads tell of each of them is hardly more than chance. */
function manyWeak(seed: number): Recipe {
  const names = Array.from({ length: 12 }, (_, index) => `amount ${index + 1}`);
  // A sum of evenly spread numbers is nearly normal; this one has a deviation of 1.
  const amount = (random: () => number) =>
    String(
      Array.from({ length: 12 }, random)
        .reduce((a, b) => a + b, -6)
        .toFixed(2),
    );
  return {
    rows: 3300,
    seed,
    columns: Object.fromEntries(names.map((name) => [name, amount])),
    logOdds: (lead) => names.reduce((sum, name) => sum + 0.4 * Number(lead[name]), -1),
  };
}

describe('a learnt card', () => {
  it('takes what few leads tell of many weak columns', () => {
    const aucs = [1, 2, 3, 4].map((seed) => {
      const { uses, outcomes, rows } = trained(leadsOf(manyWeak(seed)));
      const [training, others] = [rows.subarray(0, 300), rows.subarray(300)];
      const { chancesOf } = fitCard({ uses, outcomes, rows: training });
      return metricsOf(chancesOf(others), outcomes.subarray(300)).auc;
    });
    // Knowing every column exactly it would be 0.79; a card of eight that drops none for lack of proof comes to about 0.69.
    expect(aucs.reduce((sum, auc) => sum + auc, 0) / aucs.length).toBeGreaterThan(0.66);
  });

  it('is readable whatever it is learnt from: whole small points from 0, few bins, chances that never fall', () => {
    fc.assert(
      fc.property(anyLeads, (table) => expectReadable(fitCard(trained(table)).card)),
      { numRuns: 40 },
    );
  });

  it('is the same however the rows are ordered', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const table = leadsOf({ ...plain, rows: 6000, seed });
        const training = trained(table);
        const turned = { ...training, rows: training.rows.toReversed() };
        expect(fitCard(turned).card).toEqual(fitCard(training).card);
      }),
      // With this one, sums in another order once led the folds to other cards.
      { numRuns: 3, examples: [[2146435051]] },
    );
  });

  it('finds what made the difference and leaves out what did not', () => {
    const { card } = fitCard(trained(leadsOf(plain)));
    expect(card.criteria.map(({ column }) => column).toSorted()).toEqual(['employees', 'industry']);
    const [employees, sector] = ['employees', 'industry'].map((name) =>
      card.criteria.find((each) => each.column === name),
    );
    if (employees === undefined || sector === undefined) throw new Error('no such criterion');
    expect(pointsFor(employees, '5000')).toBeGreaterThan(pointsFor(employees, '100'));
    expect(pointsFor(sector, 'software')).toBeGreaterThan(pointsFor(sector, 'banking'));
  });

  it('scores a lead by its texts as it scored the rows of its table', () => {
    const table = leadsOf(plain);
    const training = trained(table);
    const fitted = fitCard(training);
    const totals = fitted.totalsOf(training.rows);
    for (const row of training.rows.subarray(0, 200)) {
      const byText = fitted.card.criteria.reduce((sum, criterion) => {
        const column = table.columns.find(({ name }) => name === criterion.column);
        return sum + pointsFor(criterion, column?.texts[column.codes[row] ?? 0] ?? '');
      }, 0);
      expect(byText).toBe(totals[row]);
    }
  });

  it('learns nothing from rows outside its training: turning their outcomes round changes nothing', () => {
    const training = trained(leadsOf(plain));
    const half = training.rows.subarray(0, 600);
    const turned = training.outcomes.map((outcome, row) => (row < 600 ? outcome : 1 - outcome));
    expect(fitCard({ ...training, rows: half, outcomes: turned }).card).toEqual(
      fitCard({ ...training, rows: half }).card,
    );
  });

  it('has no criteria where nothing tells outcomes apart', () => {
    const table = leadsOf({
      ...plain,
      rows: 3000,
      columns: { noise: (random) => String(Math.round(9 * random())) },
      logOdds: () => 0,
    });
    const { folds } = crossValidate(cardForetells(trained(table)), trained(table));
    const auc = folds.reduce((sum, fold) => sum + fold.auc / folds.length, 0);
    expect(Math.abs(auc - 0.5)).toBeLessThan(0.04);
  });

  it('says the average of leads whose value it never saw', () => {
    const { card } = fitCard(trained(leadsOf(plain)));
    for (const criterion of card.criteria) expect(pointsFor(criterion, 'never seen')).toBe(criterion.usual);
  });

  it('takes thousands of columns, a column of identifiers, and constants', () => {
    const names = Array.from({ length: 2000 }, (_, index) => `c${index}`);
    const rows = Array.from({ length: 200 }, (_, row) => [
      ...names.map((_, index) =>
        index === 7 ? String(row % 2) : index === 8 ? `id-${row}` : String((row * (index + 3)) % 5),
      ),
      row % 2 === 0 || row % 10 === 1 ? 'yes' : 'no',
    ]);
    const { card } = fitCard(trained(tableOf([...names, 'won'], rows)));
    expect(card.criteria.map(({ column }) => column)).toContain('c7');
    expectReadable(card);
  });
});

describe('cross-validation', () => {
  it('is decided by its seed', () => {
    const training = trained(leadsOf(plain));
    const run = (seed: number) => crossValidate(cardForetells(training), training, { seed }).together;
    expect(run(3)).toEqual(run(3));
    expect(run(3).auc).not.toBe(run(4).auc);
  });

  it('foretells chances that come true, also from few leads', () => {
    const training = trained(leadsOf({ ...plain, rows: 400, seed: 9 }));
    const { together } = crossValidate(cardForetells(training), training);
    const foretold = together.calibration.reduce((sum, bin) => sum + bin.leads * bin.foretold, 0) / together.leads;
    expect(Math.abs(foretold - together.positives / together.leads)).toBeLessThan(0.05);
    expect(together.ece).toBeLessThan(0.12);
  });
});
