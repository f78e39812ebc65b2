import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { outcomes } from '../calls/outcomes';
import type { AccountExecutive } from '../handoff/handoff';
import { orgOfKey, type RecordKey } from '../model/record';
import { choicesOf } from '../qualification/criterion-kinds';
import { defaultScorecard } from '../qualification/scorecards';
import { checkDays } from '../store/days';
import { aesKey } from './aes';
import { dana, leadRecordOf, lee, logAsk, makeRig, type Rig } from './rig';

afterAll(() => fakeBrowser.reset());

const sam: AccountExecutive = { id: '005A', name: 'Sam Rivera', email: null };

type Step =
  | {
      readonly do: 'log';
      readonly lead: RecordKey;
      readonly outcomeId: string;
      readonly minutes: number;
      readonly promise: boolean;
    }
  | { readonly do: 'undo'; readonly which: number }
  | { readonly do: 'handOver'; readonly lead: RecordKey }
  | { readonly do: 'discard'; readonly which: number }
  | { readonly do: 'wait'; readonly minutes: number }
  | { readonly do: 'settings'; readonly conversationSeconds: number }
  | { readonly do: 'travel'; readonly timeZone: string };

const lead = fc.constantFrom(dana, lee);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('log' as const),
    lead,
    outcomeId: fc.constantFrom(...outcomes.map(({ id }) => id)),
    minutes: fc.nat(3),
    promise: fc.boolean(),
  }),
  fc.record({ do: fc.constant('undo' as const), which: fc.nat(20) }),
  fc.record({ do: fc.constant('handOver' as const), lead }),
  fc.record({ do: fc.constant('discard' as const), which: fc.nat(5) }),
  fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(0, 1, 5, 240, 900) }),
  fc.record({ do: fc.constant('settings' as const), conversationSeconds: fc.integer({ min: 1, max: 200 }) }),
  fc.record({ do: fc.constant('travel' as const), timeZone: fc.constantFrom('Europe/Berlin', 'America/Los_Angeles') }),
);

it('any sequence of logging, taking back and handing over leaves the days as history has them', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      fakeBrowser.reset();
      Dexie.dependencies.indexedDB = new IDBFactory();
      const rig = makeRig();
      await makeReady(rig);
      const logged: string[] = [];
      for (const next of steps) await play(rig, next, logged);
      await rig.settled();
      expect(await checkDays(await rig.database(), '2026-01-01', '2027-12-31')).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

/** Both leads answer every question as well as can be, so that a talk is all that is missing. */
async function makeReady(rig: Rig): Promise<void> {
  const database = await rig.database();
  await database.meta.put({ key: aesKey(orgOfKey(dana)), aes: [sam], fetchedAt: rig.now });
  for (const recordKey of [dana, lee]) {
    await database.records.put({ recordKey, record: leadRecordOf(recordKey), problem: null });
    for (const criterion of defaultScorecard.criteria) {
      const best = choicesOf(criterion).toSorted((a, b) => b.level - a.level)[0];
      if (best === undefined) continue;
      const value = { kind: 'option' as const, optionId: best.id };
      await rig.get('giveAnswer', {
        commandId: rig.id(),
        recordKey,
        criterionId: criterion.id,
        value,
        note: '',
        at: rig.now,
      });
    }
  }
}

async function play(rig: Rig, step: Step, logged: string[]): Promise<void> {
  switch (step.do) {
    case 'log': {
      const leadName = step.lead === dana ? 'Dana Fox' : 'Lee Wu';
      const started = await rig.ask('startCall', {
        commandId: rig.id(),
        recordKey: step.lead,
        leadName,
        number: '+49 30 1',
        at: rig.now,
      });
      rig.now += step.minutes * 60_000;
      const promise = { dueAt: rig.now + 86_400_000, timeZone: 'Europe/Berlin' };
      const ask = logAsk(rig, {
        callId: started.ok ? started.value.callId : null,
        recordKey: step.lead,
        leadName,
        outcomeId: step.outcomeId,
        followUp: step.promise ? promise : null,
      });
      const call = await rig.get('logCall', ask);
      logged.push(call.id);
      return;
    }
    case 'undo': {
      const callId = logged[step.which];
      if (callId !== undefined) await rig.get('undoCall', { commandId: rig.id(), callId, at: rig.now });
      return;
    }
    case 'handOver': {
      const ask = { recordKey: step.lead, aeId: sam.id, brief: [{ heading: 'pain' as const, body: 'hurts' }] };
      const reply = await rig.ask('handOver', {
        ...ask,
        commandId: rig.id(),
        taskSubject: 'Handoff',
        statusValue: null,
        at: rig.now,
      });
      expect(reply.ok || ['notReady', 'alreadyHandedOver'].includes(reply.error.kind)).toBe(true);
      return;
    }
    case 'discard': {
      const entry = (await rig.get('syncState', { limit: 50 })).entries[step.which];
      if (entry !== undefined) await rig.get('discardEntry', { commandId: rig.id(), entryId: entry.id });
      return;
    }
    case 'wait':
      rig.now += step.minutes * 60_000;
      return;
    case 'settings': {
      const change = { conversationSeconds: step.conversationSeconds };
      await rig.get('saveSettings', { commandId: rig.id(), change });
      return;
    }
    case 'travel':
      rig.timeZone = step.timeZone;
  }
}
