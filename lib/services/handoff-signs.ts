import type { HandedOver } from '../crm/adapter';
import { type AnswerSigns, answerOf } from '../handoff/ae-answer';
import type { Handoff } from '../handoff/handoff';
import type { Ask } from '../messaging/protocol';
import { type OrgKey, orgOfKey, type RecordKey, recordKey, refOfKey } from '../model/record';
import { dayMs, minuteMs } from '../model/time';
import type { BatonDatabase } from '../store/database';
import { latestHandoff } from '../store/handoffs';
import { parseRow, parseRows, setAside, type UnreadableRow } from '../store/quarantine';
import { deliveredRow, handoffRow, handoffsReadRow } from '../store/rows';
import { leadTopic, type Services } from './services';

/** Open handoffs are looked at in the CRM no more often than this, however much is clicked; and by whoever comes to see. */
const lookAgainMs = { working: 5 * minuteMs, soon: minuteMs / 2 };
/** What nobody answered for so long is looked at when its record is opened, and not beside it. */
const lookedAtForMs = 60 * dayMs;
const mostAtOnce = 500;

/** What a CRM shows of an answer to this handoff; `readAt` is when reading began. */
export function signsOf(found: HandedOver, handoffId: string, readAt: number): AnswerSigns {
  const task = found.activities.find(({ task: own }) => own?.writeId === handoffId);
  return {
    readAt,
    changedAt: found.changedAt ?? null,
    ownerId: found.owner?.id ?? null,
    status: found.status,
    field: found.handoffField ?? null,
    converted: found.converted ?? null,
    opportunities: (found.openOpportunities ?? []).flatMap(({ name, openedAt, ownerId, isOfRecord }) =>
      isOfRecord === true ? [{ name, openedAt: openedAt ?? null, ownerId: ownerId ?? null }] : [],
    ),
    taskDoneAt: task?.task?.doneAt ?? null,
    said: found.activities.flatMap(({ answer, task: own, by, body, at }) =>
      answer?.handoffId !== handoffId || answer.writeId === null
        ? []
        : [{ ...answer, writeId: answer.writeId, note: body, by: { id: own?.ownerId ?? null, name: by }, at }],
    ),
  };
}

/**
 * Takes from what was just read of a record what it says of its latest handoff. Answers whether anything is new.
 * A transaction of its own.
 */
export async function noteAnswer(
  services: Services,
  database: BatonDatabase,
  key: RecordKey,
  seen: { readonly found: HandedOver; readonly readAt: number },
): Promise<boolean> {
  const { handoffs, delivered, quarantine } = database;
  const connection = (await services.connections.list()).find(({ org }) => org === orgOfKey(key));
  return database.transaction('rw', [handoffs, delivered, quarantine], async () => {
    const unreadable: UnreadableRow[] = [];
    const handoff = await latestHandoff(database, key, unreadable);
    if (handoff === null) return false;
    const sent = parseRow('delivered', deliveredRow, await delivered.get(handoff.id), unreadable);
    await setAside(database, unreadable, services.clock.now());
    const change = answerOf({
      ...{ handoff, deliveredAt: sent?.at ?? null, sdrId: connection?.user.id ?? null },
      signs: signsOf(seen.found, handoff.id, seen.readAt),
    });
    if (change === null) return false;
    await handoffs.put({ ...handoff, state: change.state, history: [...handoff.history, change] });
    return true;
  });
}

/** What surfaces ask again for after an answer came in. */
export function answerTopics(key: RecordKey): string[] {
  return [leadTopic(key), 'handoffs'];
}

/**
 * Looks in the CRMs what became of the open handoffs: all of an org in a few requests, and not again within minutes. Surfaces
 * ask for it while somebody uses them, so nothing is asked while nobody does.
 */
export async function refreshHandoffs(services: Services, { soon }: Ask<'refreshHandoffs'>): Promise<null> {
  await services.shared('handoffs', async () => {
    const database = await services.store.open();
    const now = services.clock.now();
    const unreadable: UnreadableRow[] = [];
    const raws = await database.handoffs.where('state').equals('submitted').toArray();
    const open = parseRows('handoffs', handoffRow, raws, unreadable).filter(
      ({ submittedAt }) => now - submittedAt < lookedAtForMs,
    );
    await setAside(database, unreadable, now);
    for (const [org, own] of Map.groupBy(open, (handoff) => orgOfKey(handoff.recordKey))) {
      await refreshOrg(services, database, { org, soon, open: await sentOf(database, own.slice(-mostAtOnce)) });
    }
  });
  return null;
}

/** Those the CRM was told of: of others it can show nothing. */
async function sentOf(database: BatonDatabase, handoffs: readonly Handoff[]): Promise<readonly Handoff[]> {
  const sent = await database.delivered.bulkGet(handoffs.map(({ id }) => id));
  return handoffs.filter((_, index) => sent[index] !== undefined);
}

interface OrgLook {
  readonly org: OrgKey;
  readonly open: readonly Handoff[];
  readonly soon: boolean;
}

async function refreshOrg(services: Services, database: BatonDatabase, { org, open, soon }: OrgLook): Promise<void> {
  if (open.length === 0) return;
  const readAt = services.clock.now();
  const row = { key: `handoffsRead:${org}`, at: readAt };
  const before = handoffsReadRow.safeParse(await database.meta.get(row.key)).data;
  const pauseMs = soon ? lookAgainMs.soon : lookAgainMs.working;
  if (before !== undefined && Math.abs(readAt - before.at) < pauseMs) return;
  const adapter = await services.connections.adapterFor(org);
  if (adapter?.readHandedOver === undefined) return;
  await database.meta.put(row);
  const asks = open.map((handoff) => ({ ref: refOfKey(handoff.recordKey), since: handoff.submittedAt }));
  const read = await adapter.readHandedOver(asks);
  if (!read.ok) return;
  const topics: string[] = [];
  for (const { ref } of asks) {
    const found = read.value.get(ref.id);
    const key = recordKey(ref);
    if (found !== undefined && (await noteAnswer(services, database, key, { found, readAt }))) {
      topics.push(...answerTopics(key));
    }
  }
  if (topics.length > 0) services.changed({ topics });
}
