import { createContext, use } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { CallDetails, CallReferral } from '../../lib/calls/call';
import type { ReviewPoint } from '../../lib/calls/review';
import type { ReturnReason } from '../../lib/handoff/handoff';
import type { AppError } from '../../lib/messaging/app-error';
import { newCommandId } from '../../lib/messaging/client';
import type { CallView } from '../../lib/messaging/views';
import type { RecordKey } from '../../lib/model/record';
import type { AnswerValue } from '../../lib/qualification/answer';

/** What takes the place of the lead's cards. */
export type Panel = 'lead' | 'outcome' | 'handoff';

/** The follow-up of the call being logged: the proposed one, none, or one of the SDR's own. */
export type FollowUpChoice =
  | { readonly kind: 'proposed' }
  | { readonly kind: 'none' }
  | { readonly kind: 'at'; readonly dueAt: number; readonly timeZone: string };

/** An answer given and not yet found in what the background tells: shown and scored at once. */
export interface PendingAnswer {
  readonly commandId: string;
  readonly value: AnswerValue;
  readonly note: string;
  readonly evidence?: string | undefined;
  readonly at: number;
  readonly error: AppError | null;
}

/** The id of a command about to be given: kept over a failed try, so that trying again cannot do it twice. */
export interface PreparedCommand {
  readonly id: string;
  readonly madeAt: number;
}

/** A panel left open overnight has an id too old for what is done now; so has one from before the clock was moved. */
const idHoldsForMs = 8 * 3_600_000;

/** The command id to use now: the one prepared, while it is recent. */
export function preparedCommand(known: PreparedCommand | null, now: number): PreparedCommand {
  return known !== null && Math.abs(now - known.madeAt) < idHoldsForMs ? known : { id: newCommandId(), madeAt: now };
}

/** When a call was, how long, who called, and on which number. */
export type CallMade = Pick<CallDetails, 'startedAt' | 'durationMs' | 'direction' | 'number'>;

/** An answer being typed and not kept yet. */
export interface TypedWords {
  readonly text: string;
  readonly currency: string;
  /** The answer it is typed over, as text; empty where there was none. */
  readonly over: string;
}

/** That a handoff came back, half said. */
export interface HalfReturned {
  readonly handoffId: string;
  readonly isOpen: boolean;
  readonly reasonId: ReturnReason | null;
  readonly note: string;
}

/** What the SDR is doing with one lead: stays with the lead wherever they navigate. */
export interface LeadWork {
  readonly note: string;
  readonly outcomeId: string | null;
  /** The call on the line that the outcome is of: still that call once another window has logged it. */
  readonly callId: string | null;
  readonly followUp: FollowUpChoice;
  /** Whom they named, as far as it is typed. */
  readonly referral: CallReferral;
  /** When and how the call was, where no timer ran; null is just now. */
  readonly made: CallMade | null;
  /** How the call was that was just taken back when the panel was opened: what is logged now is that call, put right. */
  readonly madeBefore: CallMade | null;
  readonly madeOpen: boolean;
  /** Of the `logCall` in preparation: one per opening of the panel, so that logging twice logs once. */
  readonly logCommand: PreparedCommand | null;
  readonly answerNotes: Readonly<Record<string, string>>;
  /** Where answers come from, by criterion, while it is being written. */
  readonly answerEvidence: Readonly<Record<string, string>>;
  /** Answers being typed, by criterion. */
  readonly typed: Readonly<Record<string, TypedWords>>;
  readonly pending: Readonly<Record<string, PendingAnswer>>;
  readonly skipped: readonly string[];
  /** The criterion the SDR chose to see; null follows the next question. */
  readonly shown: string | null;
  /** Criteria seen before, for going back. */
  readonly trail: readonly string[];
  readonly aeId: string | null;
  /** The SDR's own words per section of the brief. */
  readonly brief: Readonly<Record<string, string>>;
  readonly handoffCommand: PreparedCommand | null;
  readonly halfReturned: HalfReturned | null;
}

export const noWork: LeadWork = {
  note: '',
  outcomeId: null,
  callId: null,
  followUp: { kind: 'proposed' },
  referral: { name: '', contact: '' },
  made: null,
  madeBefore: null,
  madeOpen: false,
  logCommand: null,
  answerNotes: {},
  answerEvidence: {},
  typed: {},
  pending: {},
  skipped: [],
  shown: null,
  trail: [],
  aeId: null,
  brief: {},
  handoffCommand: null,
  halfReturned: null,
};

/** The call just logged, for its confirmation and for undo. */
export interface LoggedCall {
  readonly call: CallView;
  readonly undone: boolean;
  /** Another window had logged it already, perhaps otherwise than was asked here. */
  readonly before: boolean;
}

/** A look back at a conversation that is being written; it outlives the confirmation of its call. */
export interface Review {
  readonly call: Pick<CallView, 'id' | 'recordKey' | 'leadName'>;
  readonly met: readonly ReviewPoint[];
}

/** A call that waits for a reason, because the calling rules do not allow it now. */
export interface AskedReason {
  readonly recordKey: RecordKey;
  readonly number: string | null;
}

export interface WorkspaceState {
  readonly work: Readonly<Partial<Record<RecordKey, LeadWork>>>;
  readonly panel: Panel;
  readonly helpOpen: boolean;
  readonly logged: LoggedCall | null;
  readonly review: Review | null;
  /** The call whose look back was kept or skipped last. */
  readonly reviewedCallId: string | null;
  readonly asked: AskedReason | null;
  /** The call logged or discarded here last: on the line no more, though what is told of it may still say so. */
  readonly closedCallId: string | null;
  /** The logged call being put right. */
  readonly editing: CallView | null;
  /** Said to screen readers; `n` tells two equal sentences apart. */
  readonly said: { readonly text: string; readonly n: number };
  readonly change: (key: RecordKey, change: (work: LeadWork) => Partial<LeadWork>) => void;
  readonly show: (panel: Panel) => void;
  readonly setHelp: (open: boolean) => void;
  readonly setLogged: (logged: LoggedCall | null) => void;
  readonly setReview: (review: Review) => void;
  /** There is nothing more to look back at in this call. */
  readonly endReview: (callId: string) => void;
  readonly setAsked: (asked: AskedReason | null) => void;
  readonly setClosed: (callId: string) => void;
  readonly setEditing: (editing: CallView | null) => void;
  readonly say: (text: string) => void;
}

export type Workspace = StoreApi<WorkspaceState>;

/** The state of one sidebar: which panel is open, and the work in hand per lead. */
export function createWorkspace(): Workspace {
  return createStore<WorkspaceState>()((set) => ({
    work: {},
    panel: 'lead',
    helpOpen: false,
    logged: null,
    review: null,
    reviewedCallId: null,
    asked: null,
    closedCallId: null,
    editing: null,
    said: { text: '', n: 0 },
    change: (key, change) =>
      set(({ work }) => {
        const now = work[key] ?? noWork;
        return { work: { ...work, [key]: { ...now, ...change(now) } } };
      }),
    show: (panel) => set({ panel }),
    setHelp: (helpOpen) => set({ helpOpen }),
    setLogged: (logged) =>
      set(({ review }) => {
        const isTakenBack = logged?.undone === true && review?.call.id === logged.call.id;
        return { logged, review: isTakenBack ? null : review };
      }),
    setReview: (review) => set({ review }),
    endReview: (callId) =>
      set(({ review }) => ({ reviewedCallId: callId, review: review?.call.id === callId ? null : review })),
    setAsked: (asked) => set({ asked }),
    setClosed: (closedCallId) => set({ closedCallId }),
    setEditing: (editing) => set({ editing }),
    say: (text) => set(({ said }) => ({ said: { text, n: said.n + 1 } })),
  }));
}

const WorkspaceContext = createContext<Workspace | null>(null);
export const WorkspaceProvider = WorkspaceContext.Provider;

/** The store itself, for event handlers. @throws Error outside a sidebar. */
export function useWorkspaceStore(): Workspace {
  const store = use(WorkspaceContext);
  if (store === null) throw new Error('No workspace around this component');
  return store;
}

/** A part of the sidebar's state. */
export function useWorkspace<T>(select: (state: WorkspaceState) => T): T {
  return useStore(useWorkspaceStore(), select);
}

/** The work in hand for a lead. */
export function useWork(key: RecordKey | null): LeadWork {
  return useWorkspace((state) => (key === null ? noWork : (state.work[key] ?? noWork)));
}
