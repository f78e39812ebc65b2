import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { z } from 'zod';
import type * as LiveChecks from '../tests/live/live-checks.ts';
import { Explained, exitWith } from './lib/terminal.ts';

// npm run check:live -- --record URL [--write]: asks a Salesforce Developer Edition or a HubSpot test account what only a
// live org can tell. The token comes in BATON_TOKEN, in HubSpot the rep's address in BATON_EMAIL. See docs/live-check.md.

const options = { record: { type: 'string' }, write: { type: 'boolean', default: false } } as const;
const environment = z.object({ BATON_TOKEN: z.string().min(1), BATON_EMAIL: z.string().default('') });

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  const given = environment.safeParse(process.env);
  if (values.record === undefined || !given.success) {
    throw new Explained(
      'Give --record with the page of a test record, and a token in BATON_TOKEN. See docs/live-check.md.',
    );
  }
  // The product's own modules, resolved as the build resolves them.
  const { module } = await runnerImport<typeof LiveChecks>('tests/live/live-checks.ts');
  const { BATON_TOKEN: token, BATON_EMAIL: email } = given.data;
  const ask = { recordUrl: values.record, token, email, mayWrite: values.write, fetch };
  const findings = await module.checkLive(ask);
  for (const { holds, question, seen } of findings) console.log(`${holds ? '✓' : '✗'} ${question}\n    ${seen}`);
  if (!values.write)
    console.log('\nNothing was written. With --write a test call is written on the record and taken back.');
  if (findings.some(({ holds }) => !holds)) process.exitCode = 1;
}

await main().catch(exitWith);
