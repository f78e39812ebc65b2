import { textIn } from '../../lib/model/schemas';
import type { Criterion } from '../../lib/qualification/scorecard';
import { useLocale, useT } from '../i18n';
import { focusIds } from '../sidebar/focus';
import { AnswerLine } from './AnswerLine';

export interface AnswerNoteProps {
  readonly criterion: Criterion;
  readonly note: string;
  readonly onNote: (note: string) => void;
  readonly onDone: () => void;
}

const longestNote = 4000;

/** A line for the prospect's own words; Enter keeps it and gives the keys back. */
export function AnswerNote({ criterion, note, onNote, onDone }: AnswerNoteProps) {
  const t = useT('scorecard');
  const locale = useLocale();
  return (
    <AnswerLine
      action="answerNote"
      id={focusIds.answerNote}
      aria-label={t('question.noteLabel', { criterion: textIn(criterion.name, locale) })}
      placeholder={t('question.notePlaceholder')}
      title={t('question.noteHint')}
      maxLength={longestNote}
      value={note}
      onChange={(event) => onNote(event.currentTarget.value)}
      onDone={onDone}
    />
  );
}
