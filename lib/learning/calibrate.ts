/** Leads and positives for each total of points, from 0 up. */
export interface Totals {
  readonly leads: Float64Array;
  readonly positives: Float64Array;
}

/** Counts leads by their total. */
export function totalsOf(points: Int32Array, outcomes: Uint8Array, highest: number): Totals {
  const leads = new Float64Array(highest + 1);
  const positives = new Float64Array(highest + 1);
  for (let row = 0; row < points.length; row += 1) {
    const total = points[row] ?? 0;
    leads[total] = (leads[total] ?? 0) + 1;
    positives[total] = (positives[total] ?? 0) + (outcomes[row] ?? 0);
  }
  return { leads, positives };
}

/**
 * The chance that belongs to each total. First a logistic curve over the totals (Platt scaling, with his targets that
 * keep away from 0 and 1), then, as far as the leads at hand support it, drawn towards their own rates, which are first
 * made to rise only (isotonic regression, pool adjacent violators). Never falls from one total to the next.
 */
export function calibrate(totals: Totals): Float64Array {
  const curve = logisticCurve(totals);
  const rates = risingRates(totals, curve);
  return curve.map((chance, total) => rates[total] ?? chance);
}

function logisticCurve({ leads, positives }: Totals): Float64Array {
  const all = sum(leads);
  const good = sum(positives);
  const high = (good + 1) / (good + 2);
  const low = 1 / (all - good + 2);
  const targets = leads.map((n, total) => (positives[total] ?? 0) * high + (n - (positives[total] ?? 0)) * low);
  const mean = leads.reduce((part, n, total) => part + n * total, 0) / all;
  const deviation = Math.sqrt(leads.reduce((part, n, total) => part + n * (total - mean) ** 2, 0) / all);
  const places = leads.map((_, total) => (deviation === 0 ? 0 : (total - mean) / deviation));
  const flat = Math.log((good + 1) / (all - good + 1));
  let line = { a: flat, b: 0 };
  for (let round = 0; round < 50; round += 1) {
    const next = newtonStep(line, leads, targets, places);
    const moved = Math.abs(next.a - line.a) + Math.abs(next.b - line.b);
    line = next;
    if (moved < 1e-9) break;
  }
  return places.map((place) => chanceAt(line.b > 0 ? line : { a: flat, b: 0 }, place));
}

interface Line {
  readonly a: number;
  readonly b: number;
}

function chanceAt({ a, b }: Line, place: number): number {
  return 1 / (1 + Math.exp(-a - b * place));
}

/** One step of Newton's method, halved until it does not make the fit worse. */
function newtonStep(line: Line, leads: Float64Array, targets: Float64Array, places: Float64Array): Line {
  let [ga, gb, haa, hab, hbb] = [0, 0, 1e-9, 0, 1e-9];
  for (const [total, n] of leads.entries()) {
    const place = places[total] ?? 0;
    const chance = chanceAt(line, place);
    const residual = (targets[total] ?? 0) - n * chance;
    const weight = n * chance * (1 - chance);
    ga += residual;
    gb += residual * place;
    haa += weight;
    hab += weight * place;
    hbb += weight * place * place;
  }
  const determinant = haa * hbb - hab * hab;
  if (determinant <= 1e-15) return line;
  const [da, db] = [(hbb * ga - hab * gb) / determinant, (haa * gb - hab * ga) / determinant];
  const before = fitOf(line, leads, targets, places);
  for (let scale = 1; scale > 1e-3; scale /= 2) {
    const next = { a: line.a + scale * da, b: line.b + scale * db };
    if (fitOf(next, leads, targets, places) >= before) return next;
  }
  return line;
}

function fitOf(line: Line, leads: Float64Array, targets: Float64Array, places: Float64Array): number {
  return leads.reduce((sum, n, total) => {
    const chance = Math.min(1 - 1e-15, Math.max(1e-15, chanceAt(line, places[total] ?? 0)));
    const target = targets[total] ?? 0;
    return sum + target * Math.log(chance) + (n - target) * Math.log(1 - chance);
  }, 0);
}

/** How many leads' worth the curve counts in each total: a total with few leads of its own stays on the curve. */
const curveLeads = 30;

function risingRates({ leads, positives }: Totals, curve: Float64Array): Float64Array {
  const blocks: { n: number; y: number; width: number }[] = [];
  for (let total = 0; total < leads.length; total += 1) {
    let block = {
      n: (leads[total] ?? 0) + curveLeads,
      y: (positives[total] ?? 0) + curveLeads * (curve[total] ?? 0),
      width: 1,
    };
    for (let last = blocks.at(-1); last !== undefined && last.y * block.n >= block.y * last.n; last = blocks.at(-1)) {
      blocks.pop();
      block = { n: last.n + block.n, y: last.y + block.y, width: last.width + block.width };
    }
    blocks.push(block);
  }
  return Float64Array.from(blocks.flatMap(({ n, y, width }) => Array.from({ length: width }, () => y / n)));
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Chances foretold for leads that had no part in fitting, and what came. */
export interface Correction {
  readonly chances: Float64Array;
  readonly outcomes: Uint8Array;
}

/**
 * Chances drawn together as far as leads not seen show them to be too far apart: a logistic line is fitted through the
 * foretold log-odds, and its slope, where below 1, is applied.
 */
export function corrected(chances: readonly number[], { chances: foretold, outcomes }: Correction): readonly number[] {
  const ones = new Float64Array(foretold.length).fill(1);
  const places = foretold.map(logOdds);
  const targets = Float64Array.from(outcomes);
  let line: Line = { a: 0, b: 1 };
  for (let round = 0; round < 25; round += 1) {
    const next = newtonStep(line, ones, targets, places);
    const moved = Math.abs(next.a - line.a) + Math.abs(next.b - line.b);
    line = next;
    if (moved < 1e-9) break;
  }
  // A slope above 1 would make a small sample bolder; one below 0 says that nothing was learnt.
  const slope = Math.max(0, Math.min(1, line.b));
  const middle = places.reduce((sum, place) => sum + place, 0) / Math.max(1, places.length);
  const start = slope === line.b ? line.a : slope === 1 ? 0 : middle;
  return chances.map((chance) => chanceAt({ a: start, b: slope }, logOdds(chance)));
}

function logOdds(chance: number): number {
  const kept = Math.min(1 - 1e-6, Math.max(1e-6, chance));
  return Math.log(kept / (1 - kept));
}
