import { Pencil, UserPen } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { type RecordKey, refOfKey } from '../../lib/model/record';
import { useCommand } from '../data';
import { ErrorNote } from '../data/ErrorNote';
import { useT } from '../i18n';
import { focusIds, focusOn } from '../sidebar/focus';
import { Button, IconButton } from '../ui/Button';
import { TextInput } from '../ui/Field';
import styles from './PersonNote.module.css';

export interface PersonNoteProps {
  readonly recordKey: RecordKey;
  readonly leadName: string;
  readonly note: string;
}

/** What to have in mind about the person before each call; nothing beside a company or an opportunity, which is none. */
export function PersonNote(props: PersonNoteProps) {
  const { object } = refOfKey(props.recordKey);
  return object === 'lead' || object === 'contact' ? <NoteField {...props} /> : null;
}

/** Enter, or leaving the field, keeps it; Escape leaves it as it was. */
function NoteField({ recordKey, leadName, note }: PersonNoteProps) {
  const t = useT('lead');
  const save = useCommand('savePersonNote');
  const [typed, setTyped] = useState<string | null>(null);
  const dropped = useRef(false);
  const keep = async () => {
    if (typed === null || dropped.current) return;
    const isKept = typed.trim() === note || (await save.run({ recordKey, leadName, note: typed, at: Date.now() })).ok;
    if (isKept) setTyped(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') {
      // Not also the sidebar's own meaning of it.
      event.preventDefault();
      dropped.current = true;
      setTyped(null);
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      event.currentTarget.blur();
    }
  };
  const edit = () => {
    dropped.current = false;
    setTyped(note);
    focusOn(focusIds.personNote);
  };
  if (typed !== null) {
    return (
      <>
        <TextInput
          id={focusIds.personNote}
          aria-label={t('personNote.label')}
          placeholder={t('personNote.placeholder')}
          maxLength={500}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={() => void keep()}
        />
        {save.error !== null && <ErrorNote error={save.error} onRetry={() => void keep()} />}
      </>
    );
  }
  if (note === '') {
    return (
      <Button variant="quiet" size="s" className={styles['add']} icon={<UserPen aria-hidden="true" />} onClick={edit}>
        {t('personNote.add')}
      </Button>
    );
  }
  return (
    <div className={styles['note']} role="note" aria-label={t('personNote.label')}>
      <UserPen aria-hidden="true" />
      <p dir="auto">{note}</p>
      <IconButton label={t('personNote.edit')} onClick={edit}>
        <Pencil aria-hidden="true" />
      </IconButton>
    </div>
  );
}
