/** Calling rules that allow every hour, so that a test says the same at night. */
export const everyHour = {
  version: 1,
  replaceShipped: true,
  rules: [
    {
      id: 'test-any',
      country: 'any',
      state: null,
      scopes: ['business', 'consumer', 'mobile'],
      hours: null,
      holidays: 'allowed',
      attempts: null,
      kind: 'courtesy',
      source: 'For this test',
      asOf: '2026-11-24',
      confidence: 'high',
    },
  ],
};

/** A command id as a surface makes it. */
export function commandId(): string {
  return `${Date.now()
    .toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})(.{4})$/, '$1-$2')}-7000-8000-${Math.random().toString(16).slice(2, 14).padEnd(12, '0')}`;
}
