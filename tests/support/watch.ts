import type { BrowserContext, ConsoleMessage, Request } from '@playwright/test';

const crmHosts = /^(?:[a-z0-9-]+\.)*(?:lightning\.force\.com|my\.salesforce\.com|hubspot\.com|hubapi\.com)$/;

/** What went wrong in a browser while nobody looked: console errors, page exceptions, requests to strangers. */
export interface Findings {
  readonly consoleErrors: string[];
  readonly foreignRequests: string[];
  /** Errors a test causes on purpose. A text that matches none of them fails the test. */
  expectErrors(pattern: RegExp): void;
  unexpected(): string[];
}

/** Watches everything a context does from now on. */
export function watchContext(context: BrowserContext): Findings {
  const consoleErrors: string[] = [];
  const foreignRequests: string[] = [];
  const expected: RegExp[] = [];
  context.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error') consoleErrors.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => consoleErrors.push(String(error.error())));
  context.on('request', (request: Request) => {
    const url = new URL(request.url());
    // What Chromium brings a sign-in back to: it takes the address for itself, and nothing leaves the machine.
    const isOwn =
      ['chrome-extension:', 'data:', 'blob:', 'about:'].includes(url.protocol) ||
      /^[a-p]{32}\.chromiumapp\.org$/.test(url.hostname);
    if (!isOwn && !crmHosts.test(url.hostname)) foreignRequests.push(request.url());
  });
  return {
    consoleErrors,
    foreignRequests,
    expectErrors: (pattern) => expected.push(pattern),
    unexpected: () => [
      ...consoleErrors.filter((text) => !expected.some((pattern) => pattern.test(text))),
      ...foreignRequests.map((url) => `request to a stranger: ${url}`),
    ],
  };
}
