/** A table as a spreadsheet opens it: UTF-8 with its mark, every cell quoted, and no cell that a spreadsheet takes for a formula. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(text: string): string {
  // An apostrophe keeps =, +, -, @, tab and line break at the start from being run. Source: OWASP, CSV injection.
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
