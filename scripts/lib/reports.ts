import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';

/** What a run of tests came to, with what failed named and why. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly string[];
}

/** So much of why a test failed is said again at the end; the whole stands where it ran. */
const mostLines = 12;
const mostPerLine = 300;

const unitReport = z.object({
  numPassedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).default([]) }),
      ),
    }),
  ),
});

/** Reads Vitest's JSON report. A file that could not be run, or whose set-up failed, counts as one failed test. `root` shortens paths. */
export function unitTally(report: unknown, root: string): Tally {
  const { numPassedTests, testResults } = unitReport.parse(report);
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = name.replace(root, '').replace(/^[\\/]/, '');
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [failure(file, message)];
    return failed.map((test) => failure(`${file} › ${test.fullName}`, test.failureMessages.join('\n')));
  });
  return { passed: numPassedTests, failed: failures.length, failures };
}

const error = z.object({ message: z.string().default('') });
const spec = z.object({
  title: z.string(),
  tests: z.array(z.object({ status: z.string(), results: z.array(z.object({ errors: z.array(error).default([]) })) })),
});
const suite = z.object({
  title: z.string(),
  specs: z.array(spec).default([]),
  get suites() {
    return z.array(suite).default([]);
  },
});
const browserReport = z.object({
  stats: z.object({ expected: z.number() }),
  suites: z.array(suite).default([]),
  errors: z.array(error).default([]),
});

/** Reads Playwright's JSON report. A test that passes only on a second try hides a fault: it counts as failed. */
export function browserTally(report: unknown): Tally {
  const { stats, suites, errors } = browserReport.parse(report);
  // A file is a suite itself.
  const failures = suites
    .flatMap((file) => specsOf(file, file.title))
    .flatMap(({ name, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ results }) =>
          failure(name, results.flatMap((each) => each.errors.map(({ message }) => message)).join('\n')),
        ),
    );
  const all = [...failures, ...errors.map(({ message }) => failure('Playwright', message))];
  return { passed: stats.expected, failed: all.length, failures: all };
}

function specsOf({ specs, suites }: z.infer<typeof suite>, path: string): (z.infer<typeof spec> & { name: string })[] {
  return [
    ...specs.map((each) => ({ ...each, name: `${path} › ${each.title}` })),
    ...suites.flatMap((inner) => specsOf(inner, `${path} › ${inner.title}`)),
  ];
}

/** A line of a stack that is none of ours. */
const isForeign = (line: string) => /^\s+at .*(?:node_modules|node:internal|new Promise)/.test(line);

function failure(name: string, why: string): string {
  const ours = stripVTControlCharacters(why)
    .trim()
    .split('\n')
    .filter((line) => !isForeign(line));
  const lines = ours.slice(0, mostLines);
  return [`✗ ${name}`, ...lines.map((line) => `    ${line.slice(0, mostPerLine)}`)].join('\n').trimEnd();
}
