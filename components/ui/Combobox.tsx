import clsx from 'clsx';
import { type UseComboboxState, type UseComboboxStateChangeOptions, useCombobox } from 'downshift';
import { Fragment, type KeyboardEvent, useState } from 'react';
import styles from './Combobox.module.css';
import { type ControlAttributes, TextInput } from './Field';

export interface ComboboxOption {
  readonly value: string;
  readonly label: string;
  /** What tells two of the same label apart; searched as well. */
  readonly detail?: string;
  /** Searched and not shown. */
  readonly also?: string;
  /** Options of one heading stand together. */
  readonly heading?: string;
}

export interface ComboboxProps extends ControlAttributes {
  readonly options: readonly ComboboxOption[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder: string;
  /** What is typed, null where the list is closed: for options that have to be looked for elsewhere. */
  readonly onTyped?: (typed: string | null) => void;
  /** Said under the list while it is open. */
  readonly note?: string | undefined;
  readonly labels: {
    readonly none: string;
    /** Says how many are not shown. */
    readonly more: (count: number) => string;
    /** Says how many were found, for screen readers. */
    readonly found: (count: number) => string;
  };
}

/** More at once nobody reads: typing narrows it down. */
const shownMost = 60;

/** Letters as people type them: without accents, in lower case. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Options that have every word typed in what is shown or searched of them, in their order. */
export function matching(options: readonly ComboboxOption[], typed: string): readonly ComboboxOption[] {
  const words = plain(typed).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return options;
  return options.filter(({ label, detail = '', also = '' }) => {
    const text = plain(`${label} ${detail} ${also}`);
    return words.every((word) => text.includes(word));
  });
}

/** A choice out of many, by downshift: typing narrows the list down, and only Enter or a press on an option chooses. */
export function Combobox({ options, value, onChange, placeholder, onTyped, note, labels, ...control }: ComboboxProps) {
  const { id } = control;
  const [typed, setOwnTyped] = useState<string | null>(null);
  const setTyped = (text: string | null) => {
    setOwnTyped(text);
    onTyped?.(text);
  };
  const chosen = options.find((option) => option.value === value) ?? null;
  const found = matching(options, typed ?? '');
  const shown = found.slice(0, shownMost);
  const { isOpen, highlightedIndex, getInputProps, getMenuProps, getItemProps } = useCombobox<ComboboxOption>({
    items: [...shown],
    selectedItem: chosen,
    itemToString: (option) => option?.label ?? '',
    itemToKey: (option) => option?.value,
    inputValue: typed ?? chosen?.label ?? '',
    inputId: id,
    menuId: `${id}-list`,
    getItemId: (index) => `${id}-option-${index}`,
    stateReducer: (state, change) => reduced(state, change, options),
    onSelectedItemChange: ({ selectedItem }) => selectedItem !== null && onChange(selectedItem.value),
    onIsOpenChange: ({ isOpen: opened }) => !opened && setTyped(null),
  });
  const { onKeyDown, ...input } = getInputProps({
    ...control,
    // The label is the field's own, by its `for`.
    'aria-labelledby': undefined,
    // Not after the render that follows, or the caret would jump to the end.
    onChange: ({ currentTarget }) => setTyped(currentTarget.value),
    onFocus: ({ currentTarget }) => currentTarget.select(),
  });

  return (
    <div className={styles['combobox']}>
      <TextInput
        {...input}
        spellCheck={false}
        placeholder={placeholder}
        onKeyDown={(event) => !isOthers(event, isOpen) && onKeyDown?.(event)}
      />
      <span role="status" className={styles['status']}>
        {isOpen && typed !== null ? labels.found(found.length) : ''}
      </span>
      <div
        {...getMenuProps({ 'aria-label': placeholder })}
        hidden={!isOpen || shown.length === 0}
        className={styles['list']}
      >
        {isOpen &&
          shown.map((option, index) => (
            <Fragment key={option.value}>
              {option.heading !== undefined && option.heading !== shown[index - 1]?.heading && (
                <div role="presentation" className={styles['heading']}>
                  {option.heading}
                </div>
              )}
              <div
                {...getItemProps({ item: option, index })}
                className={clsx(
                  styles['option'],
                  index === highlightedIndex && styles['active'],
                  option === chosen && styles['chosen'],
                )}
              >
                <span dir="auto">{option.label}</span>
                {option.detail !== undefined && (
                  <span dir="auto" className={styles['detail']}>
                    {option.detail}
                  </span>
                )}
              </div>
            </Fragment>
          ))}
      </div>
      {isOpen && shown.length === 0 && <p className={styles['rest']}>{labels.none}</p>}
      {isOpen && found.length > shown.length && (
        <p className={styles['rest']}>{labels.more(found.length - shown.length)}</p>
      )}
      {isOpen && note !== undefined && (
        <p className={styles['rest']} role="status">
          {note}
        </p>
      )}
    </div>
  );
}

/** Keys that are not the list's: those of an input method, Escape with nothing open, and Enter with a modifier, which submits. */
function isOthers({ key, ctrlKey, metaKey, nativeEvent }: KeyboardEvent, isOpen: boolean): boolean {
  return nativeEvent.isComposing || (key === 'Escape' && !isOpen) || (key === 'Enter' && (ctrlKey || metaKey));
}

/** Where downshift would choose or close by itself, and nobody asked for it. */
function reduced(
  state: UseComboboxState<ComboboxOption>,
  { type, changes }: UseComboboxStateChangeOptions<ComboboxOption>,
  options: readonly ComboboxOption[],
): Partial<UseComboboxState<ComboboxOption>> {
  switch (type) {
    // Going away chooses nothing.
    case useCombobox.stateChangeTypes.InputBlur:
      return { ...changes, selectedItem: state.selectedItem };
    case useCombobox.stateChangeTypes.InputClick:
      return state.isOpen ? state : changes;
    // What was narrowed down to one needs no arrow.
    case useCombobox.stateChangeTypes.InputChange:
      return { ...changes, highlightedIndex: matching(options, changes.inputValue ?? '').length === 1 ? 0 : -1 };
    // Enter with nothing active closes nothing.
    case useCombobox.stateChangeTypes.InputKeyDownEnter:
      return state.highlightedIndex < 0 ? state : changes;
    default:
      return changes;
  }
}
