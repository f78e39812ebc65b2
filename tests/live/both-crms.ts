import { v7 as uuidv7 } from 'uuid';
import type { HandoffAnswerWrite, HandoffWrite } from '../../lib/crm/write';
import { findingOf, inWords, type LiveQuestion, nothingToSee, outcomeOf, seenOf, type Trial } from './question';

/** What is asked of either CRM without changing anything. */
export const readsOfBoth: readonly LiveQuestion[] = [
  {
    ...{ of: 'both', does: 'reads', question: 'The token is taken and tells whose it is.' },
    ask: async (trial) => {
      const who = await trial.adapter.whoAmI();
      trial.me = who.ok ? who.value : null;
      return seenOf(who, ({ name, id }) => `${name} (${id})`);
    },
  },
  {
    ...{
      of: 'both',
      does: 'reads',
      question: 'The org tells of its own fields, and which it asks for with every call.',
    },
    ask: async (trial) => {
      const read = (await trial.adapter.describe?.()) ?? null;
      if (read === null) return nothingToSee('no description');
      trial.fields = read.ok ? read.value : null;
      return seenOf(read, ({ owners, required, outcome, callLists = [] }) =>
        [
          ...owners.map(({ owner, fields }) => `${owner}: ${fields.length} fields`),
          `asked for with a call: ${required.map(({ label }) => label).join(', ') || 'none'}`,
          `outcome: ${outcome === undefined ? 'none' : `${outcome.label}${outcome.closed ? ', its values only' : ''}`}`,
          `own lists on calls: ${callLists.map(({ label }) => label).join(', ') || 'none'}`,
        ].join('; '),
      );
    },
  },
  {
    ...{ of: 'both', does: 'reads', question: 'The record is read with owner, phones and activities.' },
    ask: async ({ adapter, ref }) =>
      seenOf(await adapter.readRecord(ref), ({ name, owner, phones, activities, openOpportunities }) =>
        [
          ...[name, owner?.name ?? 'no owner', `${phones.length} phones`, `${activities.length} activities`],
          openOpportunities === null ? 'opportunities not told' : `${openOpportunities.length} opportunities`,
        ].join(', '),
      ),
  },
  {
    ...{ of: 'both', does: 'reads', question: 'A second view of the record is one request.' },
    ask: async ({ adapter, ref, requests }) => {
      const before = requests.length;
      await adapter.readRecord(ref);
      const made = requests.slice(before);
      return { holds: made.length === 1, seen: inWords(made) };
    },
  },
  {
    ...{ of: 'both', does: 'reads', question: 'A handoff is planned by the org’s own statuses.' },
    ask: async ({ adapter, ref, me }) => {
      const record = await adapter.readRecord(ref);
      if (!record.ok || me === null) return nothingToSee('the record was not read');
      const plan = await adapter.planHandoff(record.value, { id: me.id, name: me.name, email: me.email });
      return seenOf(plan, ({ status }) => `${status.from ?? '–'} → ${status.to ?? '–'}`);
    },
  },
  {
    ...{ of: 'both', does: 'reads', question: 'Colleagues to hand over to are listed.' },
    ask: async ({ adapter }) =>
      seenOf(
        await adapter.listAes(),
        ({ people, complete }) => `${people.length} people${complete ? '' : ', and more'}`,
      ),
  },
  {
    ...{ of: 'both', does: 'reads', question: 'A person is found by their e-mail address.' },
    ask: async ({ adapter, me }) => {
      if (me?.email == null) return nothingToSee('the address of this user is not told');
      const found = (await adapter.findAes?.(me.email)) ?? { ok: true, value: [] };
      const seen = seenOf(found, (people) => people.map(({ name }) => name).join(', ') || 'nobody');
      return found.ok ? { ...seen, holds: found.value.some(({ id }) => id.slice(0, 15) === me.id.slice(0, 15)) } : seen;
    },
  },
  {
    ...{ of: 'both', does: 'reads', question: 'The leads of this person are listed.' },
    ask: async ({ adapter, me }) => {
      if (me === null || adapter.listOwned === undefined) return nothingToSee('not known who this is');
      return seenOf(await adapter.listOwned(me), (leads) => `${leads.length} leads`);
    },
  },
  {
    ...{ of: 'both', does: 'reads', question: 'List views (Salesforce) and segments (HubSpot) are listed.' },
    ask: async ({ adapter }) =>
      seenOf((await adapter.listLists?.()) ?? { ok: true, value: [] }, (lists) => `${lists.length} lists`),
  },
  {
    ...{ of: 'both', does: 'reads', question: 'Who is on a list is told, and those are read together.' },
    ask: async ({ adapter }) => {
      const lists = await adapter.listLists?.();
      if (lists?.ok !== true) return nothingToSee('no lists');
      for (const { id, name } of lists.value.filter(({ size }) => size !== 0).slice(0, 5)) {
        const members = await adapter.membersOf?.(id);
        if (members?.ok !== true) return seenOf(members ?? { ok: true, value: [] }, () => '');
        if (members.value.length === 0) continue;
        const read = (await adapter.readMany?.(members.value.slice(0, 10))) ?? { ok: true, value: [] };
        return seenOf(read, (leads) => `${name}: ${members.value.length} people, ${leads.length} of the first 10 read`);
      }
      return nothingToSee('every list looked at is empty');
    },
  },
  {
    ...{
      of: 'both',
      does: 'reads',
      question: 'What became of a record that was handed over is read for many at once.',
    },
    ask: async ({ adapter, ref }) => {
      const read = await adapter.readHandedOver?.([{ ref, since: Date.now() - 86_400_000 }]);
      if (read === undefined) return nothingToSee('not asked');
      const seen = seenOf(read, (all) => `owner ${all.get(ref.id)?.owner?.name ?? 'unknown'}`);
      return read.ok ? { ...seen, holds: read.value.has(ref.id) } : seen;
    },
  },
  {
    ...{ of: 'both', does: 'reads', question: 'Which opportunities or deals came of a record is read.' },
    ask: async ({ adapter, ref }) =>
      seenOf((await adapter.fatesOf?.([ref])) ?? { ok: true, value: new Map() }, (fates) => {
        const fate = fates.get(ref.id);
        return `${fate?.opportunities.length ?? 0} opportunities, stage 2 ${fate?.knowsStage2 ? 'known' : 'not known'}`;
      }),
  },
];

/** What is asked of either CRM by writing on the record of the test. */
export const writesOfBoth: readonly LiveQuestion[] = [
  {
    ...{ of: 'both', does: 'writes', question: 'A call is written.' },
    ask: async (trial) => {
      const before = trial.requests.length;
      const written = await outcomeOf(trial, trial.writes.call);
      return seenOf(written, ({ crmId }) => `${crmId} by ${inWords(trial.requests.slice(before))}`);
    },
  },
  {
    ...{ of: 'both', does: 'writes', question: 'It is found by its own id at once.' },
    ask: (trial) => findingOf(trial, trial.writes.call, true),
  },
  {
    ...{ of: 'both', does: 'writes', question: 'A call that was never written is not found.' },
    ask: (trial) => findingOf(trial, { ...trial.writes.call, id: uuidv7() }, false),
  },
  {
    ...{ of: 'both', does: 'writes', question: 'The same call sent a second time is refused, or noticed.' },
    ask: async (trial) => {
      const twice = await outcomeOf(trial, trial.writes.call);
      if (twice.ok) return { holds: true, seen: `taken for ${twice.value.crmId}` };
      return { holds: twice.problem.kind === 'unsure', seen: `${twice.problem.kind}: ${twice.problem.message}` };
    },
  },
  {
    ...{ of: 'both', does: 'writes', question: 'It stands there once afterwards: a second copy was taken away.' },
    ask: (trial) => findingOf(trial, trial.writes.call, true),
  },
  {
    ...{ of: 'both', does: 'writes', question: 'It is put right by a change of the same object.' },
    ask: async (trial) => {
      const { call } = trial.writes;
      const edit = { ...call, id: uuidv7(), kind: 'editCall', callWriteId: call.id, note: 'Put right.' } as const;
      return seenOf(await outcomeOf(trial, edit), ({ crmId }) => String(crmId));
    },
  },
  {
    ...{ of: 'both', does: 'writes', question: 'It is taken back by a change of the same object.' },
    ask: async (trial) => {
      const { call } = trial.writes;
      const undo = { id: uuidv7(), ref: call.ref, callWriteId: call.id, subject: 'Test: taken back' };
      return seenOf(await outcomeOf(trial, { ...undo, kind: 'undoCall' }), ({ crmId }) => String(crmId));
    },
  },
  {
    ...{
      of: 'both',
      does: 'writes',
      question: 'A list of the org’s own on calls takes the value that stands for an outcome.',
    },
    ask: async (trial) => {
      const list = trial.fields?.callLists?.find(({ options }) => options.length > 0);
      const value = list?.options[0]?.value;
      if (list === undefined || value === undefined) return nothingToSee('the org has no list of its own on calls');
      const call = trial.writes.ownListCall;
      trial.map = [
        { owner: 'call', role: 'outcomeField', field: list.name, values: [] },
        { owner: 'call', role: 'outcome', field: list.name, values: [call.outcomeId, value] },
      ];
      const written = await outcomeOf(trial, call);
      trial.map = [];
      if (!written.ok) return seenOf(written, () => '');
      const held = await heldBy(trial, written.value.crmId ?? '', list.name);
      return { holds: held === value, seen: `${list.label}: ${held ?? 'empty'}` };
    },
  },
  {
    ...{ of: 'both', does: 'writes', question: 'A follow-up is written, put right and completed.' },
    ask: async (trial) => {
      const { followUp } = trial.writes;
      const written = await outcomeOf(trial, followUp);
      if (!written.ok) return seenOf(written, () => '');
      const of = { ref: followUp.ref, followUpWriteId: followUp.id };
      const words = { subject: 'Test of Baton: put right', body: 'Put right.' };
      const edited = await outcomeOf(trial, { ...of, ...words, id: uuidv7(), kind: 'editFollowUp' });
      if (!edited.ok) return seenOf(edited, () => '');
      const closed = await outcomeOf(trial, { ...of, id: uuidv7(), kind: 'undoFollowUp' });
      return seenOf(closed, ({ crmId }) => String(crmId));
    },
  },
  {
    ...{
      of: 'both',
      does: 'writes',
      question: 'A handoff (to yourself) sets owner and task, and nothing takes the lead elsewhere.',
    },
    ask: async (trial) => {
      const { adapter, me, ref } = trial;
      if (me === null) return nothingToSee('not known who this is');
      const handoff: HandoffWrite = {
        ...{ id: trial.writes.handoffId, ref, kind: 'handoff', ae: { id: me.id, name: me.name }, status: null },
        ...{ taskSubject: 'Test handoff of Baton. Delete me.', brief: 'A test.', dueAt: Date.now() + 86_400_000 },
      };
      const written = await outcomeOf(trial, handoff);
      if (!written.ok) return seenOf(written, () => '');
      trial.handoff = handoff;
      const record = await adapter.readRecord(ref);
      const owner = record.ok ? record.value.owner : null;
      return { holds: owner?.id.slice(0, 15) === me.id.slice(0, 15), seen: `owner ${owner?.name ?? 'unknown'}` };
    },
  },
  {
    ...{
      of: 'both',
      does: 'writes',
      question: 'The answer of an account executive is written, completes the task, and is read back.',
    },
    ask: async (trial) => {
      const { adapter, ref, handoff } = trial;
      if (handoff === null) return nothingToSee('nothing was handed over');
      const task = await adapter.findWritten([handoff]);
      const answer: HandoffAnswerWrite = {
        ...{ id: uuidv7(), ref, kind: 'handoffAnswer', handoffWriteId: handoff.id, answer: 'accepted', reasonId: null },
        ...{ subject: 'Test of Baton: accepted', body: '', at: Date.now() },
        taskId: task.ok ? (task.value.get(handoff.id) ?? null) : null,
      };
      const written = await outcomeOf(trial, answer);
      if (!written.ok) return seenOf(written, () => '');
      const read = await adapter.readHandedOver?.([{ ref, since: Date.now() - 3_600_000 }]);
      const activities = read?.ok === true ? (read.value.get(ref.id)?.activities ?? []) : [];
      const isDone = activities.some((one) => one.task?.writeId === handoff.id && one.task.doneAt !== null);
      const isTold = activities.some((one) => one.answer?.handoffId === handoff.id);
      return {
        holds: isDone && isTold,
        seen: `task ${isDone ? 'done' : 'open'}, answer ${isTold ? 'read' : 'not read'}`,
      };
    },
  },
];

async function heldBy({ adapter, raw }: Trial, id: string, field: string): Promise<string | null> {
  const soql = `SELECT ${field} FROM Task WHERE Id = '${id}'`;
  const asked = { inputs: [{ id }], properties: [field], propertiesWithHistory: [] };
  const { body } =
    adapter.org.crm === 'salesforce'
      ? await raw('GET', `/services/data/v66.0/query?q=${encodeURIComponent(soql)}`)
      : await raw('POST', '/crm/objects/2026-09/calls/batch/read', asked);
  return new RegExp(`"${field}":"([^"]*)"`).exec(JSON.stringify(body))?.[1] ?? null;
}
