import { z } from 'zod';

/** What crosses from the worker that learns to the page that shows it. */

const bin = z.object({
  leads: z.number(),
  positives: z.number(),
  numbers: z.object({ from: z.number().nullable(), to: z.number().nullable() }).nullable(),
  texts: z.array(z.string()),
  hasOthers: z.boolean(),
  hasMissing: z.boolean(),
  points: z.number().int(),
});
export type ReportBin = z.infer<typeof bin>;

const criterion = z.object({
  column: z.string(),
  kind: z.enum(['amount', 'choice']),
  isWhole: z.boolean(),
  bins: z.array(bin),
  usual: z.number(),
});
export type ReportCriterion = z.infer<typeof criterion>;

export const learnedCard = z.object({
  criteria: z.array(criterion),
  chances: z.array(z.number()),
  leads: z.number(),
  positives: z.number(),
});
export type ReportCard = z.infer<typeof learnedCard>;

const validation = z.object({
  auc: z.number(),
  low: z.number(),
  high: z.number(),
  brier: z.number(),
  ece: z.number(),
  eceByChance: z.number(),
  leads: z.number(),
  positives: z.number(),
  calibration: z.array(z.object({ leads: z.number(), foretold: z.number(), came: z.number() })).readonly(),
  captured: z.array(z.object({ share: z.number(), captured: z.number() })).readonly(),
});

/** A learnt card and everything that is known of how good it is. */
const study = z.object({
  card: learnedCard,
  /** On random leads left out of fitting, and on the newest fifth foretold from the older ones. */
  random: validation,
  later: validation.nullable(),
  suspicions: z.array(
    z.object({ column: z.string(), kind: z.enum(['disguise', 'filledAfter', 'name']), auc: z.number().nullable() }),
  ),
  drift: z.array(z.object({ column: z.string(), psi: z.number() })),
  /** Share of positive outcomes among the older and the newest leads. */
  rates: z.object({ older: z.number(), newer: z.number() }).nullable(),
  leftOut: z.array(
    z.object({
      column: z.string(),
      why: z.enum(['constant', 'identifier', 'date', 'freeText', 'empty', 'currencies']),
    }),
  ),
  /** Leads left out because nothing is decided about them, or not for long enough. */
  open: z.object({ undecided: z.number(), tooYoung: z.number() }),
  /** Leads of the rarer outcome still missing before the card is taken for learnt. */
  missingForEnough: z.number(),
  /** How the score in use today does on the same leads. */
  current: z.object({ auc: z.number(), low: z.number(), high: z.number(), leads: z.number() }).nullable(),
  /** The total from which a lead is among the best fifth. */
  bestFifthFrom: z.number(),
});
export type Study = z.infer<typeof study>;
export type StudyValidation = Study['random'];

const readColumn = z.object({
  name: z.string(),
  /** Its most frequent values, for choosing the outcome. */
  values: z.array(z.object({ text: z.string(), leads: z.number() })),
  distinct: z.number(),
  canOrder: z.boolean(),
  isNumber: z.boolean(),
  isDate: z.boolean(),
  guessedPositive: z.string().nullable(),
  guessedUndecided: z.array(z.string()),
});

/** What the worker answers. */
export const workerReply = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('read'),
    rows: z.number(),
    unevenRows: z.number(),
    /** The row taken as the column names looks like a lead. */
    headerIsLead: z.boolean(),
    columns: z.array(readColumn),
    guessedOutcome: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('unreadable'),
    problem: z.enum(['empty', 'notText', 'noRows', 'oneColumn', 'unclosedQuote', 'tooLarge']),
  }),
  z.object({ kind: z.literal('progress'), done: z.number(), of: z.number() }),
  z.object({ kind: z.literal('learnt'), study }),
  z.object({ kind: z.literal('notLearnt'), problem: z.enum(['noColumn', 'noValue', 'oneClass', 'noColumns']) }),
  z.object({ kind: z.literal('tooFew'), positives: z.number(), negatives: z.number() }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
]);
export type WorkerReply = z.infer<typeof workerReply>;
export type ReadReply = Extract<WorkerReply, { kind: 'read' }>;

/** What to learn from a table. */
export const studyRequest = z.object({
  outcome: z.string(),
  /** The values of the outcome that mean success, and those that mean it is not decided yet. */
  positives: z.array(z.string()),
  undecided: z.array(z.string()),
  /** Leads fewer days older than the newest one are not learnt from: they may still end otherwise. By `order`, where it holds days. */
  minAgeDays: z.number().int().nonnegative(),
  leaveOut: z.array(z.string()),
  /** A column of dates or numbers, `row` where rows are oldest first, or null where nothing tells which lead was first. */
  order: z.string().nullable(),
  /** A column that holds the score in use today, to compare with. */
  compare: z.string().nullable(),
});
export type StudyRequest = z.infer<typeof studyRequest>;

/** The order of the rows themselves. */
export const rowOrder = 'row';

/** Fewer leads of either outcome than this are not learnt from at all: any card would be chance. */
export const fewestOfEither = 20;
