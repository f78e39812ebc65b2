import type { Scorecard } from '../scorecard';
import { anum } from './anum';
import { bant } from './bant';
import { champ } from './champ';
import { faint } from './faint';
import { gpctba } from './gpctba';
import { meddic, meddicc, meddpicc } from './meddic';
import { scotsman } from './scotsman';
import { spiced } from './spiced';

/** Every scorecard that comes with Baton, all versions; one once used stays here so that old answers keep their meaning. */
export const builtInScorecards: readonly Scorecard[] = [
  bant,
  champ,
  meddic,
  meddicc,
  meddpicc,
  anum,
  faint,
  gpctba,
  spiced,
  scotsman,
];

/** The scorecard of a lead for which nothing else was chosen. */
export const defaultScorecard: Scorecard = bant;
