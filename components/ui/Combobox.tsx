import clsx from 'clsx';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import styles from './Combobox.module.css';
import { type ControlAttributes, TextInput } from './Field';

export interface ComboboxOption {
  readonly value: string;
  readonly label: string;
  /** What tells two of the same label apart; searched as well. */
  readonly detail?: string;
  /** Options of one heading stand together. */
  readonly heading?: string;
}

export interface ComboboxProps extends ControlAttributes {
  readonly options: readonly ComboboxOption[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder: string;
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

/** Options that have every word typed in label or detail, in their order. */
export function matching(options: readonly ComboboxOption[], typed: string): readonly ComboboxOption[] {
  const words = plain(typed).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return options;
  return options.filter(({ label, detail = '' }) => {
    const text = plain(`${label} ${detail}`);
    return words.every((word) => text.includes(word));
  });
}

/**
 * A choice out of many: typing narrows the list, arrows move in it, Enter chooses, Escape closes it.
 * The pattern "editable combobox with list autocomplete" of the ARIA Authoring Practices.
 */
export function Combobox({ options, value, onChange, placeholder, labels, ...control }: ComboboxProps) {
  const { id } = control;
  const [typed, setTyped] = useState<string | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const list = useRef<HTMLDivElement>(null);
  const chosen = options.find((option) => option.value === value);
  const found = isOpen ? matching(options, typed ?? '') : [];
  const shown = found.slice(0, shownMost);
  const optionId = (index: number) => `${id}-option-${index}`;
  useEffect(() => {
    if (active >= 0) list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  function close() {
    setIsOpen(false);
    setTyped(null);
    setActive(-1);
  }
  function open() {
    setIsOpen(true);
    setActive(
      Math.min(
        options.findIndex((option) => option.value === value),
        shownMost - 1,
      ),
    );
  }
  function choose(option: ComboboxOption | undefined) {
    if (option === undefined) return;
    onChange(option.value);
    close();
  }
  function move(step: 1 | -1) {
    if (!isOpen) open();
    else if (shown.length > 0)
      setActive(active < 0 && step < 0 ? shown.length - 1 : (active + step + shown.length) % shown.length);
  }
  function onKeyDown(event: KeyboardEvent) {
    const { key, ctrlKey, metaKey, nativeEvent } = event;
    if (nativeEvent.isComposing) return;
    if (key === 'ArrowDown' || key === 'ArrowUp') move(key === 'ArrowDown' ? 1 : -1);
    else if (!isOpen) return;
    else if (key === 'Escape') close();
    // What was narrowed down to one needs no arrow.
    else if (key === 'Enter' && !ctrlKey && !metaKey)
      choose(shown[active] ?? (shown.length === 1 ? shown[0] : undefined));
    else return;
    event.preventDefault();
  }

  return (
    <div className={styles['combobox']}>
      <TextInput
        {...control}
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-expanded={isOpen}
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        aria-activedescendant={active >= 0 && active < shown.length ? optionId(active) : undefined}
        placeholder={placeholder}
        value={typed ?? chosen?.label ?? ''}
        onChange={({ target }) => {
          setTyped(target.value);
          setIsOpen(true);
          setActive(-1);
        }}
        onFocus={({ target }) => target.select()}
        onClick={() => !isOpen && open()}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      <span role="status" className={styles['status']}>
        {isOpen && typed !== null ? labels.found(found.length) : ''}
      </span>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={placeholder}
        hidden={!isOpen || shown.length === 0}
        className={styles['list']}
        // The focus stays in the field: an option that is pressed must not take it away first.
        onMouseDown={(event) => event.preventDefault()}
      >
        {shown.map((option, index) => (
          <Option
            key={option.value}
            id={optionId(index)}
            option={option}
            heading={option.heading === shown[index - 1]?.heading ? undefined : option.heading}
            isActive={index === active}
            isChosen={option.value === value}
            onChoose={() => choose(option)}
          />
        ))}
      </div>
      {isOpen && shown.length === 0 && <p className={styles['rest']}>{labels.none}</p>}
      {isOpen && found.length > shown.length && (
        <p className={styles['rest']}>{labels.more(found.length - shown.length)}</p>
      )}
    </div>
  );
}

interface OptionProps {
  readonly id: string;
  readonly option: ComboboxOption;
  readonly heading: string | undefined;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Option({ id, option: { label, detail }, heading, isActive, isChosen, onChoose }: OptionProps): ReactNode {
  return (
    <>
      {heading !== undefined && (
        <div role="presentation" className={styles['heading']}>
          {heading}
        </div>
      )}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys */}
      <div
        id={id}
        role="option"
        aria-selected={isChosen}
        data-active={isActive || undefined}
        className={clsx(styles['option'], isActive && styles['active'])}
        onClick={onChoose}
      >
        <span dir="auto">{label}</span>
        {detail !== undefined && (
          <span dir="auto" className={styles['detail']}>
            {detail}
          </span>
        )}
      </div>
    </>
  );
}
