import { outcomes } from '../../lib/calls/outcomes';

/** Everything a key can do in the sidebar, besides naming an outcome. */
export type Action =
  | 'startCall'
  | 'endCall'
  | 'outcomePanel'
  | 'confirm'
  | 'confirmAndNext'
  | 'followUpTime'
  | 'callNote'
  | 'undo'
  | 'callDetails'
  | 'stepDone'
  | 'digit'
  | 'dontKnow'
  | 'wontSay'
  | 'confirmAnswer'
  | 'answerNote'
  | 'answerEvidence'
  | 'skip'
  | 'back'
  | 'handoffPanel'
  | 'handOver'
  | 'jumpToCall'
  | 'nextLead'
  | 'reminder'
  | 'escape'
  | 'help';

export type KeyGroup = 'call' | 'question' | 'handoff' | 'everywhere';

interface KeyBinding {
  readonly action: Action;
  /** Values of `KeyboardEvent.key`, letters in upper case. */
  readonly keys: readonly string[];
  /** As a hint shows it. */
  readonly shown: string;
  readonly group: KeyGroup;
}

/**
 * The one registry of keys: the handler, the hints and the help all read it. Outcome letters come from the outcomes
 * themselves and are checked against these by a test.
 */
export const bindings: readonly KeyBinding[] = [
  { action: 'startCall', keys: ['C'], shown: 'C', group: 'call' },
  { action: 'endCall', keys: ['E'], shown: 'E', group: 'call' },
  { action: 'outcomePanel', keys: ['O'], shown: 'O', group: 'call' },
  { action: 'confirm', keys: ['Enter'], shown: 'Enter', group: 'call' },
  { action: 'confirmAndNext', keys: ['Enter'], shown: '⇧ Enter', group: 'call' },
  { action: 'followUpTime', keys: ['T'], shown: 'T', group: 'call' },
  { action: 'callNote', keys: ['A'], shown: 'A', group: 'call' },
  { action: 'undo', keys: ['Z'], shown: 'Z', group: 'call' },
  { action: 'callDetails', keys: [','], shown: ',', group: 'call' },
  { action: 'stepDone', keys: ['+'], shown: '+', group: 'call' },
  { action: 'digit', keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], shown: '1–9', group: 'question' },
  { action: 'dontKnow', keys: ['0'], shown: '0', group: 'question' },
  { action: 'wontSay', keys: ['-'], shown: '-', group: 'question' },
  { action: 'confirmAnswer', keys: ['Y'], shown: 'Y', group: 'question' },
  { action: 'answerNote', keys: ['/'], shown: '/', group: 'question' },
  { action: 'answerEvidence', keys: ['.'], shown: '.', group: 'question' },
  { action: 'skip', keys: ['ArrowRight'], shown: '→', group: 'question' },
  { action: 'back', keys: ['ArrowLeft'], shown: '←', group: 'question' },
  { action: 'handoffPanel', keys: ['H'], shown: 'H', group: 'handoff' },
  { action: 'handOver', keys: ['Enter'], shown: 'Ctrl Enter', group: 'handoff' },
  { action: 'nextLead', keys: ['F'], shown: 'F', group: 'everywhere' },
  { action: 'reminder', keys: ['S'], shown: 'S', group: 'everywhere' },
  { action: 'jumpToCall', keys: ['J'], shown: 'J', group: 'everywhere' },
  { action: 'escape', keys: ['Escape'], shown: 'Esc', group: 'everywhere' },
  { action: 'help', keys: ['?'], shown: '?', group: 'everywhere' },
];

export const keyGroups: readonly KeyGroup[] = ['call', 'question', 'handoff', 'everywhere'];

/** The hint of an action, for `<Kbd>`. */
export function hintOf(action: Action): string {
  return bindings.find((binding) => binding.action === action)?.shown ?? '';
}

/** What a key press asks for. */
export type KeyCommand =
  | { readonly kind: 'action'; readonly action: Exclude<Action, 'digit'> }
  | { readonly kind: 'digit'; readonly digit: number }
  | { readonly kind: 'outcome'; readonly outcomeId: string };

/** The part of a `KeyboardEvent` that decides. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
  readonly isComposing: boolean;
  readonly keyCode: number;
}

/** Where the focus is, as far as keys are concerned. */
export type FocusKind =
  /** Text is being typed: only Escape and the Enter combinations mean anything. */
  | 'typing'
  /** The note of a call: as `typing`, and Enter logs. */
  | 'callNote'
  /** A control that Enter and arrow keys already mean something to. */
  | 'control'
  /** A radio: arrows choose, Enter is free. */
  | 'radio'
  | 'elsewhere';

/** What this key press asks for where the focus is, or null where it is not ours. */
export function commandOf(press: KeyPress, focus: FocusKind): KeyCommand | null {
  // 229 is what Chromium and Safari report while an input method still composes, or for the Enter that ends it.
  if (press.isComposing || press.keyCode === 229 || press.repeat || press.altKey) return null;
  if (press.key === 'Enter') return enterCommand(press, focus);
  if (press.ctrlKey || press.metaKey) return null;
  if (press.key === 'Escape') return action('escape');
  if (focus === 'typing' || focus === 'callNote') return null;
  return plainCommand(press, focus);
}

function enterCommand(press: KeyPress, focus: FocusKind): KeyCommand | null {
  if (press.ctrlKey || press.metaKey) return action('handOver');
  if (focus === 'typing' || focus === 'control') return null;
  // In a note Shift+Enter is a new line, as everywhere people type.
  if (press.shiftKey) return focus === 'callNote' ? null : action('confirmAndNext');
  return action('confirm');
}

function plainCommand(press: KeyPress, focus: FocusKind): KeyCommand | null {
  const key = keyOf(press);
  if (key.startsWith('Arrow') && (focus === 'radio' || focus === 'control')) return null;
  if (/^[1-9]$/.test(key)) return { kind: 'digit', digit: Number(key) };
  const outcome = outcomes.find((each) => each.key === key);
  if (outcome !== undefined) return { kind: 'outcome', outcomeId: outcome.id };
  const bound = bindings.find((binding) => binding.action !== 'digit' && binding.keys.includes(key));
  return bound === undefined || bound.action === 'digit' ? null : action(bound.action);
}

/** The key as the registry names it; layouts without Latin letters, or with digits behind Shift, go by its place. */
function keyOf({ key, code, shiftKey }: KeyPress): string {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  if (/^[0-9]$/.test(key) || bindings.some((binding) => binding.keys.includes(key))) return key;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return letter;
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
  return digit !== undefined && !shiftKey ? digit : key;
}

function action(name: Exclude<Action, 'digit'>): KeyCommand {
  return { kind: 'action', action: name };
}

/** Marks the note of a call for {@link focusKindOf}. */
export const callNoteAttribute = 'data-call-note';

/** Where an event's target stands. */
export function focusKindOf(target: EventTarget | null): FocusKind {
  if (!(target instanceof Element)) return 'elsewhere';
  if (target.hasAttribute(callNoteAttribute)) return 'callNote';
  if (target.closest('[role="radio"]') !== null) return 'radio';
  if (target.closest('input, textarea, select, [contenteditable]:not([contenteditable="false"])') !== null) {
    return 'typing';
  }
  return target.closest('button, a[href], summary, [role="tab"], [role="button"]') === null ? 'elsewhere' : 'control';
}
