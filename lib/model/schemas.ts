import { z } from 'zod';
import { isRecordKey, type OrgKey, type RecordKey, recordObjects } from './record';

/** Milliseconds since 1970 UTC. */
export const epochMs = z.number().int().nonnegative();
/** A calendar day in the SDR's own time zone at the time of the event, as `YYYY-MM-DD`. */
export const localDay = z.iso.date();
/** A UUIDv7 made by Baton; later ids sort after earlier ones. */
export const id = z.uuid();

export const crm = z.enum(['salesforce', 'hubspot']);
export const recordObject = z.enum(recordObjects);
export const recordRef = z.object({
  crm,
  org: z.string().min(1).max(255),
  object: recordObject,
  id: z.string().min(1).max(40),
});
export const recordKey = z.custom<RecordKey>(
  (value) => typeof value === 'string' && isRecordKey(value),
  'not a record key',
);
export const orgKey = z.custom<OrgKey>(
  (value) => typeof value === 'string' && /^(salesforce|hubspot):[a-z0-9.-]+$/.test(value),
  'not an org key',
);

/** The languages Baton speaks. */
export const locales = ['en', 'zh-CN'] as const;
export const locale = z.enum(locales);
export type Locale = z.infer<typeof locale>;

/** A text that is data rather than interface (a question, an anchor, a play's script), in one or more languages. */
export const localText = z
  .partialRecord(locale, z.string().min(1))
  .refine((text) => Object.keys(text).length > 0, 'no language given');
export type LocalText = z.infer<typeof localText>;

/** The text in the wanted language, else in whichever language it has. */
export function textIn(text: LocalText, wanted: Locale): string {
  return text[wanted] ?? text.en ?? text['zh-CN'] ?? '';
}
