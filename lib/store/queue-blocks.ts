import { z } from 'zod';
import { isRecordKey, type OrgKey, type RecordKey } from '../model/record';
import { orgKey } from '../model/schemas';
import { type QueueLead, queueLead } from '../queue/queue-lead';

/**
 * The queue's rows lie in blocks, many to a row of the store: a hundred thousand rows one by one took a second and a half to
 * read at each start of the worker, and in blocks a fraction of it. A block is a text (JSON) that names what its rows share once.
 */
export const queueBlockRow = z.object({ key: z.string(), text: z.string() });
export type QueueBlockRow = z.infer<typeof queueBlockRow>;

/** So many, whatever the number of leads: of a hundred thousand about two hundred lie in each. */
const blockCount = 512;

/** The block a lead's row lies in. FNV-1a. */
export function blockOf(key: RecordKey): string {
  let hash = 2_166_136_261;
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), 16_777_619);
  return String((hash >>> 0) % blockCount);
}

const barredOf = queueLead.shape.barred.unwrap().options;
const blockForm = z.object({ texts: z.array(z.string()), rows: z.array(z.unknown()) });

/** The block of these rows. */
export function encodeBlock(key: string, rows: Iterable<QueueLead>): QueueBlockRow {
  const texts: string[] = [];
  const places = new Map<string, number>();
  const place = (text: string): number => {
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, texts.length);
    return texts.push(text) - 1;
  };
  const encoded = [...rows].map((row) => [
    row.recordKey,
    ...[place(row.org), row.name, row.company, place(row.kind), place(row.window)],
    ...[row.zone === null ? null : place(row.zone), row.barred === null ? null : barredOf.indexOf(row.barred)],
    ...[row.fit, row.attempts, row.lastCallAt, row.triedAt, row.othersCallAt, row.dueAt, row.stepDueAt, row.freshAt],
    ...(row.person === undefined ? [] : [row.person]),
  ]);
  return { key, text: JSON.stringify({ texts, rows: encoded }) };
}

/**
 * The rows in a block. `share` gives one copy of a text that many rows have. What cannot be read is left out: the rows are
 * worked out from what the store knows of each lead, and so are those that are missing.
 */
export function decodeBlock(row: QueueBlockRow, share: (text: string) => string): readonly QueueLead[] {
  const block = blockForm.safeParse(jsonOf(row.text)).data;
  if (block === undefined) return [];
  const texts = block.texts.map(share);
  const orgs = block.texts.map((text) => orgKey.safeParse(text).data ?? null);
  return block.rows.flatMap((raw) => decodeRow(raw, texts, orgs) ?? []);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Judged by hand: without the code that zod would make, and may not make in an extension, its judgement takes ten times as
 * long. That both agree is tested.
 */
function decodeRow(raw: unknown, texts: readonly string[], orgs: readonly (OrgKey | null)[]): QueueLead | null {
  if (!Array.isArray(raw)) return null;
  const who = whoIn(raw, texts, orgs);
  const standing = who === null ? null : standingIn(raw.slice(whoCells));
  return who === null || standing === null ? null : { ...who, ...standing };
}

/** The cells of who it is and where: the others say where working the lead stands. */
const whoCells = 8;

function whoIn(cells: readonly unknown[], texts: readonly string[], orgs: readonly (OrgKey | null)[]) {
  const [recordKey, orgAt, name, company, kindAt, windowAt, zoneAt, barredAt] = cells;
  const textAt = (at: unknown) => (typeof at === 'number' ? texts[at] : undefined);
  const org = typeof orgAt === 'number' ? (orgs[orgAt] ?? null) : null;
  const [kind, window, zone] = [textAt(kindAt), textAt(windowAt), zoneAt === null ? null : textAt(zoneAt)];
  const barred = barredAt === null ? null : typeof barredAt === 'number' ? barredOf[barredAt] : undefined;
  if (typeof recordKey !== 'string' || !isRecordKey(recordKey) || org === null) return null;
  if (typeof name !== 'string' || (company !== null && typeof company !== 'string')) return null;
  if (kind === undefined || window === undefined || zone === undefined || barred === undefined) return null;
  return { recordKey, org, name, company, kind, window, zone, barred };
}

function standingIn(cells: readonly unknown[]) {
  const [fit, attempts, lastCallAt, triedAt, othersCallAt, dueAt, stepDueAt, freshAt, person] = cells;
  if (fit !== null && (typeof fit !== 'number' || fit < 0 || fit > 1)) return null;
  if (!isCount(attempts) || !isInstants(triedAt)) return null;
  if (!isMoment(lastCallAt) || !isMoment(othersCallAt) || !isMoment(dueAt)) return null;
  if (!isMoment(stepDueAt) || !isMoment(freshAt)) return null;
  if (person !== undefined && typeof person !== 'string') return null;
  const promised = { dueAt, ...(person === undefined ? {} : { person }) };
  return { fit, attempts, lastCallAt, triedAt, othersCallAt, ...promised, stepDueAt, freshAt };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isMoment(value: unknown): value is number | null {
  return value === null || isCount(value);
}

function isInstants(value: unknown): value is number[] {
  return Array.isArray(value) && value.length <= 8 && value.every(isCount);
}
