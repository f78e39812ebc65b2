import type { ComponentProps, KeyboardEvent } from 'react';
import { hintOf } from '../sidebar/keymap';
import { TextInput } from '../ui/Field';
import { Kbd } from '../ui/Kbd';
import styles from './AnswerLine.module.css';

export interface AnswerLineProps extends Omit<ComponentProps<typeof TextInput>, 'className' | 'onKeyDown'> {
  /** The key that leads into it. */
  readonly action: Parameters<typeof hintOf>[0];
  /** Enter was pressed: the line has lost the focus already. */
  readonly onDone: () => void;
}

/** One line about an answer, with its key before it; Enter keeps it and gives the keys back. */
export function AnswerLine({ action, onDone, children, ...input }: AnswerLineProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.currentTarget.blur();
    onDone();
  };
  return (
    <div className={styles['note']}>
      <Kbd>{hintOf(action)}</Kbd>
      <TextInput className={styles['input']} onKeyDown={onKeyDown} {...input} />
      {children}
    </div>
  );
}
