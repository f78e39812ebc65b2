import { hourMs, minuteMs, minuteOfDay } from '../model/time';
import { type CalledColleague, colleaguesCalledSince, companyOf } from './company';
import { type HourCounts, hourWeight } from './hours';
import { bands, type QueueBand, type QueueLead } from './queue-lead';

/** At most `count` attempts to a person in `hours` hours. */
export interface AttemptLimit {
  readonly count: number;
  readonly hours: number;
}

export interface QueueQuestion {
  /** Epoch ms. */
  readonly now: number;
  /** When the SDR's day began (epoch ms). */
  readonly dayStart: number;
  /** Whether the calling rules allow a call to leads of this `window` now; null where nobody can tell. */
  readonly mayCall: (window: string) => boolean | null;
  /** How often leads of this `window` may be tried in so many hours, by the rules. */
  readonly limitsOf: (window: string) => readonly AttemptLimit[];
  /** The lead at hand and the one before it: never the same twice in a row. */
  readonly notAgain: readonly string[];
  /** Whether the lead is of the list the SDR works by; left out where they work by none. Due promises are kept whatever the list. */
  readonly isListed?: (lead: QueueLead) => boolean;
  readonly hours: HourCounts;
  /** In [0, 1): below {@link randomShare} the pick among leads without a deadline is a random one. */
  readonly draw: number;
  /** In [0, 1): which one then. */
  readonly pick: number;
}

/** A lead with why it stands where it does. */
export interface RankedLead {
  readonly lead: QueueLead;
  readonly band: QueueBand;
  /** Within the band; a higher one comes first. */
  readonly value: number;
  /** Better than 1 where such leads are reached at this hour more often than on average. */
  readonly hour: number;
  /** Somebody of the same company who was called today. */
  readonly colleague: CalledColleague | null;
  /** Stands behind everybody else: the company had its call today, or somebody of it comes before. Never a promise. */
  readonly isHeld: boolean;
}

/** Where a lead stands by itself, its company left aside. */
type Ranked = Omit<RankedLead, 'colleague' | 'isHeld'>;

/** So many picks among leads without a deadline are random, that learning stays honest. Source: domain notes section 7 (5–10 %). */
export const randomShare = 0.07;
/** A lead that just came in is fresh this long. Source: domain notes section 2 (odds fall within the first day). */
const freshForMs = 24 * hourMs;
/** Whoever was called is left alone this long, unless a promise or a play says otherwise. */
const restMs = 4 * hourMs;
/** A team-mate's call counts as just now for this long. */
const othersRestMs = 24 * hourMs;
/** What lies further ahead than this did not happen then: a date of the next century, or a clock that was set back. */
const aheadMs = 24 * hourMs;
/** Even a promise is not kept within minutes of the last call. */
const leastRestMs = 10 * minuteMs;

/** The question with what is equal for many leads worked out once. */
interface Prepared extends QueueQuestion {
  /** The weight of this hour for leads of a kind in a zone. */
  readonly hourOf: (kind: string, zone: string) => number;
}

/** Where a lead stands now by itself, or null where it is not to be called now. */
export function rankLead(lead: QueueLead, question: QueueQuestion): Ranked | null {
  return rank(lead, prepared(question));
}

function rank(lead: QueueLead, question: Prepared): Ranked | null {
  const { now, mayCall, limitsOf, notAgain } = question;
  if (lead.barred !== null || notAgain.includes(lead.recordKey)) return null;
  if (lead.othersCallAt !== null && Math.abs(now - lead.othersCallAt) < othersRestMs) return null;
  const restedMs =
    lead.lastCallAt === null || lead.lastCallAt - now > aheadMs ? Number.POSITIVE_INFINITY : now - lead.lastCallAt;
  if (restedMs < leastRestMs) return null;
  const band = bandOf(lead, now, restedMs);
  if (band === null) return null;
  if (band !== 'promise' && question.isListed?.(lead) === false) return null;
  if (lead.triedAt.length > 0 && limitsOf(lead.window).some((limit) => isSpent(limit, lead.triedAt, now))) return null;
  const may = mayCall(lead.window);
  // A promise was made to somebody whose place nobody knows: it is kept all the same.
  if (may === false || (may === null && band !== 'promise')) return null;
  return rankedAs(lead, band, question);
}

function isSpent({ count, hours }: AttemptLimit, triedAt: readonly number[], now: number): boolean {
  return triedAt.filter((at) => at > now - hours * hourMs).length >= count;
}

function bandOf(lead: QueueLead, now: number, restedMs: number): QueueBand | null {
  if (lead.dueAt !== null) return lead.dueAt <= now ? 'promise' : null;
  if (lead.freshAt !== null && lead.attempts === 0 && Math.abs(now - lead.freshAt) < freshForMs) return 'fresh';
  if (lead.stepDueAt !== null) return lead.stepDueAt <= now ? 'step' : null;
  return restedMs < restMs ? null : 'fit';
}

function rankedAs(lead: QueueLead, band: QueueBand, { hourOf }: Prepared): Ranked {
  if (band === 'promise') return { lead, band, value: -(lead.dueAt ?? 0), hour: 1 };
  if (band === 'fresh') return { lead, band, value: lead.freshAt ?? 0, hour: 1 };
  const hour = lead.zone === null ? 1 : hourOf(lead.kind, lead.zone);
  // Fit first; a good hour and a lead hardly tried break what is nearly even.
  const value = (lead.fit ?? 0.5) * (0.7 + 0.3 * hour) + 0.2 / (1 + lead.attempts);
  return { lead, band, value, hour };
}

/** Orders two ranked leads, the one to call first before the other. Total: only a lead and itself are equal. */
export function compareRanked(a: RankedLead, b: RankedLead): number {
  return a.isHeld === b.isHeld ? compareAlone(a, b) : a.isHeld ? 1 : -1;
}

function compareAlone(a: Ranked, b: Ranked): number {
  const byBand = bands.indexOf(a.band) - bands.indexOf(b.band);
  if (byBand !== 0) return byBand;
  if (a.value !== b.value) return b.value - a.value;
  return a.lead.recordKey < b.lead.recordKey ? -1 : a.lead.recordKey > b.lead.recordKey ? 1 : 0;
}

/** The whole queue now, the next lead first. */
export function rankQueue(leads: Iterable<QueueLead>, question: QueueQuestion): readonly RankedLead[] {
  const asked = prepared(question);
  const all = [...leads];
  const calledOf = colleaguesCalledSince(all, question.dayStart);
  const found = all.flatMap((lead) => {
    const each = rank(lead, asked);
    return each === null ? [] : [withColleague(each, calledOf)];
  });
  // Of one company the first is called, and with that the others are held.
  const seen = new Set<string>();
  const held = found.toSorted(compareRanked).map((each) => {
    const company = companyOf(each.lead);
    const isFirst = company === null || !seen.has(company);
    if (company !== null) seen.add(company);
    return isFirst || each.band === 'promise' ? each : { ...each, isHeld: true };
  });
  return held.toSorted(compareRanked);
}

function withColleague(each: Ranked, calledOf: (lead: QueueLead) => CalledColleague | null): RankedLead {
  const colleague = calledOf(each.lead);
  return { ...each, colleague, isHeld: colleague !== null && each.band !== 'promise' };
}

/** So many of those in front, the next lead first. No sorting of all. */
export function frontOf(leads: Iterable<QueueLead>, question: QueueQuestion, count: number): readonly RankedLead[] {
  const asked = prepared(question);
  const all = [...leads];
  const calledOf = colleaguesCalledSince(all, question.dayStart);
  const front: RankedLead[] = [];
  for (const lead of all) {
    const each = rank(lead, asked);
    if (each === null) continue;
    const last = front.length < count ? undefined : front.at(-1);
    if (last !== undefined && !last.isHeld && compareAlone(each, last) > 0) continue;
    const placed = withColleague(each, calledOf);
    if (last !== undefined && compareRanked(placed, last) > 0) continue;
    const at = front.findIndex((other) => compareRanked(placed, other) < 0);
    front.splice(at < 0 ? front.length : at, 0, placed);
    if (front.length > count) front.pop();
  }
  return front;
}

/**
 * The lead to call next, and whether chance chose it; null where nobody is to be called now. No sorting. With `among` only
 * these are chosen from, and the others matter for their companies.
 */
export function nextLead(
  leads: Iterable<QueueLead>,
  question: QueueQuestion,
  among?: readonly QueueLead[],
): { readonly next: RankedLead; readonly random: boolean } | null {
  const asked = prepared(question);
  const all = [...leads];
  const calledOf = colleaguesCalledSince(all, question.dayStart);
  let best: RankedLead | null = null;
  const withoutDeadline: Ranked[] = [];
  const wantsRandom = question.draw < randomShare;
  for (const lead of among ?? all) {
    const each = rank(lead, asked);
    if (each === null) continue;
    if (wantsRandom && (each.band === 'step' || each.band === 'fit')) withoutDeadline.push(each);
    // Who cannot be first by themselves is not asked for their company.
    if (best !== null && !best.isHeld && compareAlone(each, best) > 0) continue;
    const placed = withColleague(each, calledOf);
    if (best === null || compareRanked(placed, best) < 0) best = placed;
  }
  if (best === null) return null;
  const isPressing = !best.isHeld && (best.band === 'promise' || best.band === 'fresh');
  const drawn = isPressing
    ? null
    : drawnFrom(withoutDeadline, question.pick, (each) => {
        const placed = withColleague(each, calledOf);
        return placed.isHeld === best.isHeld ? placed : null;
      });
  if (drawn !== null) return { next: drawn, random: true };
  return { next: best, random: false };
}

/** The one that chance chose, or the first after it that `placed` has a place for. From an order that depends on nothing that ranks. */
function drawnFrom(
  leads: readonly Ranked[],
  pick: number,
  placed: (each: Ranked) => RankedLead | null,
): RankedLead | null {
  const ordered = leads.toSorted((a, b) => (a.lead.recordKey < b.lead.recordKey ? -1 : 1));
  const from = Math.floor(pick * ordered.length);
  for (const each of [...ordered.slice(from), ...ordered.slice(0, from)]) {
    const found = placed(each);
    if (found !== null) return found;
  }
  return null;
}

function prepared(question: QueueQuestion): Prepared {
  const { now, hours } = question;
  return {
    ...question,
    mayCall: remembering(question.mayCall),
    limitsOf: remembering(question.limitsOf),
    hourOf: rememberingPairs((kind, zone) => hourWeight(hours, kind, Math.floor(minuteOfDay(now, zone) / 60))),
  };
}

function remembering<T>(work: (key: string) => T): (key: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (key) => {
    const found = known.get(key) ?? { value: work(key) };
    known.set(key, found);
    return found.value;
  };
}

function rememberingPairs<T>(work: (first: string, second: string) => T): (first: string, second: string) => T {
  const ofFirst = remembering((first) => remembering((second) => work(first, second)));
  return (first, second) => ofFirst(first)(second);
}
