import { writeFile } from 'node:fs/promises';
import { createServer } from 'vite';
import { exitWith } from './lib/terminal.ts';

// npm run scorecard-schema: writes docs/scorecard.schema.json from the schema the code checks scorecard files by.

async function main(): Promise<void> {
  const server = await createServer({ configFile: false, server: { middlewareMode: true }, logLevel: 'error' });
  try {
    const { scorecardFileSchema } = await server.ssrLoadModule('/lib/qualification/scorecard-file.ts');
    await writeFile('docs/scorecard.schema.json', `${JSON.stringify(scorecardFileSchema(), null, 2)}\n`);
  } finally {
    await server.close();
  }
}

await main().catch(exitWith);
