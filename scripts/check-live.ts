import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { z } from 'zod';
import type * as LiveChecks from '../tests/live/live-checks.ts';
import { Explained, exitWith } from './lib/terminal.ts';

// npm run check:live -- --record URL [--write]: asks a Salesforce Developer Edition or a HubSpot test account what only a
// live org can tell. The token comes in BATON_TOKEN, in HubSpot the rep's address in BATON_EMAIL. --list prints what is
// asked, as docs/live-check.md has it.

const no = { type: 'boolean', default: false } as const;
const options = { record: { type: 'string' }, write: no, list: no } as const;
const environment = z.object({ BATON_TOKEN: z.string().min(1), BATON_EMAIL: z.string().default('') });

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  // The product's own modules, resolved as the build resolves them.
  const { module } = await runnerImport<typeof LiveChecks>('tests/live/live-checks.ts');
  if (values.list) {
    console.log(module.listInMarkdown());
    return;
  }
  const given = environment.safeParse(process.env);
  if (values.record === undefined || !given.success) {
    throw new Explained(
      'Give --record with the page of a test record, and a token in BATON_TOKEN. See docs/live-check.md.',
    );
  }
  const { BATON_TOKEN: token, BATON_EMAIL: email } = given.data;
  const ask = { recordUrl: values.record, token, email, mayWrite: values.write, fetch };
  const { findings, requests } = await module.checkLive(ask);
  for (const { holds, question, seen } of findings) console.log(`${markOf(holds)} ${question}\n    ${seen}`);
  console.log(`\n${requests.length} requests. “–” could not be told by this org or this record.`);
  if (!values.write)
    console.log(
      'Nothing was written. With --write calls, tasks and a handoff are written on the record and deleted again.',
    );
  if (findings.some(({ holds }) => holds === false)) process.exitCode = 1;
}

function markOf(holds: boolean | null): string {
  if (holds === null) return '–';
  return holds ? '✓' : '✗';
}

await main().catch(exitWith);
