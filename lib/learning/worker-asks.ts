import { z } from 'zod';
import { usesOf } from './columns';
import { isHeaderLead } from './header';
import { guessOutcome, guessPositive, guessUndecided, valuesOf } from './outcome';
import { readCsv, textOf } from './read-csv';
import { type ReadReply, type StudyRequest, studyRequest, type WorkerReply } from './report';
import { studySteps, studyTable } from './study';
import { type LeadTable, tableOf } from './table';

/** What the page asks of the worker. */
export const workerAsk = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('readFile'), bytes: z.instanceof(ArrayBuffer) }),
  z.object({ kind: z.literal('takeRows'), names: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  z.object({ kind: z.literal('study'), request: studyRequest }),
]);
export type WorkerAsk = z.infer<typeof workerAsk>;

const shownValues = 100;

/** Answers the page's asks, one after the other; holds the table between them, so that it crosses once. */
export class Learner {
  #table: LeadTable | null = null;

  /** Answers by `reply`, also with progress; what it cannot do it says, it never throws. */
  answer(raw: unknown, reply: (answer: WorkerReply) => void): void {
    try {
      const ask = workerAsk.parse(raw);
      if (ask.kind === 'readFile') reply(this.#read(ask.bytes));
      else if (ask.kind === 'takeRows')
        reply(this.#take(tableOf(ask.names, ask.rows), { unevenRows: 0, headerIsLead: false }));
      else reply(this.#study(ask.request, reply));
    } catch (error) {
      reply({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  }

  #read(bytes: ArrayBuffer): WorkerReply {
    const result = readCsv(textOf(new Uint8Array(bytes)));
    if (!result.ok) return { kind: 'unreadable', problem: result.problem };
    const { table, unevenRows } = result;
    return this.#take(table, { unevenRows, headerIsLead: isHeaderLead(table) });
  }

  #take(table: LeadTable, doubts: Pick<ReadReply, 'unevenRows' | 'headerIsLead'>): ReadReply {
    this.#table = table;
    const uses = usesOf(table);
    return {
      kind: 'read',
      rows: table.rows,
      ...doubts,
      guessedOutcome: guessOutcome(table),
      columns: table.columns.map((column, index) => {
        const use = uses[index];
        const isNumber = use?.kind === 'amount';
        return {
          name: column.name,
          values: valuesOf(column).slice(0, shownValues),
          distinct: column.texts.length,
          canOrder: isNumber || (use?.kind === 'leftOut' && (use.why === 'date' || use.why === 'identifier')),
          isNumber,
          isDate: use?.kind === 'leftOut' && use.why === 'date',
          guessedPositive: guessPositive(column),
          guessedUndecided: [...guessUndecided(column)],
        };
      }),
    };
  }

  #study(request: StudyRequest, reply: (answer: WorkerReply) => void): WorkerReply {
    if (this.#table === null) return { kind: 'failed', message: 'nothing was read yet' };
    const result = studyTable(this.#table, request, (done) => reply({ kind: 'progress', done, of: studySteps }));
    if (result.ok) return { kind: 'learnt', study: result.study };
    if (result.problem !== 'tooFew') return { kind: 'notLearnt', problem: result.problem };
    return { kind: 'tooFew', positives: result.positives, negatives: result.negatives };
  }
}
