/** Everything about fitting that could be otherwise, in one place. None of it was chosen by looking at one data set. */
export interface FitRules {
  readonly mostCriteria: number;
  /** The most points of one criterion. */
  readonly mostPoints: number;
  readonly mostBins: number;
  /** Columns, the most telling first, that are fitted together before criteria are chosen. */
  readonly candidates: number;
  /** Cells of all candidates together: what can be fitted at once in a moment. */
  readonly mostCells: number;
  /** Weight with which every effect is drawn to its prior (zero unless stated). */
  readonly ridge: number;
  /** What one more bin must explain, in log-likelihood. */
  readonly costPerBin: number;
  /** What it must explain to tell two neighbouring stretches of numbers apart, which differ by degrees. */
  readonly costPerStretch: number;
  /** What one more criterion must explain beyond its bins: less where leads are too few for a weak one to show. */
  readonly costPerCriterion: number;
  /** Log-likelihood that smaller points may cost. */
  readonly mayLose: number;
  /** Fewer leads than this in a cell are not looked at on their own. */
  readonly fewestLeads: number;
  /** The most frequent texts of a column are looked at on their own; the rest is "other". */
  readonly mostTexts: number;
  /**
   * Stretches a column of numbers is first cut into: one for each 80 leads of the rarer outcome, twelve at least. On made-up
   * leads of eleven shapes, more cost accuracy below some thousand leads, and time.
   */
  readonly stretches: number;
  /**
   * Weight with which the two stretches of a column cut in two are drawn to each other, more the finer it is cut. Where
   * leads are too few for a stretch to rest on 80 of the rarer outcome of its own, its neighbours tell of it too; with
   * enough of them nothing is drawn.
   */
  readonly tie: number;
  /**
   * Below so many leads the chances are corrected by what cross-fitting shows of over-confidence. On made-up leads whose true
   * chances are known, that still halves their error at 20,000 leads; with more the correction is too small for its five fits.
   */
  readonly crossFitBelow: number;
}

/** What one parameter must explain by Akaike's criterion: as much as it is expected to explain by chance. */
const perParameter = 1;

/** Leads of the rarer outcome for which a column of numbers is cut once more. */
const perStretch = 80;
const fewestStretches = 12;

/** The rules for so many training leads with so many positive ones. */
export function fitRulesFor(leads: number, positives: number): FitRules {
  const events = Math.max(1, Math.min(positives, leads - positives));
  /** From 1 where there are next to none down to 0 where each stretch has leads enough of its own. */
  const few = Math.max(0, 1 - events / (fewestStretches * perStretch));
  return {
    mostCriteria: 8,
    mostPoints: 10,
    mostBins: 6,
    candidates: 24,
    mostCells: 400,
    ridge: 1,
    costPerBin: perParameter,
    costPerStretch: perParameter / 2,
    costPerCriterion: perParameter * (1 - few / 2),
    mayLose: 1,
    fewestLeads: Math.round(Math.max(10, Math.min(50, leads * 0.02))),
    mostTexts: 40,
    stretches: Math.round(Math.max(fewestStretches, Math.min(24, events / perStretch))),
    tie: 2 * few,
    crossFitBelow: 25_000,
  };
}
