import { Dexie, type Table } from 'dexie';
import type { z } from 'zod';
import type { Draft } from '../messaging/views';
import { type Migration, migrations } from './migrations';
import type { QueueBlockRow } from './queue-blocks';
import type {
  AuditRow,
  answerRow,
  CallRow,
  CommandRow,
  dayRow,
  deliveredRow,
  handoffRow,
  outboxRow,
  PursuitRow,
  QuarantineRow,
  RecordRow,
  ReviewRow,
} from './rows';
import { WriteCount } from './write-count';

/** A table whose rows are unknown until parsed, whatever was meant to be written there. */
type Rows<Insert> = Table<unknown, string, Insert>;

/** A row of `meta`: one small thing under one name. */
export type MetaRow = { readonly key: string } & Readonly<Record<string, unknown>>;

/** Baton's IndexedDB. Background only: an extension frame in a CRM page has no IndexedDB. */
export class BatonDatabase extends Dexie {
  /** Every transaction that may write, Dexie's own and those without it. */
  readonly writes = new WriteCount();

  constructor(name: string, steps: readonly Migration[] = migrations) {
    super(name, { chromeTransactionDurability: 'strict' });
    for (const step of steps) this.version(step.version).stores({ ...step.stores });
    this.use({
      stack: 'dbcore',
      name: 'writes',
      create: (core) => ({
        ...core,
        transaction: (tables, mode, options) => {
          if (mode !== 'readonly') this.writes.begin(tables);
          return core.transaction(tables, mode, options);
        },
      }),
    });
  }

  get records(): Rows<RecordRow> {
    return this.table('records');
  }
  get pursuits(): Rows<PursuitRow> {
    return this.table('pursuits');
  }
  get answers(): Rows<z.infer<typeof answerRow>> {
    return this.table('answers');
  }
  get calls(): Rows<CallRow> {
    return this.table('calls');
  }
  get callsArchive(): Rows<CallRow> {
    return this.table('callsArchive');
  }
  get handoffs(): Rows<z.infer<typeof handoffRow>> {
    return this.table('handoffs');
  }
  get days(): Rows<z.infer<typeof dayRow>> {
    return this.table('days');
  }
  get outbox(): Rows<z.infer<typeof outboxRow>> {
    return this.table('outbox');
  }
  get delivered(): Rows<z.infer<typeof deliveredRow>> {
    return this.table('delivered');
  }
  get drafts(): Rows<Draft> {
    return this.table('drafts');
  }
  get audit(): Rows<AuditRow> {
    return this.table('audit');
  }
  get commands(): Rows<CommandRow> {
    return this.table('commands');
  }
  get meta(): Rows<MetaRow> {
    return this.table('meta');
  }
  get queueBlocks(): Rows<QueueBlockRow> {
    return this.table('queueBlocks');
  }
  get reviews(): Rows<ReviewRow> {
    return this.table('reviews');
  }
  get quarantine(): Rows<QuarantineRow> {
    return this.table('quarantine');
  }
}
