import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, callOn, hubspotBench, hubspotWithIdBench, salesforceBench } from '../../tests/support/crm-bench';
import type { CrmActivity } from './lead-record';
import type { CrmResult } from './result';
import type { HandoffAnswerWrite, HandoffWrite } from './write';

function answered<T>(result: CrmResult<T> | undefined): T {
  if (result?.ok !== true) throw new Error(`expected a value, got ${JSON.stringify(result)}`);
  return result.value;
}

describe.each([
  { crm: 'salesforce', start: salesforceBench, portal: '' },
  { crm: 'hubspot', start: () => hubspotBench(), portal: '' },
  { crm: 'hubspot', start: hubspotWithIdBench, portal: ' in a portal with the unique property' },
] as const)('in the $crm CRM$portal an answer to a handoff', ({ crm, start }) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await start();
    await bench.adapter.write([callOn(person(9))]);
  });
  afterEach(async () => {
    await bench.reset();
    expect(bench.unpublished()).toEqual([]);
  });
  afterAll(() => bench.close());

  function person(index: number) {
    const ref = bench.people[index];
    if (ref === undefined) throw new Error('the demo has too few people');
    return ref;
  }
  async function handOver(index = 0): Promise<HandoffWrite & { readonly taskId: string }> {
    const ae = answered(await bench.adapter.listAes()).people.find(({ name }) => name === 'Jonas Lindqvist');
    if (ae === undefined) throw new Error('no AE');
    const write: HandoffWrite = {
      ...{ id: uuidv7(), ref: person(index), kind: 'handoff', ae: { id: ae.id, name: ae.name }, status: null },
      ...{ taskSubject: 'Brief', brief: 'Pain', dueAt: Date.now() + 3_600_000 },
    };
    const [outcome] = await bench.adapter.write([write]);
    return { ...write, taskId: answered(outcome?.result).crmId ?? '' };
  }
  const asking = (since = 60_000) => [
    { ref: person(0), since: Date.now() - since },
    { ref: person(1), since: Date.now() },
  ];
  const handedOver = async () => answered(await bench.adapter.readHandedOver?.(asking())).get(person(0).id);
  const taskOf = (activities: readonly CrmActivity[] | undefined, writeId: string) =>
    activities?.find(({ task }) => task?.writeId === writeId);

  it('shows the AE as owner and the open task, in a view and in a look at many', async () => {
    const handoff = await handOver();
    const view = answered(await bench.adapter.readRecord(person(0)));
    for (const found of [view, await handedOver()]) {
      expect(found?.owner?.id).toBe(handoff.ae.id);
      expect(found?.changedAt).toBeGreaterThan(Date.now() - 60_000);
      expect(taskOf(found?.activities, handoff.id)).toMatchObject({
        ...{ id: handoff.taskId, by: 'Jonas Lindqvist' },
        task: { ownerId: handoff.ae.id, doneAt: null },
      });
    }
  });

  it('asks little for many', async () => {
    await handOver();
    await handedOver();
    await bench.requests();
    await handedOver();
    expect((await bench.requests()).length).toBeLessThanOrEqual(crm === 'salesforce' ? 1 : 5);
  });

  it('tells an answer once, completes the AE’s task, and is read back by whoever looks', async () => {
    const handoff = await handOver();
    const answer: HandoffAnswerWrite = {
      ...{ id: uuidv7(), ref: person(0), kind: 'handoffAnswer', handoffWriteId: handoff.id },
      ...{ answer: 'returned', reasonId: 'noNeed', subject: 'Returned: no need', body: 'They have <one>' },
      ...{ at: Date.now(), taskId: handoff.taskId },
    };
    const [outcome] = await bench.adapter.write([answer]);
    expect(outcome?.result.ok).toBe(true);
    expect(await bench.made(answer.id)).toEqual([expect.objectContaining({ subject: 'Returned: no need' })]);
    const found = await handedOver();
    expect(taskOf(found?.activities, handoff.id)?.task?.doneAt).toBeGreaterThan(Date.now() - 60_000);
    expect(taskOf(found?.activities, answer.id)).toMatchObject({
      // The key of the HubSpot bench acts for nobody in particular.
      ...{ body: 'They have <one>', by: crm === 'salesforce' ? 'Sam Rivera' : null },
      answer: { handoffId: handoff.id, answer: 'returned', reasonId: 'noNeed', writeId: answer.id },
    });
  });

  it('finds an answer whose reply was lost', async () => {
    const handoff = await handOver();
    const answer: HandoffAnswerWrite = {
      ...{ id: uuidv7(), ref: person(0), kind: 'handoffAnswer', handoffWriteId: handoff.id, answer: 'accepted' },
      ...{ reasonId: null, subject: 'Accepted', body: '', at: Date.now(), taskId: null },
    };
    await bench.fault({ path: bench.writePath, kind: 'dropAfter' });
    const [outcome] = await bench.adapter.write([answer]);
    expect(outcome?.result).toMatchObject({ ok: false, problem: { kind: 'unsure' } });
    expect([...answered(await bench.adapter.findWritten([answer])).keys()]).toEqual([answer.id]);
    expect(await bench.made(answer.id)).toHaveLength(1);
  });

  it('leaves out a record that is gone', async () => {
    await handOver();
    await bench.deleteRecord(person(0).id);
    expect(await handedOver()).toBeUndefined();
  });
});

describe('the field of the handoff’s state', () => {
  const cases = [
    { start: salesforceBench, field: 'Rating', owner: 'lead', values: ['Warm', 'Hot', 'Cold'] },
    {
      start: (map: Bench['map']) => hubspotBench([], map),
      field: 'city',
      owner: 'contact',
      values: ['Given', 'Taken', 'Back'],
    },
  ] as const;
  it.each(cases)('is read, and written with an answer: $owner', async ({ start, field, owner, values }) => {
    const bench = await start([{ owner, role: 'handoff', field, values: [...values] }]);
    const [ref] = bench.people;
    if (ref === undefined) throw new Error('nobody');
    const stateNow = async () => answered(await bench.adapter.readRecord(ref)).handoffField?.state ?? null;
    const say = async (answer: HandoffAnswerWrite['answer']) => {
      const [outcome] = await bench.adapter.write([
        {
          ...{ id: uuidv7(), ref, kind: 'handoffAnswer', handoffWriteId: uuidv7(), answer, reasonId: null },
          ...{ subject: 'x', body: '', at: Date.now(), taskId: null },
        },
      ]);
      expect(outcome?.result.ok).toBe(true);
    };
    const ownerOf = async () => answered(await bench.adapter.readRecord(ref)).owner?.id;
    const before = await ownerOf();
    await say('accepted');
    expect(await stateNow()).toBe('accepted');
    // An assignment rule of the org gives it to nobody else.
    expect(await ownerOf()).toBe(before);
    await say('returned');
    expect(await stateNow()).toBe('returned');
    expect(answered(await bench.adapter.readHandedOver?.([{ ref, since: 0 }])).get(ref.id)?.handoffField?.state).toBe(
      'returned',
    );
    await say('takenBack');
    expect(await stateNow()).toBeNull();
    await bench.close();
  });
});
