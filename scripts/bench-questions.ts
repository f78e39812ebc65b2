import type * as questions from '../tests/bench/questions/main.ts';
import { coldCalls, runStudy } from './lib/study.ts';
import { exitWith } from './lib/terminal.ts';

// npm run bench:questions [-- --data FILE.csv --outcome COLUMN …]: how many questions it takes until the decision is the
// one with all answers known, in Baton's order and in others. Without arguments: what a rep can know of the cold calls.
await runStudy(
  'tests/bench/questions/main.ts',
  { ...coldCalls, sets: coldCalls.sets.slice(0, 1) },
  (bundle: typeof questions, bench) => bundle.measureQuestions(bench),
).catch(exitWith);
