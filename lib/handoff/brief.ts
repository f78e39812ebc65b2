import type { Call } from '../calls/call';
import { findOutcome } from '../calls/outcomes';
import { dateTimeFormat } from '../model/formatters';
import { type Locale, type LocalText, textIn } from '../model/schemas';
import { isTimeZone } from '../model/time';
import type { Answers } from '../qualification/answer';
import { answerLabel } from '../qualification/answer-label';
import { evidenceLabel } from '../qualification/evidence';
import type { Criterion, Scorecard } from '../qualification/scorecard';
import type { BriefSection } from './handoff';
import { clipText, clipWords, countWords, fairShare } from './words';

type Heading = BriefSection['heading'];

/** What a brief is drafted from: what was captured, nothing else. */
export interface BriefFacts {
  readonly scorecard: Scorecard;
  readonly answers: Answers;
  readonly calls: readonly Pick<Call, 'outcomeId' | 'startedAt' | 'day' | 'note' | 'undoneAt'>[];
  /** The time agreed for the next talk, where there is one. */
  /** What the team can show for goals that were heard. */
  readonly toShow?: readonly string[];
  readonly nextMeeting: { readonly at: number; readonly timeZone: string; readonly note: string } | null;
  readonly locale: Locale;
}

/** A brief is read between two meetings. Source: domain notes section 4 (at most 150 words). */
export const briefWords = 150;
/** Notes of this many of the latest calls are taken. */
const mostCallNotes = 3;
/** However much there is to tell, no note is cut below this. */
const fewestWords = 12;
/** Evidence names a place to look; the words themselves belong in the note. */
const mostEvidenceWords = 12;
const longestBody = 4000;

const headingOrder: readonly Heading[] = [
  'whyCall',
  'pain',
  'today',
  'success',
  'decision',
  'date',
  'nextMeeting',
  'objections',
  'notAsked',
  'avoid',
];

/** What the brief says of a question that was asked and brought no answer. Data, because it goes into the CRM. */
const askedInVain: Readonly<Record<'unknown' | 'refused', LocalText>> = {
  unknown: { en: 'asked, not known', 'zh-CN': '已询问，对方不清楚' },
  refused: { en: 'asked, would not say', 'zh-CN': '已询问，对方拒绝回答' },
};

/** What leads a line of the play book. Data, because it goes into the CRM. */
const showIt: LocalText = { en: 'To show', 'zh-CN': '可以展示' };

/** A line of the brief: `lead` always stands, `text` are the SDR's own words and may be shortened. */
interface Line {
  readonly heading: Heading;
  readonly lead: string;
  readonly text: string;
}

/**
 * A draft of the brief in the order an AE reads it: answers with their notes, notes of the latest calls, the agreed next
 * talk, and what was not asked. Sections without content are left out. Long notes are shortened fairly to keep the
 * whole near {@link briefWords}; every word is one that was captured. The SDR edits it before it is sent.
 */
export function draftBrief(facts: BriefFacts): BriefSection[] {
  const lines = [
    ...callLines(facts),
    ...answerLines(facts),
    ...toShowLines(facts),
    ...meetingLines(facts),
    ...notAskedLines(facts),
  ];
  const fixed = lines.reduce((sum, line) => sum + countWords(line.lead), 0);
  const cap = fairShare(
    lines.map((line) => countWords(line.text)),
    Math.max(0, briefWords - fixed),
  );
  return headingOrder.flatMap((heading) => {
    const bodies = lines.filter((line) => line.heading === heading).map((line) => bodyOf(line, cap, facts.locale));
    return bodies.length === 0 ? [] : [{ heading, body: clipText(bodies.join('\n'), longestBody) }];
  });
}

/** The brief as plain text for the CRM; `headings` gives each section's heading in the reader's language. Empty sections are left out. */
export function briefAsText(sections: readonly BriefSection[], headings: Readonly<Record<Heading, string>>): string {
  return sections
    .filter((section) => section.body.trim() !== '')
    .map((section) => `${headings[section.heading]}\n${section.body.trim()}`)
    .join('\n\n');
}

function answerLines({ scorecard, answers, locale }: BriefFacts): readonly Line[] {
  return scorecard.criteria.flatMap((criterion) => {
    const answer = answers[criterion.id];
    if (answer === undefined || answer.value.kind === 'cleared') return [];
    const said = saidOf(criterion, answer.value, locale);
    if (said === null) return [];
    const heading: Heading = criterion.topic ?? 'whyCall';
    const from = clipWords(evidenceLabel(answer.evidence, locale), mostEvidenceWords);
    const known = from === '' ? said : `${said}${locale === 'zh-CN' ? '；' : '; '}${from}`;
    const lead = `${textIn(criterion.name, locale)}${locale === 'zh-CN' ? `（${known}）` : ` (${known})`}`;
    return [{ heading, lead, text: answer.note.trim() }];
  });
}

function saidOf(criterion: Criterion, value: Answers[string]['value'], locale: Locale): string | null {
  switch (value.kind) {
    case 'cleared':
      return null;
    case 'unknown':
    case 'refused':
      return textIn(askedInVain[value.kind], locale);
    default:
      return answerLabel(criterion, value, locale);
  }
}

function callLines({ calls, locale }: BriefFacts): readonly Line[] {
  return calls
    .filter((call) => call.undoneAt === null && call.note.trim() !== '')
    .toSorted((a, b) => b.startedAt - a.startedAt)
    .slice(0, mostCallNotes)
    .map((call) => ({ heading: headingOfCall(call.outcomeId), lead: dayIn(call.day, locale), text: call.note.trim() }));
}

/** What was said in turning the SDR down is an objection; any other note tells why they talked. */
function headingOfCall(outcomeId: string): Heading {
  const person = findOutcome(outcomeId)?.person;
  return person === 'notNow' || person === 'notInterested' || person === 'brushOff' ? 'objections' : 'whyCall';
}

function meetingLines({ nextMeeting, locale }: BriefFacts): readonly Line[] {
  if (nextMeeting === null) return [];
  const lead = dateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: isTimeZone(nextMeeting.timeZone) ? nextMeeting.timeZone : 'UTC',
    timeZoneName: 'short',
  }).format(nextMeeting.at);
  return [{ heading: 'nextMeeting', lead, text: nextMeeting.note.trim() }];
}

function toShowLines({ toShow = [], locale }: BriefFacts): readonly Line[] {
  const lead = textIn(showIt, locale);
  return toShow.map((text) => ({ heading: 'success', lead, text }));
}

function notAskedLines({ scorecard, answers, locale }: BriefFacts): readonly Line[] {
  const names = scorecard.criteria
    .filter((criterion) => (answers[criterion.id]?.value.kind ?? 'cleared') === 'cleared')
    .map((criterion) => textIn(criterion.name, locale));
  if (names.length === 0) return [];
  return [{ heading: 'notAsked', lead: names.join(locale === 'zh-CN' ? '、' : ', '), text: '' }];
}

function bodyOf({ lead, text }: Line, cap: number, locale: Locale): string {
  const words = clipWords(text, Math.max(fewestWords, cap));
  return words === '' ? lead : `${lead}${colon(locale)}${words}`;
}

function colon(locale: Locale): string {
  return locale === 'zh-CN' ? '：' : ': ';
}

function dayIn(day: string, locale: Locale): string {
  return dateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(Date.parse(day));
}
