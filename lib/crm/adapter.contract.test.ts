import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, callOn, hubspotBench, hubspotWithIdBench, salesforceBench } from '../../tests/support/crm-bench';
import { parsePhone } from '../calls/phone';
import type { RecordRef } from '../model/record';
import type { WriteOutcome } from './adapter';
import type { NamedPerson } from './named-person';
import { type CrmResult, failed } from './result';
import type { CrmWrite } from './write';

function answered<T>(result: CrmResult<T>): T {
  if (!result.ok) throw new Error(`expected a value, got ${JSON.stringify(result.problem)}`);
  return result.value;
}

function problemOf(result: CrmResult<unknown> | undefined) {
  if (result === undefined || result.ok) throw new Error('expected a problem');
  return result.problem;
}

const kinds = (outcomes: readonly WriteOutcome[]) =>
  outcomes.map(({ result }) => (result.ok ? 'done' : result.problem.kind));

describe.each([
  { crm: 'salesforce', start: salesforceBench, portal: '' },
  { crm: 'hubspot', start: () => hubspotBench(), portal: '' },
  { crm: 'hubspot', start: hubspotWithIdBench, portal: ' in a portal with the unique property' },
] as const)('the $crm adapter$portal', ({ crm, start }) => {
  let bench: Bench;
  const person = (index: number): RecordRef => {
    const ref = bench.people[index];
    if (ref === undefined) throw new Error('the demo has too few people');
    return ref;
  };

  beforeAll(async () => {
    bench = await start();
    // Version, fields, picklists: read once, so that the tests below count only their own requests.
    await bench.adapter.write([callOn(person(9))]);
  });
  afterEach(async () => {
    await bench.reset();
    // Whatever a test was about: nothing was asked of the CRM that its vendor does not publish.
    expect(bench.unpublished()).toEqual([]);
  });
  afterAll(() => bench.close());

  it('knows whose connection it is', async () => {
    expect(answered(await bench.adapter.whoAmI())).toMatchObject({ name: 'Sam Rivera' });
  });

  it('reads a record with its company, owner and history', async () => {
    const record = answered(await bench.adapter.readRecord(person(0)));
    expect(record).toMatchObject({ name: 'Maya Okonkwo', company: 'Northwind Freight', from: 'crm', ref: person(0) });
    expect(record.owner?.name).toBe('Sam Rivera');
    expect(record.phones.length).toBeGreaterThan(0);
    expect(record.activities.map(({ kind }) => kind)).toContain('call');
    const times = record.activities.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });

  it('reads a record in few requests', async () => {
    await bench.adapter.readRecord(person(0));
    await bench.requests();
    await bench.adapter.readRecord(person(0));
    const requests = await bench.requests();
    expect(requests.length).toBeLessThanOrEqual(crm === 'salesforce' ? 1 : 6);
  });

  it('tells which lists of leads there are and whom one holds, and reads these in few requests', async () => {
    const { listLists, membersOf, readMany } = bench.adapter;
    const lists = answered((await listLists?.()) ?? failed({ kind: 'gone', message: '' }));
    expect(lists.map(({ name }) => name)).toEqual(lists.map(({ name }) => name).toSorted(new Intl.Collator().compare));
    const open = lists.find(({ name }) => /open leads/i.test(name) && !name.startsWith('My'));
    const refs = answered((await membersOf?.(open?.id ?? '')) ?? failed({ kind: 'gone', message: '' }));
    expect(refs.length).toBeGreaterThan(60);
    expect(open?.size ?? refs.length).toBe(refs.length);
    await bench.requests();
    const records = answered((await readMany?.(refs)) ?? failed({ kind: 'gone', message: '' }));
    expect((await bench.requests()).length).toBeLessThanOrEqual(crm === 'salesforce' ? 2 : 5);
    expect(new Set(records.map(({ ref }) => ref.id))).toEqual(new Set(refs.map(({ id }) => id)));
    expect(records[0]).toMatchObject({ activities: [], from: 'crm' });
    expect(
      answered((await readMany?.([{ ...person(0), org: 'elsewhere' }])) ?? failed({ kind: 'gone', message: '' })),
    ).toEqual([]);
  });

  it('says that a list is gone, and of one that cannot be read now to try later', async () => {
    const { listLists, membersOf } = bench.adapter;
    expect(problemOf(await membersOf?.('00Bbm000009ZZZZ')).kind).toBe('gone');
    expect(problemOf(await membersOf?.('999999')).kind).toBe('gone');
    await bench.fault({ path: '/list', kind: '500', times: 9 });
    expect(problemOf(await listLists?.()).kind).toBe('retryAfter');
  });

  it('finds whom a lead named by name at the company and by number, makes them once, and finds them then', async () => {
    const { findPerson, createPerson } = bench.adapter;
    const nobody = failed({ kind: 'gone', message: '' });
    const me = answered(await bench.adapter.whoAmI());
    const marco: NamedPerson = {
      ...{ name: "Marco D'Rossi", company: 'Northwind Freight', email: null, namedBy: person(0) },
      ...{ phone: parsePhone('+1 303 555 0177', null), remark: 'Named by Maya Okonkwo in a call.' },
    };
    const maya = { ...marco, name: 'Maya Okonkwo', phone: null };
    const known = { name: 'Maya Okonkwo', title: 'Head of Operations', company: 'Northwind Freight' };
    expect(answered((await findPerson?.(maya)) ?? nobody)).toContainEqual(expect.objectContaining(known));
    expect(answered((await findPerson?.(marco)) ?? nobody)).toEqual([]);
    const ref = answered((await createPerson?.(marco, { owner: me, writeId: uuidv7() })) ?? nobody);
    expect(ref.object).toBe(crm === 'salesforce' ? 'lead' : 'contact');
    const record = answered(await bench.adapter.readRecord(ref));
    expect(record).toMatchObject({ name: marco.name, company: 'Northwind Freight', owner: { name: 'Sam Rivera' } });
    expect(parsePhone(record.phones[0]?.raw ?? '', 'US')?.e164).toBe('+13035550177');
    // By the number alone too: they may be written otherwise. HubSpot's search lags behind what was written.
    if (crm === 'hubspot') await bench.raw('PATCH', '/__hubspot/settings', { searchDelayMs: 300 });
    const byNumber = { ...marco, name: 'Somebody Else', company: null };
    await expect
      .poll(async () => answered((await findPerson?.(byNumber)) ?? nobody).map(({ name }) => name))
      .toContain(marco.name);
  });

  it('says why somebody a lead named was not made, and repeats nothing by itself', async () => {
    const { createPerson } = bench.adapter;
    const named: NamedPerson = {
      ...{ name: 'Ines', company: null, phone: null, email: 'ines@elsewhere.example', namedBy: person(0) },
      remark: '',
    };
    const by = { owner: answered(await bench.adapter.whoAmI()), writeId: uuidv7() };
    await bench.fault({
      path: crm === 'salesforce' ? '/composite' : '/contacts/batch/create',
      kind: 'dropAfter',
      times: 1,
    });
    await bench.requests();
    expect(problemOf(await createPerson?.(named, by)).kind).toBe('unsure');
    // HubSpot is asked beforehand for the company of whoever named them.
    expect((await bench.requests()).filter((request) => !request.includes('/associations/'))).toHaveLength(1);
  });

  it('lists who a lead can be handed to', async () => {
    const aes = answered(await bench.adapter.listAes()).people;
    expect(aes.length).toBeGreaterThanOrEqual(3);
    expect(aes.every(({ name, id }) => name !== '' && id !== '')).toBe(true);
  });

  it('writes calls of many records in one request', async () => {
    const writes = Array.from({ length: 12 }, (_, index) => callOn(person(index)));
    await bench.requests();
    expect(kinds(await bench.adapter.write(writes))).toEqual(writes.map(() => 'done'));
    const created = (await bench.requests()).filter((request) => new RegExp(bench.createPath).test(request));
    expect(created).toHaveLength(1);
    for (const { id } of writes) expect(await bench.made(id)).toHaveLength(1);
  });

  it('keeps text as text', async () => {
    const write = callOn(person(1), { note: `<img src=x onerror=alert(1)> O'Brien \\ "quoted"\nsecond line` });
    await bench.adapter.write([write]);
    const record = answered(await bench.adapter.readRecord(person(1)));
    const logged = record.activities.find(({ body }) => body.includes("O'Brien"));
    expect(logged?.body).toContain(write.note);
    expect(logged?.body).not.toContain('baton:');
  });

  it('does not lose and does not double a call whose answer was lost', async () => {
    const writes = [callOn(person(0)), callOn(person(2))];
    await bench.fault({ path: bench.createPath, kind: 'dropAfter' });
    expect(kinds(await bench.adapter.write(writes))).toEqual(['unsure', 'unsure']);
    const found = answered(await bench.adapter.findWritten(writes));
    expect([...found.keys()].sort()).toEqual(writes.map(({ id }) => id).sort());
    for (const { id } of writes) expect(await bench.made(id)).toEqual([expect.objectContaining({ id: found.get(id) })]);
  });

  it('makes a call, a follow-up and a handoff once although the browser sends each request twice', async () => {
    const [ae] = answered(await bench.adapter.listAes()).people;
    if (ae === undefined) throw new Error('no AE');
    const handoff: CrmWrite = {
      ...{ id: uuidv7(), ref: person(4), kind: 'handoff', ae: { id: ae.id, name: ae.name }, status: null },
      ...{ taskSubject: 'Brief', brief: 'b', dueAt: Date.now() + 3_600_000 },
    };
    const followUp: CrmWrite = {
      ...{ id: uuidv7(), ref: person(3), kind: 'followUp', subject: 'Call back', body: '', dueAt: Date.now() },
    };
    for (const write of [callOn(person(0)), callOn(person(0)), followUp, handoff]) {
      await bench.fault({ path: bench.writePath, kind: 'twice' });
      const [outcome] = await bench.adapter.write([write]);
      if (outcome?.result.ok !== true) {
        expect(problemOf(outcome?.result)).toMatchObject({ kind: 'unsure' });
        expect([...answered(await bench.adapter.findWritten([write])).keys()]).toEqual([write.id]);
      }
      expect([write.kind, await bench.made(write.id)]).toEqual([write.kind, [expect.anything()]]);
    }
  });

  it('says that a call is not there when it never arrived', async () => {
    const write = callOn(person(0));
    await bench.fault({ path: bench.createPath, kind: 'dropBefore' });
    expect(kinds(await bench.adapter.write([write]))).toEqual(['unsure']);
    expect(answered(await bench.adapter.findWritten([write])).size).toBe(0);
  });

  it('is unsure when no answer comes in time, when the server fails, and when the answer is a page or cut off', async () => {
    for (const kind of ['hang', '500', '503', 'html', 'truncate'] as const) {
      bench.wait(kind === 'hang' ? 'briefly' : 'long');
      await bench.fault({ path: bench.createPath, kind, ...(kind === 'html' ? { status: 200 } : {}) });
      expect([kind, ...kinds(await bench.adapter.write([callOn(person(0))]))]).toEqual([kind, 'unsure']);
    }
  });

  it('reads again later when a read meets trouble', async () => {
    for (const kind of ['hang', '500', '503', 'html', 'truncate', 'dropBefore'] as const) {
      bench.wait(kind === 'hang' ? 'briefly' : 'long');
      await bench.fault({ path: bench.readPath, kind, times: 3 });
      expect([kind, problemOf(await bench.adapter.readRecord(person(0)))]).toEqual([
        kind,
        expect.objectContaining({ kind: 'retryAfter' }),
      ]);
    }
  });

  it('reads a record although one request meets trouble', async () => {
    for (const kind of ['503', 'truncate', 'dropBefore'] as const) {
      await bench.fault({ path: bench.readPath, kind });
      expect([kind, (await bench.adapter.readRecord(person(0))).ok]).toEqual([kind, true]);
    }
  });

  it('obeys a rate limit', async () => {
    // Its own: the adapter keeps the pause, for everything that would come after.
    const own = await start();
    await own.adapter.write([callOn(person(9))]);
    await own.fault({ path: own.createPath, kind: '429', retryAfterSeconds: 7 });
    const [outcome] = await own.adapter.write([callOn(person(0))]);
    expect(problemOf(outcome?.result)).toMatchObject({ kind: 'retryAfter', because: 'rateLimit', afterMs: 7000 });
    await own.requests();
    expect(problemOf(await own.adapter.readRecord(person(0)))).toMatchObject({ because: 'rateLimit' });
    expect(await own.requests()).toEqual([]);
    await own.close();
  });

  it('gets over one 401 and asks to sign in after two', async () => {
    await bench.fault({ path: bench.createPath, kind: '401' });
    expect(kinds(await bench.adapter.write([callOn(person(0))]))).toEqual(['done']);
    await bench.fault({ path: bench.createPath, kind: '401', times: 2 });
    expect(kinds(await bench.adapter.write([callOn(person(0))]))).toEqual(['signInNeeded']);
  });

  it('says that a deleted record is gone, for reading and writing', async () => {
    await bench.deleteRecord(person(3).id);
    expect(problemOf(await bench.adapter.readRecord(person(3))).kind).toBe('gone');
    const outcomes = await bench.adapter.write([callOn(person(3)), callOn(person(4))]);
    expect(kinds(outcomes)).toEqual(['gone', 'done']);
  });

  it('hands over nothing of a record that was deleted meanwhile', async () => {
    const [ae] = answered(await bench.adapter.listAes()).people;
    if (ae === undefined) throw new Error('no AE');
    await bench.deleteRecord(person(5).id);
    const handoff: CrmWrite = {
      ...{ id: uuidv7(), ref: person(5), kind: 'handoff', ae: { id: ae.id, name: ae.name }, status: null },
      ...{ taskSubject: 'Brief', brief: 'b', dueAt: Date.now() + 3_600_000 },
    };
    expect(kinds(await bench.adapter.write([handoff]))).toEqual(['gone']);
    expect(await bench.made(handoff.id)).toEqual([]);
  });

  it('isolates a poisoned entry', async () => {
    const poisoned: RecordRef = { ...person(0), id: crm === 'salesforce' ? '00Qbm00000ZZZZZEA0' : '99999999999' };
    const writes = [...Array.from({ length: 6 }, (_, index) => callOn(person(index))), callOn(poisoned)];
    writes.splice(3, 0, ...writes.splice(6, 1));
    const outcomes = await bench.adapter.write(writes);
    expect(kinds(outcomes)).toEqual(['done', 'done', 'done', 'gone', 'done', 'done', 'done']);
    for (const { id } of writes.filter(({ ref }) => ref !== poisoned)) expect(await bench.made(id)).toHaveLength(1);
  });

  it('refuses records of another org without a request', async () => {
    await bench.requests();
    const [outcome] = await bench.adapter.write([callOn({ ...person(0), org: 'other.my.salesforce.com' })]);
    expect(problemOf(outcome?.result)).toMatchObject({ kind: 'rejected', code: 'WRONG_ORG' });
    expect(await bench.requests()).toEqual([]);
  });

  it('writes a follow-up as a task of its own and completes it when it is taken back', async () => {
    const followUp = {
      id: uuidv7(),
      ref: person(0),
      kind: 'followUp',
      subject: 'Call Maya again',
      body: 'asked for Friday',
      dueAt: Date.now() + 86_400_000,
    } as const;
    expect(kinds(await bench.adapter.write([followUp]))).toEqual(['done']);
    expect(await bench.made(followUp.id)).toEqual([expect.objectContaining({ subject: 'Call Maya again' })]);
    const undo = { id: uuidv7(), ref: person(0), kind: 'undoFollowUp', followUpWriteId: followUp.id } as const;
    expect(kinds(await bench.adapter.write([undo]))).toEqual(['done']);
  });

  it('gives a follow-up task that is there other words, and leaves it to be done as it was', async () => {
    const followUp: CrmWrite = {
      ...{ id: uuidv7(), ref: person(0), kind: 'followUp', subject: 'Call Maya again', body: 'ask for Ann' },
      dueAt: Date.now() + 86_400_000,
    };
    const edit: CrmWrite = {
      ...{ id: uuidv7(), ref: person(0), kind: 'editFollowUp', followUpWriteId: followUp.id },
      ...{ subject: 'Call Marco', body: 'ask for <Anna> & co' },
    };
    const never = { ...edit, id: uuidv7(), followUpWriteId: uuidv7() };
    expect(kinds(await bench.adapter.write([followUp, edit, never]))).toEqual(['done', 'done', 'done']);
    const [made, ...more] = await bench.made(followUp.id);
    expect(more).toEqual([]);
    expect(made?.subject).toBe('Call Marco');
    expect(made?.text).toContain('Anna');
    expect(made?.text).not.toContain('ask for Ann<');
    // By the same id it is found and taken back afterwards.
    expect(answered(await bench.adapter.findWritten([followUp])).get(followUp.id)).toBe(made?.id);
    expect(answered(await bench.adapter.findWritten([edit])).size).toBe(0);
    const undo = { id: uuidv7(), ref: person(0), kind: 'undoFollowUp', followUpWriteId: followUp.id } as const;
    expect(kinds(await bench.adapter.write([undo]))).toEqual(['done']);
    expect(await bench.made(followUp.id)).toHaveLength(1);
  });

  it('marks a call as taken back, and has nothing to do for one that never arrived', async () => {
    const call = callOn(person(0));
    const undo = {
      id: uuidv7(),
      ref: person(0),
      kind: 'undoCall',
      callWriteId: call.id,
      subject: 'Taken back',
    } as const;
    const never = { ...undo, id: uuidv7(), callWriteId: uuidv7() };
    expect(kinds(await bench.adapter.write([call, undo, never]))).toEqual(['done', 'done', 'done']);
    expect(await bench.made(call.id)).toEqual([expect.objectContaining({ subject: 'Taken back' })]);
  });

  it('puts a call right that is there already, found by the same id afterwards, and makes no second one', async () => {
    const call = callOn(person(0), { note: 'first words', durationMs: 60_000 });
    const edit: CrmWrite = {
      ...{ ...call, id: uuidv7(), kind: 'editCall', callWriteId: call.id, outcomeLabel: 'Left voicemail' },
      ...{ note: 'better words', durationMs: null, direction: 'in' },
    };
    const never = { ...edit, id: uuidv7(), callWriteId: uuidv7() };
    expect(kinds(await bench.adapter.write([call, edit, never]))).toEqual(['done', 'done', 'done']);
    const [made, ...more] = await bench.made(call.id);
    expect(more).toEqual([]);
    expect(made).toMatchObject({ subject: 'Left voicemail', text: expect.stringContaining('better words') });
    expect(made?.text).not.toContain('first words');
    expect(answered(await bench.adapter.findWritten([call])).get(call.id)).toBe(made?.id);
    expect(answered(await bench.adapter.findWritten([edit])).size).toBe(0);
  });

  it('hands a record over: owner, status and the brief for the AE', async () => {
    const record = answered(await bench.adapter.readRecord(person(0)));
    const ae = answered(await bench.adapter.listAes()).people.find(({ name }) => name !== 'Sam Rivera');
    if (ae === undefined) throw new Error('no AE');
    const plan = answered(await bench.adapter.planHandoff(record, ae));
    expect(plan.owner).toEqual({ from: 'Sam Rivera', to: ae.name });
    const write: CrmWrite = {
      ...{ id: uuidv7(), ref: person(0), kind: 'handoff', ae: { id: ae.id, name: ae.name }, status: plan.statusValue },
      ...{ taskSubject: 'Brief: Maya Okonkwo', brief: 'Pain: <late> trucks', dueAt: Date.now() + 4 * 3_600_000 },
    };
    expect(kinds(await bench.adapter.write([callOn(person(0)), write]))).toEqual(['done', 'done']);
    const [task] = await bench.made(write.id);
    expect(task).toMatchObject({ subject: 'Brief: Maya Okonkwo', text: expect.stringContaining('late') });
    const after = answered(await bench.adapter.readRecord(person(0)));
    expect(after.owner?.id).toBe(ae.id);
    expect(after.status).toBe(plan.status.to);
    expect((await bench.person(person(0).id)).owner).toBe(task?.owner);
  });

  it('leaves no half of a handoff whose answer was lost, and does it once', async () => {
    const [ae] = answered(await bench.adapter.listAes()).people;
    if (ae === undefined) throw new Error('no AE');
    const write: CrmWrite = {
      ...{ id: uuidv7(), ref: person(5), kind: 'handoff', ae: { id: ae.id, name: ae.name }, status: null },
      ...{ taskSubject: 'Brief', brief: 'b', dueAt: Date.now() + 3_600_000 },
    };
    await bench.fault({ path: crm === 'salesforce' ? '/composite$' : '/tasks/batch/create', kind: 'dropAfter' });
    expect(kinds(await bench.adapter.write([write]))).toEqual(['unsure']);
    expect(answered(await bench.adapter.findWritten([write])).has(write.id)).toBe(true);
    await bench.fault({
      path: crm === 'salesforce' ? '/composite$' : '/contacts/',
      method: crm === 'salesforce' ? 'POST' : 'PATCH',
      kind: 'dropAfter',
    });
    const second = { ...write, id: uuidv7(), ref: person(6) };
    expect(kinds(await bench.adapter.write([second]))).toEqual(['unsure']);
    if (answered(await bench.adapter.findWritten([second])).size === 0) await bench.adapter.write([second]);
    expect(await bench.made(second.id)).toHaveLength(1);
  });

  it('never lets the token into a message', async () => {
    await bench.fault({ path: bench.createPath, kind: '401', times: 2 });
    const [outcome] = await bench.adapter.write([callOn(person(0))]);
    expect(JSON.stringify(outcome)).not.toMatch(/pat-na1|00D\w{12}/);
  });
});
