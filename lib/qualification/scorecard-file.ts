import { z } from 'zod';
import { scorecardShape } from './criterion';
import { type FileIssue, fileIssueOf } from './file-issues';
import { type Scorecard, scorecard } from './scorecard';

/** The newest version of the file format; 2 came with what past leads taught (`learnt`). */
const newestFormat = 2;
const formatName = 'baton-scorecard';
/** Far above any card a person can use; a bigger file is none. In characters. */
export const longestFile = 500_000;
/** More are counted, not told: who corrects these sees the rest next. */
const mostIssues = 20;

const envelope = z.looseObject({ format: z.literal(formatName), formatVersion: z.number().int().positive() });
const readFormats = z.literal([1, newestFormat]);
const file = z.strictObject({ ...envelope.shape, formatVersion: readFormats, card: scorecard });

export type ReadFile =
  | { readonly ok: true; readonly card: Scorecard }
  | { readonly ok: false; readonly problem: 'tooBig' | 'notJson' | 'notScorecard' }
  | { readonly ok: false; readonly problem: 'newer'; readonly version: number }
  | {
      readonly ok: false;
      readonly problem: 'invalid';
      readonly issues: readonly FileIssue[];
      /** How many more there are than `issues` tells. */
      readonly more: number;
    };

/**
 * The card as a file's text (JSON, described by `docs/scorecard.schema.json`), in the oldest format that can say it, so
 * that an older Baton reads what it understands.
 */
export function writeScorecardFile(card: Scorecard): string {
  const formatVersion = card.learnt === undefined ? 1 : newestFormat;
  return `${JSON.stringify({ format: formatName, formatVersion, card }, null, 2)}\n`;
}

/** The card in a file's text, or what is wrong with it; never throws, whatever the text. */
export function readScorecardFile(text: string): ReadFile {
  if (text.length > longestFile) return { ok: false, problem: 'tooBig' };
  const raw = parsedJson(text);
  if (raw === undefined) return { ok: false, problem: 'notJson' };
  const around = envelope.safeParse(raw);
  if (!around.success) return { ok: false, problem: 'notScorecard' };
  if (around.data.formatVersion > newestFormat) {
    return { ok: false, problem: 'newer', version: around.data.formatVersion };
  }
  const parsed = file.safeParse(raw);
  return parsed.success
    ? { ok: true, card: parsed.data.card }
    : {
        ok: false,
        problem: 'invalid',
        issues: parsed.error.issues.slice(0, mostIssues).map((issue) => fileIssueOf(issue, raw)),
        more: Math.max(0, parsed.error.issues.length - mostIssues),
      };
}

/** The JSON Schema of the file, for editors and checks outside of Baton. */
export function scorecardFileSchema(): unknown {
  const form = z.strictObject({
    format: z.literal(formatName),
    formatVersion: readFormats,
    card: scorecardShape,
  });
  return { ...z.toJSONSchema(form, { io: 'input', reused: 'ref' }), title: 'Baton scorecard' };
}

function parsedJson(text: string): unknown {
  try {
    const raw: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return raw;
  } catch {
    return undefined;
  }
}
