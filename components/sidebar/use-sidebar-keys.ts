import { useEffect, useRef } from 'react';
import { ask } from '../../lib/messaging/client';
import type { CallView, Reminder } from '../../lib/messaging/views';
import type { RecordKey } from '../../lib/model/record';
import { choicesOf } from '../../lib/qualification/criterion-kinds';
import { chooseReason } from '../call/reasons';
import type { CallControls } from '../call/use-call-controls';
import type { Logging, NextLead } from '../call/use-logging';
import type { OutcomeDraft } from '../call/use-outcome';
import type { CallPermission } from '../call/use-permission';
import type { CallTarget } from '../call/use-target';
import type { Handover } from '../handoff/use-handover';
import { latestCall } from '../lead/past';
import type { PlayOfLead } from '../plays/use-play';
import type { Steps } from '../plays/use-steps';
import { valueOfChoice } from '../scorecard/AnswerControl';
import type { Answering } from '../scorecard/use-answering';
import type { QuestionControls } from '../scorecard/use-question';
import { answerFieldId, focusIds, focusOn } from './focus';
import type { Action, KeyCommand } from './keymap';
import { useKeys } from './use-keys';
import type { ShownLead } from './use-shown-lead';
import { useWorkspaceStore, type Workspace } from './workspace';

/** Everything the keys act on. */
export interface SidebarParts {
  readonly shown: ShownLead | null | undefined;
  readonly target: CallTarget | null;
  readonly draft: OutcomeDraft;
  readonly logging: Logging;
  readonly calls: CallControls;
  readonly permissionOf: CallPermission;
  readonly next: NextLead | null;
  /** The promised call that is due, unless its lead is the one shown. */
  readonly reminder: Reminder | null;
  /** The play of the lead shown. */
  readonly play: PlayOfLead | undefined;
  readonly steps: Steps;
  readonly questions: QuestionControls;
  readonly answering: Answering;
  readonly handover: Handover;
}

type Handlers = Readonly<Record<Exclude<Action, 'digit'>, () => boolean>>;
type Waiting = 'startCall' | 'handoffPanel';

/** Wires the registry of keys to what they do. Each handler answers whether it used the key. */
export function useSidebarKeys(parts: SidebarParts): void {
  const store = useWorkspaceStore();
  const handlers: Handlers = {
    ...callHandlers(parts, store),
    ...questionHandlers(parts, store),
    ...otherHandlers(parts, store),
  };
  const hold = useHeldKey(parts.shown, (action) => handlers[action]());
  useKeys((command) => hold(command) || handle(command, parts, handlers, store));
}

/**
 * A lead's name is read before what this browser keeps of it. A key that needs the latter, pressed in between, waits
 * for it: it is never swallowed, and it never acts on another lead. Answers whether the command was put aside.
 */
function useHeldKey(shown: SidebarParts['shown'], act: (action: Waiting) => void): (command: KeyCommand) => boolean {
  const held = useRef<{ readonly recordKey: RecordKey; readonly action: Waiting } | null>(null);
  useEffect(() => {
    if (held.current === null || (shown != null && shown.view === undefined)) return;
    const { recordKey, action } = held.current;
    held.current = null;
    if (shown?.key === recordKey) act(action);
  });
  return (command) => {
    if (command.kind !== 'action' || shown == null || shown.view !== undefined) return false;
    if (command.action !== 'startCall' && command.action !== 'handoffPanel') return false;
    held.current = { recordKey: shown.key, action: command.action };
    return true;
  };
}

function handle(command: KeyCommand, parts: SidebarParts, handlers: Handlers, store: Workspace): boolean {
  switch (command.kind) {
    case 'action':
      return handlers[command.action]();
    case 'outcome':
      if (parts.target === null) return false;
      chooseOutcome(command.outcomeId, parts, store);
      return true;
    case 'digit':
      if (store.getState().asked !== null) return chooseReason(command.digit, parts.calls);
      return store.getState().panel === 'outcome'
        ? parts.draft.chooseSuggestion(command.digit)
        : answerByDigit(command.digit, parts, store);
  }
}

/** The letter of a referral once more goes on to whom they named. */
function chooseOutcome(outcomeId: string, { draft }: SidebarParts, store: Workspace): void {
  const isAgain = store.getState().panel === 'outcome' && draft.outcome?.id === outcomeId;
  draft.choose(outcomeId);
  draft.open();
  if (isAgain && draft.outcome?.followUp.kind === 'referral') focusOn(focusIds.referralName);
}

function answerByDigit(digit: number, { shown, questions, answering }: SidebarParts, store: Workspace): boolean {
  const { question } = questions;
  if (store.getState().panel !== 'lead' || question?.kind !== 'ask') return false;
  const { criterion } = question;
  const option = choicesOf(criterion)[digit - 1];
  if (option !== undefined) {
    answering.give(criterion, valueOfChoice(criterion, shown?.answers[criterion.id]?.value, option.id));
    return true;
  }
  const field = document.getElementById(answerFieldId(digit));
  if (field === null) return false;
  focusOn(field.id);
  return true;
}

function callHandlers({ shown, target, draft, logging, calls, steps }: SidebarParts, store: Workspace) {
  const panelIs = (panel: 'outcome' | 'lead') => store.getState().panel === panel;
  const inOutcome = (act: () => void) => () => {
    if (!panelIs('outcome')) return false;
    act();
    return true;
  };
  const openFirst = (act: () => void) => () => {
    if (target === null) return false;
    draft.open();
    act();
    return true;
  };
  return {
    startCall: () => calls.start(),
    endCall: () => calls.end(),
    outcomePanel: openFirst(() => undefined),
    confirm: inOutcome(() => logging.log(false)),
    confirmAndNext: inOutcome(() => logging.log(true)),
    callNote: openFirst(() => focusOn(focusIds.callNote)),
    followUpTime: inOutcome(() => focusOn(focusIds.followUpTime)),
    callDetails: () => {
      if (panelIs('outcome') && target?.running === null) {
        draft.openMade(true);
        focusOn(focusIds.callTime);
        return true;
      }
      const last = justLogged(shown, store) ?? latestCall(shown?.view);
      if (!panelIs('lead') || last === undefined) return false;
      store.getState().setEditing(last);
      return true;
    },
    stepDone: () => panelIs('lead') && steps.tick(),
    undo: () => {
      const { logged } = store.getState();
      if (logged?.undone === true) return false;
      // What was confirmed some time ago is not taken back by a single key: it goes to the button that does it.
      if (logged === null) return panelIs('lead') && focusOn(focusIds.undoCall);
      logging.undo(logged.call);
      return true;
    },
  };
}

/** The call of the lead shown that was logged a moment ago, while what is known of the lead does not have it yet. */
function justLogged(shown: SidebarParts['shown'], store: Workspace): CallView | undefined {
  const { logged } = store.getState();
  if (logged === null || logged.undone || logged.call.recordKey !== shown?.key) return undefined;
  return shown.view?.calls.some(({ id }) => id === logged.call.id) === true ? undefined : logged.call;
}

function questionHandlers({ questions, answering, draft }: SidebarParts, store: Workspace) {
  const atQuestion = (act: () => boolean) => () => store.getState().panel === 'lead' && act();
  const give = (kind: 'unknown' | 'refused') =>
    atQuestion(() => {
      if (questions.question?.kind !== 'ask') return false;
      answering.give(questions.question.criterion, { kind });
      return true;
    });
  const dontKnow = give('unknown');
  return {
    dontKnow: () => {
      if (store.getState().panel !== 'outcome') return dontKnow();
      draft.setFollowUp({ kind: 'none' });
      return true;
    },
    wontSay: give('refused'),
    confirmAnswer: atQuestion(() => answering.confirm(questions.question)),
    answerNote: atQuestion(() => {
      focusOn(focusIds.answerNote);
      return questions.question?.kind === 'ask';
    }),
    answerEvidence: atQuestion(() => {
      focusOn(focusIds.answerEvidence);
      return questions.question?.kind === 'ask';
    }),
    skip: atQuestion(questions.skip),
    back: atQuestion(questions.back),
  };
}

function otherHandlers({ shown, target, handover, logging, next, reminder }: SidebarParts, store: Workspace) {
  return {
    handoffPanel: () => {
      if (shown?.view === undefined) return false;
      store.getState().show('handoff');
      return true;
    },
    handOver: () => {
      const { panel } = store.getState();
      if (panel === 'handoff') handover.submit();
      else if (panel === 'outcome') logging.log(false);
      return panel !== 'lead';
    },
    jumpToCall: () => {
      if (target?.running == null || !target.elsewhere) return false;
      void ask('openRecord', { recordKey: target.key, newTab: false });
      return true;
    },
    nextLead: () => {
      if (next === null) return false;
      void ask('openRecord', { recordKey: next.recordKey, newTab: false });
      return true;
    },
    reminder: () => {
      if (reminder === null) return false;
      void ask('openRecord', { recordKey: reminder.recordKey, newTab: false });
      return true;
    },
    escape: () => {
      closeOrLeave(store);
      return true;
    },
    help: () => {
      store.getState().setHelp(true);
      return true;
    },
  };
}

/** Escape drops a call that waits for a reason, leaves a field, then closes the panel, then gives the focus back to the page. */
function closeOrLeave(store: Workspace): void {
  const { panel, show, asked, setAsked } = store.getState();
  if (asked !== null) {
    setAsked(null);
    return;
  }
  if (panel !== 'lead') {
    show('lead');
    focusOn(focusIds.outcomeButton);
    return;
  }
  const focused = document.activeElement;
  if (focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement) {
    focused.blur();
    return;
  }
  void ask('dock', { focusPage: true });
}
