import { describe, expect, it } from 'vitest';
import { recordKey } from '../model/record';
import { hourMs } from '../model/time';
import { readyMadePlays } from './ready-made';
import { playStart, touchesOf } from './touches';

const key = recordKey({ crm: 'salesforce', org: 'acme.my.salesforce.com', object: 'lead', id: '00Q000000000001AAA' });
const now = Date.UTC(2026, 10, 24, 10);
const call = { recordKey: key, startedAt: now, durationMs: null, number: null, undoneAt: null };

describe('what was done for a lead', () => {
  it('holds calls, the CRM’s mails and what was ticked off, but a mail that is both once', () => {
    const record = {
      activities: [
        { kind: 'email', at: now },
        { kind: 'task', at: now },
      ],
    };
    const ticked = [
      { channel: 'email' as const, at: now + hourMs },
      { channel: 'email' as const, at: now + 72 * hourMs },
      { channel: 'social' as const, at: now },
    ];
    expect(touchesOf({ calls: [call], record, ticked }).map(({ channel }) => channel)).toEqual([
      'call',
      'email',
      'email',
      'social',
    ]);
  });

  it('begins a play with its first step, be it a message', () => {
    const play = readyMadePlays.find(({ speed }) => !speed) ?? null;
    expect(playStart({ calls: [], record: null }, play)).toBeNull();
    const ticked = [{ channel: 'social' as const, at: now - hourMs }];
    expect(playStart({ calls: [call], record: null, ticked }, play)).toBe(now - hourMs);
  });
});
