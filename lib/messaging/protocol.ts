import { z } from 'zod';
import { ruleFile } from '../calling/rule';
import { snippet } from '../calls/snippets';
import { leadList } from '../crm/lead-list';
import { crmProblem } from '../crm/result';
import { receivers } from '../handoff/candidates';
import { id, locale, orgKey, recordKey } from '../model/schemas';
import { play } from '../plays/play';
import { progressSnapshot, targets, workingTime } from '../progress/progress';
import { callMessages } from './call-messages';
import { crmMessages } from './crm-messages';
import { handoffMessages } from './handoff-messages';
import type { MessageForms } from './message-form';
import { scorecardMessages } from './scorecard-messages';
import { callingView, colleagueView, leadView, playsView, queueItem, queueSource } from './views';

/** Appearance and behaviour the SDR chose; in `storage.local` under `settings`. */
export const settings = z.object({
  language: z.union([locale, z.literal('auto')]),
  theme: z.enum(['auto', 'light', 'dark']),
  workingTime,
  /** Seconds on the line from which a connect counts as a conversation. Source: domain notes section 2 (Orum). */
  conversationSeconds: z.number().int().min(1).max(3600),
  /** Short texts for the notes of calls. */
  snippets: z.array(snippet).max(100).optional(),
  /** Who may receive leads, by org; nothing is agreed where an org is not named. */
  receivers: z.record(z.string(), receivers).optional(),
  dock: z.object({ widthPx: z.number().int().min(320).max(480), collapsed: z.boolean() }),
});
export type Settings = z.infer<typeof settings>;

/**
 * The one protocol between Baton's own pages and the background: what each message asks and answers.
 * A command changes something and carries `commandId`, made by the surface: the same id twice has the effect of once.
 * A new message is a new member here, or of what it is about, and in `lib/services/handlers.ts`.
 */
export const protocol = {
  /** Which record this tab shows (asked by the sidebar frame; the tab is the sender's). */
  whichTab: { ask: z.object({}), answer: z.object({ tabId: z.number().int() }) },
  /** The sidebar frame has painted and may be shown. */
  sidebarReady: { ask: z.object({}), answer: z.null() },
  /** Collapse, expand, resize (remembered), give focus back to the page. */
  dock: {
    ask: z.object({
      collapsed: z.boolean().optional(),
      widthPx: z.number().int().optional(),
      focusPage: z.boolean().optional(),
    }),
    answer: z.null(),
  },
  /** Show another record in this tab, by the CRM's own navigation where it can. */
  openRecord: { ask: z.object({ recordKey, newTab: z.boolean() }), answer: z.null() },
  openDashboard: { ask: z.object({ page: z.string() }), answer: z.null() },
  leadView: { ask: z.object({ recordKey, refresh: z.boolean() }), answer: leadView, waits: 'crm' },
  settings: { ask: z.object({}), answer: settings },
  /** Other people of the lead's company in the same org, the one called last in front. */
  colleagues: { ask: z.object({ recordKey }), answer: z.array(colleagueView).max(5) },
  /** Whom to call next: never one of those at hand. */
  nextLead: {
    ask: z.object({ atHand: z.array(recordKey).max(4) }),
    answer: z.object({ next: queueItem.nullable() }),
  },
  queue: {
    ask: z.object({ limit: z.number().int().min(1).max(500) }),
    answer: z.object({
      items: z.array(queueItem),
      callable: z.number().int(),
      known: z.number().int(),
      /** Of so many leads is shown what was true before something changed. */
      behind: z.number().int(),
    }),
  },
  /** Whom the queue takes from, for each connected org. */
  queueSources: { ask: z.object({}), answer: z.array(queueSource) },
  /** The lists of leads an org keeps, asked of it. */
  leadLists: {
    ask: z.object({ org: orgKey }),
    answer: z.object({ lists: z.array(leadList), problem: crmProblem.nullable() }),
    waits: 'crm',
  },
  /** Lets the queue take from a list or from one's own leads (null), read now. Saying the same again reads it again. */
  chooseLeadList: { ask: z.object({ org: orgKey, list: leadList.nullable() }), answer: queueSource, waits: 'crm' },
  plays: { ask: z.object({}), answer: playsView },
  /** Keeps the team's plays in their order, or goes back to the ready-made ones (null). */
  savePlays: { ask: z.object({ commandId: id, plays: z.array(play).max(50).nullable() }), answer: z.null() },
  /** The calling rules in force, and the public holidays of these countries. */
  callingRules: { ask: z.object({ countries: z.array(z.string().length(2)).max(20) }), answer: callingView },
  /** Takes over a file of calling rules, or goes back to the shipped ones (null). */
  importCallingRules: { ask: z.object({ commandId: id, file: ruleFile.nullable() }), answer: z.null() },
  saveTargets: { ask: z.object({ commandId: id, targets }), answer: progressSnapshot },
  /** Changes these settings and no others; of who may receive leads, these orgs and no others. */
  saveSettings: { ask: z.object({ commandId: id, change: settings.partial() }), answer: settings },
  ...callMessages,
  ...handoffMessages,
  ...scorecardMessages,
  ...crmMessages,
} as const satisfies MessageForms;

export type Protocol = typeof protocol;
export type MessageName = keyof Protocol;
export type Ask<N extends MessageName> = z.infer<Protocol[N]['ask']>;
export type Answer<N extends MessageName> = z.infer<Protocol[N]['answer']>;

/**
 * What changed, so that open surfaces ask again: a live value under `pulse`.
 * Topics: `lead:<recordKey>`, `calls`, `callingRules`, `queue`, `plays`, `reviews`, `sync`, `connections`, `followUps`, `handoffs`,
 * `settings`, `scorecards`, `scorecardDrafts`.
 */
export const pulse = z.object({ n: z.number().int(), topics: z.array(z.string()) });
export type Pulse = z.infer<typeof pulse>;
