import { expect, it } from 'vitest';
import { browserTally, unitTally } from '../../scripts/lib/reports.ts';

const red = (text: string) => `\u001B[31m${text}\u001B[39m`;

it('counts what Vitest reports, and says of what failed where it stands and why', () => {
  const stack =
    '    at /home/sam/baton/lib/a.test.ts:2:63\n    at file:///home/sam/baton/node_modules/vitest/run.js:1:2';
  const test = (title: string, failureMessages: string[] = []) => ({
    fullName: `a group ${title}`,
    status: failureMessages.length === 0 ? 'passed' : 'failed',
    failureMessages,
  });
  const report = {
    numPassedTests: 1,
    testResults: [
      {
        name: '/home/sam/baton/lib/a.test.ts',
        status: 'failed',
        assertionResults: [test('holds'), test('fails', [`${red('AssertionError')}: expected 1 to be 2\n${stack}`])],
      },
      { name: '/home/sam/baton/lib/b.test.ts', status: 'failed', message: 'set-up broke', assertionResults: [] },
    ],
  };
  expect(unitTally(report, '/home/sam/baton')).toEqual({
    passed: 1,
    failed: 2,
    failures: [
      '✗ lib/a.test.ts › a group fails\n    AssertionError: expected 1 to be 2\n        at /home/sam/baton/lib/a.test.ts:2:63',
      '✗ lib/b.test.ts\n    set-up broke',
    ],
  });
});

it('counts what Playwright reports, however deep it lies, and what held only on a second try as failed', () => {
  const spec = (title: string, status: string, ...messages: string[]) => ({
    title,
    tests: [{ status, results: messages.map((message) => ({ errors: [{ message }] })) }],
  });
  const suites = [
    {
      title: 'e2e/a.spec.ts',
      specs: [spec('holds', 'expected'), spec('holds at last', 'flaky', 'too late')],
      suites: [{ title: 'a group', specs: [spec('fails', 'unexpected', red('Expected: 2'))] }],
    },
  ];
  const report = { stats: { expected: 1 }, suites, errors: [{ message: 'No such project' }] };
  expect(browserTally(report)).toEqual({
    passed: 1,
    failed: 3,
    failures: [
      '✗ e2e/a.spec.ts › holds at last\n    too late',
      '✗ e2e/a.spec.ts › a group › fails\n    Expected: 2',
      '✗ Playwright\n    No such project',
    ],
  });
});

it('says of a long failure how it begins', () => {
  const report = {
    stats: { expected: 0 },
    errors: [{ message: Array.from({ length: 99 }, () => 'x'.repeat(999)).join('\n') }],
  };
  const [said = ''] = browserTally(report).failures;
  expect(said.split('\n')).toHaveLength(13);
  expect(said.length).toBeLessThan(4000);
});
