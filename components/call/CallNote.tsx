import { type RefObject, useLayoutEffect, useRef } from 'react';
import { expandSnippet, insertText, type Snippet, type Typed } from '../../lib/calls/snippets';
import { useSettings } from '../data';
import { useT } from '../i18n';
import { focusIds } from '../sidebar/focus';
import { callNoteAttribute, hintOf } from '../sidebar/keymap';
import { Field, Select, TextArea } from '../ui/Field';
import { Kbd } from '../ui/Kbd';
import styles from './CallNote.module.css';

export interface CallNoteProps {
  readonly note: string;
  readonly onChange: (note: string) => void;
}

const longestNote = 32_000;
const none: readonly Snippet[] = [];

/** What was said, in the SDR's words or by snippets: a trigger and a space, or one chosen from the list. */
export function CallNote({ note, onChange }: CallNoteProps) {
  const t = useT('call');
  const snippets = useSettings()?.snippets ?? none;
  const area = useRef<HTMLTextAreaElement>(null);
  const put = usePut(area, onChange);
  return (
    <div className={styles['block']}>
      <Field
        label={
          <span className={styles['label']}>
            {t('panel.note')} <Kbd>{hintOf('callNote')}</Kbd>
          </span>
        }
        hint={<span className={styles['hint']}>{t('panel.noteHint')}</span>}
        className={styles['note']}
        controlId={focusIds.callNote}
      >
        {(control) => (
          <TextArea
            {...control}
            {...{ [callNoteAttribute]: '' }}
            ref={area}
            placeholder={t('panel.notePlaceholder')}
            maxLength={longestNote}
            value={note}
            onChange={(event) => {
              const { value: text, selectionStart: caret } = event.currentTarget;
              const expanded = isComposing(event.nativeEvent) ? null : expandSnippet({ text, caret }, snippets);
              if (expanded === null) onChange(text);
              else put(expanded);
            }}
          />
        )}
      </Field>
      {snippets.length > 0 && (
        <SnippetMenu
          snippets={snippets}
          onChoose={({ text }) =>
            put(insertText({ text: note, caret: area.current?.selectionStart ?? note.length }, `${text} `))
          }
        />
      )}
    </div>
  );
}

/** True while an input method composes: its text is not typed yet. */
function isComposing(event: Event): boolean {
  return 'isComposing' in event && event.isComposing === true;
}

/** Takes a text over and puts the caret where it belongs, once the text is on the page. */
function usePut(area: RefObject<HTMLTextAreaElement | null>, onChange: (note: string) => void) {
  const caret = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (caret.current === null) return;
    area.current?.focus();
    area.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });
  return (typed: Typed) => {
    caret.current = typed.caret;
    onChange(typed.text.slice(0, longestNote));
  };
}

interface SnippetMenuProps {
  readonly snippets: readonly Snippet[];
  readonly onChoose: (snippet: Snippet) => void;
}

function SnippetMenu({ snippets, onChoose }: SnippetMenuProps) {
  const t = useT('call');
  return (
    <Select
      className={styles['menu']}
      aria-label={t('snippets.insert')}
      value=""
      options={[
        { value: '', label: t('snippets.insert') },
        ...snippets.map(({ trigger, text }) => ({ value: trigger, label: `;${trigger}  ${text}` })),
      ]}
      onChange={(event) => {
        const chosen = snippets.find(({ trigger }) => trigger === event.currentTarget.value);
        if (chosen !== undefined) onChoose(chosen);
      }}
    />
  );
}
