import type * as learning from '../tests/bench/learning/main.ts';
import { coldCalls, runStudy } from './lib/study.ts';
import { exitWith } from './lib/terminal.ts';

// npm run bench:learning [-- --data FILE.csv --outcome COLUMN …]: how well a points card learnt from past leads does,
// against logistic regression on the same leads in the same run. Without arguments: the cold calls in tests/data.
await runStudy('tests/bench/learning/main.ts', coldCalls, (bundle: typeof learning, bench) =>
  bundle.measureLearning(bench),
).catch(exitWith);
