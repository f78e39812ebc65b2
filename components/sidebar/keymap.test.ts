import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomes } from '../../lib/calls/outcomes';
import { bindings, commandOf, type FocusKind, focusKindOf, type KeyPress } from './keymap';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  isComposing: false,
  keyCode: 0,
  ...more,
});

describe('the registry of keys', () => {
  it('gives no letter two meanings', () => {
    const single = bindings.flatMap((binding) => binding.keys).filter((key) => key !== 'Enter');
    const all = [...single, ...outcomes.map((outcome) => outcome.key)];
    expect(new Set(all).size).toBe(all.length);
  });

  it('names every outcome by its letter, in either case', () => {
    for (const outcome of outcomes) {
      const expected = { kind: 'outcome', outcomeId: outcome.id };
      expect(commandOf(press(outcome.key), 'elsewhere')).toEqual(expected);
      expect(commandOf(press(outcome.key.toLowerCase()), 'control')).toEqual(expected);
    }
  });

  it('takes no key but Escape and Enter while text is typed', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 1 }),
        fc.constantFrom<FocusKind>('typing', 'callNote'),
        (key, focus) => commandOf(press(key), focus) === null,
      ),
    );
    expect(commandOf(press('Escape'), 'typing')).toEqual({ kind: 'action', action: 'escape' });
  });

  it('takes nothing while an input method composes, on repeat or with Alt', () => {
    const keys = fc.constantFrom('N', 'Enter', 'Escape', '1', '/', 'ArrowRight');
    const focus = fc.constantFrom<FocusKind>('typing', 'callNote', 'radio', 'control', 'elsewhere');
    const blocked = fc.constantFrom<Partial<KeyPress>>(
      { isComposing: true },
      { keyCode: 229 },
      { repeat: true },
      { altKey: true },
    );
    fc.assert(fc.property(keys, focus, blocked, (key, where, how) => commandOf(press(key, how), where) === null));
  });

  it('takes no letter with Ctrl or Meta, so that the browser keeps its own', () => {
    expect(commandOf(press('n', { ctrlKey: true }), 'elsewhere')).toBeNull();
    expect(commandOf(press('c', { metaKey: true }), 'elsewhere')).toBeNull();
    expect(commandOf(press('Enter', { ctrlKey: true }), 'typing')).toEqual({ kind: 'action', action: 'handOver' });
  });

  it('lets Enter press the focused button, log from the call note, and break a line with Shift there', () => {
    expect(commandOf(press('Enter'), 'control')).toBeNull();
    expect(commandOf(press('Enter'), 'typing')).toBeNull();
    expect(commandOf(press('Enter'), 'callNote')).toEqual({ kind: 'action', action: 'confirm' });
    expect(commandOf(press('Enter', { shiftKey: true }), 'callNote')).toBeNull();
    expect(commandOf(press('Enter', { shiftKey: true }), 'radio')).toEqual({
      kind: 'action',
      action: 'confirmAndNext',
    });
  });

  it('leaves arrows to radios and controls', () => {
    expect(commandOf(press('ArrowRight'), 'elsewhere')).toEqual({ kind: 'action', action: 'skip' });
    expect(commandOf(press('ArrowRight'), 'radio')).toBeNull();
  });

  it('goes by the place of the key on a layout without Latin letters or with digits behind Shift', () => {
    expect(commandOf(press('т', { code: 'KeyN' }), 'elsewhere')).toEqual({ kind: 'outcome', outcomeId: 'noAnswer' });
    expect(commandOf(press('é', { code: 'Digit2' }), 'elsewhere')).toEqual({ kind: 'digit', digit: 2 });
    expect(commandOf(press('!', { code: 'Digit1', shiftKey: true }), 'elsewhere')).toBeNull();
  });
});

describe('focusKindOf', () => {
  const inside = (html: string): FocusKind => {
    document.body.innerHTML = html;
    return focusKindOf(document.querySelector('#x'));
  };

  it('tells typing from controls', () => {
    expect(inside('<input id="x">')).toBe('typing');
    expect(inside('<textarea id="x"></textarea>')).toBe('typing');
    expect(inside('<select id="x"></select>')).toBe('typing');
    expect(inside('<div contenteditable="true"><b id="x">a</b></div>')).toBe('typing');
    expect(inside('<textarea id="x" data-call-note></textarea>')).toBe('callNote');
    expect(inside('<button role="radio" id="x">a</button>')).toBe('radio');
    expect(inside('<button><span id="x">a</span></button>')).toBe('control');
    expect(inside('<p id="x">a</p>')).toBe('elsewhere');
  });
});
