import { describe, expect, it } from 'vitest';
import { editableOf, edited } from './edit';
import type { CrmWrite } from './write';

const ref = { crm: 'salesforce', org: 'acme.my.salesforce.com', object: 'lead', id: '00Qbm000000012dEAA' } as const;
const id = '01900000-0000-7000-8000-000000000001';
const writes: readonly CrmWrite[] = [
  {
    ...{ id, ref, kind: 'logCall', outcomeId: 'noAnswer', outcomeLabel: 'No answer', startedAt: 1 },
    ...{ durationMs: null, number: null, note: 'n' },
  },
  { id, ref, kind: 'followUp', subject: 'Call back', body: 'b', dueAt: 1 },
  { id, ref, kind: 'editFollowUp', followUpWriteId: id, subject: 'Call back', body: 'b' },
  {
    ...{ id, ref, kind: 'handoff', ae: { id: '1', name: 'Jonas' }, status: 'Qualified' },
    ...{ taskSubject: 'Brief', brief: 'b', dueAt: 1 },
  },
];

describe('editing a refused write', () => {
  it.each(writes)('changes title and text of a $kind and nothing else', (write) => {
    const after = edited(write, { title: 'T', text: 'X' });
    expect(editableOf(after)).toEqual({ title: 'T', text: 'X' });
    expect(edited(after, { ...editableOf(write) })).toEqual(write);
    expect(edited(write, {})).toEqual(write);
  });

  it('can leave the status of a handed-over record alone', () => {
    expect(writes.map((write) => edited(write, { keepStatus: true })).at(-1)).toMatchObject({ status: null });
  });

  it('has nothing to change in an undo', () => {
    const undo: CrmWrite = { id, ref, kind: 'undoCall', callWriteId: id, subject: 's' };
    expect(editableOf(undo)).toBeNull();
    expect(edited(undo, { title: 'T' })).toEqual(undo);
  });
});
