import { z } from 'zod';
import { localDay, localText } from '../model/schemas';

/** Whose line a number is: rules protect consumers and mobiles more than the desks of a business. */
export const numberScope = z.enum(['business', 'consumer', 'mobile']);
export type NumberScope = z.infer<typeof numberScope>;

const minute = z.number().int().min(0).max(1440);
const times = z
  .object({ startMinute: minute, endMinute: minute })
  .refine(({ startMinute, endMinute }) => startMinute < endMinute, 'a window ends after it starts');

/** Between which minutes after midnight of the called person's day calls are allowed, on which weekdays (1 Monday to 7 Sunday). */
const callingWindow = times.and(z.object({ weekdays: z.array(z.number().int().min(1).max(7)).min(1) }));
export type CallingWindow = z.infer<typeof callingWindow>;

/** One calling rule as data: where it holds, what it allows, and how far it can be trusted. */
export const callingRule = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
  /** ISO 3166-1; `any` holds everywhere, `other` where no rule of the country itself is known. */
  country: z.union([z.string().regex(/^[A-Z]{2}$/), z.enum(['any', 'other'])]),
  /** The state's code (ISO 3166-2 without the country), or null for the whole country. */
  state: z
    .string()
    .regex(/^[A-Z0-9]{1,3}$/)
    .nullable(),
  /** Of a row for `other` countries: those it does not hold in. Left out, they are all that some rule names. */
  besides: z.array(z.string().regex(/^[A-Z]{2}$/)).optional(),
  scopes: z.array(numberScope).min(1),
  /** Null says nothing about hours; an empty list allows none. */
  hours: z.array(callingWindow).nullable(),
  /** The hours of the day before a holiday, where they differ. */
  eveHours: z.array(times).optional(),
  holidays: z.enum(['allowed', 'barred']),
  /** At most `count` attempts to a person in `hours` hours. */
  attempts: z.object({ count: z.number().int().positive(), hours: z.number().int().positive() }).nullable(),
  /** A law forbids; a courtesy is ours or the team's own. */
  kind: z.enum(['law', 'courtesy']),
  source: z.string().min(1).max(500),
  asOf: localDay,
  confidence: z.enum(['high', 'medium', 'low']),
  note: localText.optional(),
});
export type CallingRule = z.infer<typeof callingRule>;

/**
 * A file of rules, imported by the SDR or prescribed by an administrator. Its rows come on top of the shipped ones (a
 * row with the same id replaces it), or instead of them where `replaceShipped` says so.
 */
export const ruleFile = z.object({
  version: z.literal(1),
  replaceShipped: z.boolean().default(false),
  rules: z
    .array(callingRule)
    .max(2000)
    .refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, 'two rules have the same id'),
});
export type RuleFile = z.infer<typeof ruleFile>;

/**
 * The rules in force. All of those that concern a call must allow it, so that whatever an administrator prescribes holds
 * beside anything imported: rows can tighten it, and none can loosen it.
 */
export function rulesInForce(
  shipped: readonly CallingRule[],
  imported: RuleFile | null,
  prescribed: RuleFile | null,
): readonly CallingRule[] {
  const base = [imported, prescribed].some((file) => file?.replaceShipped === true) ? [] : shipped;
  const own = withRows(base, imported?.rules ?? []);
  // Not merged by id: a prescribed row stands even where an imported one has taken its name. Nor does an imported row for
  // a country make it known to a prescribed one for `other` countries.
  const byTeam = prescribed?.rules ?? [];
  const besides = [...new Set([...base, ...byTeam].map(({ country }) => country).filter((code) => code.length === 2))];
  return [...own, ...byTeam.map((rule) => (rule.country === 'other' ? { besides, ...rule } : rule))];
}

function withRows(rules: readonly CallingRule[], rows: readonly CallingRule[]): readonly CallingRule[] {
  const replaced = new Set(rows.map(({ id }) => id));
  return [...rules.filter(({ id }) => !replaced.has(id)), ...rows];
}
