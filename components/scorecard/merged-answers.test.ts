import { describe, expect, it } from 'vitest';
import type { Answer } from '../../lib/qualification/answer';
import { maya } from '../sidebar/lead-rig';
import type { PendingAnswer } from '../sidebar/workspace';
import { mergedAnswers, stillPending } from './merged-answers';

const known = (at: number): Answer => ({
  id: '019ab000-0000-7000-8000-000000000001',
  recordKey: maya,
  scorecardId: 'bant',
  scorecardVersion: 1,
  criterionId: 'need',
  value: { kind: 'refused' },
  note: '',
  at,
  callId: null,
});
const given = (at: number): PendingAnswer => ({
  commandId: '019ab000-0000-7000-8000-000000000002',
  value: { kind: 'unknown' },
  note: '',
  at,
  error: null,
});

describe('answers as just given', () => {
  it('hold over older ones the background tells of', () => {
    expect(mergedAnswers({ need: known(1) }, { need: given(2) })['need']?.value.kind).toBe('unknown');
  });

  it('give way to the same or a newer one, such as another window’s', () => {
    expect(mergedAnswers({ need: known(2) }, { need: given(2) })['need']?.value.kind).toBe('refused');
    expect(mergedAnswers({ need: known(3) }, { need: given(2) })['need']?.value.kind).toBe('refused');
  });

  it('stay pending until the background tells of them', () => {
    const pending = { need: given(2), budget: given(2) };
    expect(stillPending({}, pending)).toBe(pending);
    expect(Object.keys(stillPending({ need: known(2) }, pending))).toEqual(['budget']);
  });
});
