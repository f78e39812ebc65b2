import { parseArgs } from 'node:util';
import { type DemoOptions, type RunningDemo, runDemo } from './core/demo.ts';
import { demoSignIn } from './data/world.ts';
import { createHubspotApps } from './hubspot/app.ts';
import { createSalesforceApps } from './salesforce/app.ts';

/** Starts both demo CRMs on one port of this machine; port 0 lets the system choose. */
export function startDemo(options: DemoOptions): Promise<RunningDemo> {
  return runDemo([createSalesforceApps, createHubspotApps], options);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '8443' }, seed: { type: 'string' } } });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    console.error(`--port takes a number from 0 to 65535, not ${values.port}`);
    process.exitCode = 2;
    return;
  }
  const demo = await startDemo({ port, ...(values.seed === undefined ? {} : { seed: Number(values.seed) }) });
  console.log(`The demo CRMs listen on https://127.0.0.1:${demo.port} for these hosts:
  Salesforce  https://baton-demo.lightning.force.com/   (API and sign-in on baton-demo.my.salesforce.com)
  HubSpot     https://app.hubspot.com/contacts/4711007/ (API on api.hubapi.com)
Map them to this machine when starting Chromium:
  --host-resolver-rules="MAP *.lightning.force.com 127.0.0.1:${demo.port},MAP *.my.salesforce.com 127.0.0.1:${demo.port},MAP app.hubspot.com 127.0.0.1:${demo.port},MAP api.hubapi.com 127.0.0.1:${demo.port}"
Sign in as ${demoSignIn.email}, password ${demoSignIn.password}.`);
  const stop = () => {
    void demo.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    console.error(inUse ? 'That port is taken. Choose another with --port.' : error);
    process.exitCode = 1;
  });
}
