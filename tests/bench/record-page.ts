import { createServer, type Server } from 'node:https';
import { makeCertificate } from '../../demo/core/certificate.ts';

const host = 'baton-demo.lightning.force.com';
const rows = 1500;

/** The name of a lead of {@link RecordPages}. */
export function leadName(number: number): string {
  return `Dana Fox ${number}`;
}

/** A server of one page, however it is called: a record page with a long related list and nothing that runs. */
export interface RecordPages {
  readonly port: number;
  /** The page of a lead; another number is another lead. */
  url(number: number): string;
  /** The title of that page. */
  title(number: number): string;
  close(): Promise<void>;
}

/** A Salesforce lead id of 18 characters; the last three tell which of the others are capitals. */
export function leadId(number: number): string {
  const short = `00Q${String(number).padStart(12, '0')}`;
  // Of each five characters only the "Q" at the third place of the first is a capital: 2² of the alphabet A–Z, 0–5.
  return `${short}EAA`;
}

function cellsOf(row: number): string {
  const day = `2026-${String((row % 12) + 1).padStart(2, '0')}-${String((row % 28) + 1).padStart(2, '0')}`;
  const cells = [`Task ${row}`, day, `Owner ${row % 17}`, row % 3 === 0 ? 'Completed' : 'Not Started', 'Normal'];
  return cells.map((text) => `<td><span>${text}</span></td>`).join('');
}

function pageHtml(): string {
  const field = (label: string, value: string) => `<div class="field"><dt>${label}</dt><dd>${value}</dd></div>`;
  const fields = Array.from({ length: 40 }, (_, at) => field(`Field ${at}`, `Value ${at}`)).join('');
  const list = Array.from(
    { length: rows },
    (_, row) => `<tr><th scope="row"><a href="#${row}">Call ${row}</a></th>${cellsOf(row)}</tr>`,
  ).join('');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${leadName(1)} | Lead | Salesforce</title><style>
body { margin: 0; padding-top: 96px; font: 13px/1.5 system-ui, sans-serif; }
header { position: fixed; inset: 0 0 auto; height: 96px; background: #fff; border-bottom: 1px solid #ddd; }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 24px; padding: 16px; }
.field { display: flex; gap: 12px; } dt { width: 140px; color: #555; } dd { margin: 0; }
table { width: 100%; border-collapse: collapse; } th, td { padding: 4px 8px; text-align: left; border-bottom: 1px solid #eee; }
</style></head><body>
<header><h1>${leadName(1)}</h1></header>
<main><dl class="fields">${fields}</dl><table><tbody>${list}</tbody></table></main>
</body></html>`;
}

/** Serves the page over HTTPS on a free port of this machine. */
export async function serveRecordPages(): Promise<RecordPages> {
  const html = pageHtml();
  const server: Server = createServer(await makeCertificate([host]), (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server of the record page has no port');
  return {
    port: address.port,
    title: (number) => `${leadName(number)} | Lead | Salesforce`,
    url: (number) => `https://${host}/lightning/r/Lead/${leadId(number)}/view`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
