import type { Candidate } from '../handoff/candidates';
import type { AccountExecutive } from '../handoff/handoff';
import type { LeadFate } from '../learning/lead-fate';
import type { Crm, OrgRef, RecordRef } from '../model/record';
import type { LeadList, ListPage } from './lead-list';
import type { LeadRecord } from './lead-record';
import type { FoundPerson, NamedPerson } from './named-person';
import type { OrgFields } from './org-fields';
import type { CrmProblem, CrmResult } from './result';
import type { CrmWrite } from './write';

/** How many leads one list holds at most. */
export const listedMost = 2000;

/** How many people one list holds at most. */
export const peopleMost = 10_000;

/** People of an org, and whether those are all. */
export interface People {
  readonly people: readonly Candidate[];
  readonly complete: boolean;
}

/** Who the connection acts for, and where. */
export interface CrmUser {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

/**
 * How an adapter gets its bearer token at the moment of a request; null asks for a sign-in.
 * `refresh` is called once after a 401, with the token that met it, and may yield another one.
 */
export interface Credentials {
  readonly token: () => Promise<string | null>;
  readonly refresh: (refused: string) => Promise<string | null>;
  /** Why there is no token just now, where it is more than a missing sign-in. */
  readonly problem?: () => CrmProblem | null;
}

/** What a write came to, in the order of the writes given. */
export interface WriteOutcome {
  readonly id: string;
  /** The id of the object the CRM made or changed, where it says. */
  readonly result: CrmResult<{ readonly crmId: string | null }>;
  /** True where the request for this write never left, because one before it went wrong: not an attempt. */
  readonly unsent?: true;
}

/** A record that was handed over. `since` is when (epoch ms): what is older is of no interest. */
export interface HandedOverAsk {
  readonly ref: RecordRef;
  readonly since: number;
}

/** What of a record tells of the AE's answer. */
export type HandedOver = Pick<
  LeadRecord,
  'owner' | 'status' | 'changedAt' | 'converted' | 'handoffField' | 'openOpportunities' | 'activities'
>;

/** What one handoff will write, for the SDR to read before it is written. Values are the org's own labels. */
export interface HandoffPlan {
  readonly status: { readonly from: string | null; readonly to: string | null };
  readonly owner: { readonly from: string | null; readonly to: string };
  /** The value to send for the new status; null where the org has none that fits and the status stays. */
  readonly statusValue: string | null;
}

/**
 * One org of one CRM, reachable over its public API. Two implementations, one contract suite
 * (`lib/crm/adapter.contract.test.ts`). Knows HTTP, never the database; nothing outside knows its field names.
 * No method throws for what a CRM or a network can do: it answers with a {@link CrmResult}.
 */
export interface CrmAdapter {
  readonly org: OrgRef;
  /** Who am I, and is this the org the connection is for? */
  whoAmI(signal?: AbortSignal): Promise<CrmResult<CrmUser>>;
  /** The record with company, owner, open opportunities and recent activities; at most one request where the CRM can. */
  readRecord(ref: RecordRef, signal?: AbortSignal): Promise<CrmResult<LeadRecord>>;
  /** The open leads this user owns, newest first, without activities: up to {@link listedMost}. */
  listOwned?(user: CrmUser, signal?: AbortSignal): Promise<CrmResult<readonly LeadRecord[]>>;
  /** The lists of leads the CRM keeps and this user may see, by name. */
  listLists?(signal?: AbortSignal): Promise<CrmResult<readonly LeadList[]>>;
  /** Whom a list holds, in the CRM's order, up to {@link listedMost}. */
  membersOf?(listId: string, signal?: AbortSignal): Promise<CrmResult<readonly RecordRef[]>>;
  /** These leads as {@link listOwned} tells them, in few requests; those that are gone or hidden are left out. */
  readMany?(refs: readonly RecordRef[], signal?: AbortSignal): Promise<CrmResult<readonly LeadRecord[]>>;
  /** People the CRM has who may be somebody a lead named: of the same number or address, or of that name at the company. */
  findPerson?(person: NamedPerson, signal?: AbortSignal): Promise<CrmResult<readonly FoundPerson[]>>;
  /**
   * Makes a lead (Salesforce) or a contact (HubSpot) of somebody a lead named, at the SDR's own word and where they may. Not
   * repeated by anybody: after `unsure` they are to be looked for.
   */
  createPerson?(
    person: NamedPerson,
    by: { readonly owner: CrmUser; readonly writeId: string },
    signal?: AbortSignal,
  ): Promise<CrmResult<RecordRef>>;
  /** What became of these records, by their ids; those that are gone, hidden, or of another org are left out. */
  fatesOf?(refs: readonly RecordRef[], signal?: AbortSignal): Promise<CrmResult<ReadonlyMap<string, LeadFate>>>;
  /**
   * These records as far as they tell what became of their handoffs, by id, without everything else a record view reads; those
   * that are gone or hidden are left out. Few requests for many: it is asked while nobody waits.
   */
  readHandedOver?(
    asks: readonly HandedOverAsk[],
    signal?: AbortSignal,
  ): Promise<CrmResult<ReadonlyMap<string, HandedOver>>>;
  /** The org's own fields, for the SDR to say what they mean. */
  describe?(signal?: AbortSignal): Promise<CrmResult<OrgFields>>;
  /** People a lead can be handed to: the org's active users except this one, up to {@link peopleMost}. */
  listAes(signal?: AbortSignal): Promise<CrmResult<People>>;
  /**
   * Those of them whom the CRM finds by `text`, for an org that has more than a list holds: by words of their name or
   * by the whole e-mail address in Salesforce, by the address in HubSpot, which searches owners by nothing else.
   */
  findAes?(text: string, signal?: AbortSignal): Promise<CrmResult<readonly Candidate[]>>;
  /** What handing `record` to `ae` would change, by the org's own picklists. */
  planHandoff(record: LeadRecord, ae: AccountExecutive, signal?: AbortSignal): Promise<CrmResult<HandoffPlan>>;
  /** How many writes one call of {@link write} may hold. */
  readonly batchLimit: number;
  /**
   * Applies writes in their order, in as few requests as the CRM allows; one outcome per write, in order. One poisoned write
   * does not fail the others. `soon` are writes that probably follow: what has to be read for these can be read for all.
   */
  write(
    writes: readonly CrmWrite[],
    signal?: AbortSignal,
    soon?: readonly CrmWrite[],
  ): Promise<readonly WriteOutcome[]>;
  /**
   * Which of these writes (after an `unsure`) the CRM has applied: their CRM ids by write id; absent means not applied. What
   * it holds more than once, because a request was sent again on its way, is there once afterwards.
   */
  findWritten(writes: readonly CrmWrite[], signal?: AbortSignal): Promise<CrmResult<ReadonlyMap<string, string>>>;
}

/** What a CRM's web pages tell: free of zod and HTTP, because the content script uses it. */
export interface CrmPages {
  readonly crm: Crm;
  /** The record a page's URL shows, or null where it shows none. */
  recordFromUrl(url: URL): RecordRef | null;
  /** The list of leads a page's URL shows, or null where it shows none. */
  listFromUrl(url: URL): ListPage | null;
  /** The page that shows a record. */
  urlOfRecord(ref: RecordRef): string;
  /** The record's name as the page's title has it, or null. */
  nameFromTitle(title: string): string | null;
}
