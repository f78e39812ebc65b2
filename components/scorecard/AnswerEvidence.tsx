import { useId, useState } from 'react';
import { textIn } from '../../lib/model/schemas';
import { evidenceFrom, evidenceLabel, evidenceSources, sourceLabel } from '../../lib/qualification/evidence';
import type { Criterion } from '../../lib/qualification/scorecard';
import { useLocale, useT } from '../i18n';
import { focusIds } from '../sidebar/focus';
import { AnswerLine } from './AnswerLine';

export interface AnswerEvidenceProps {
  readonly criterion: Criterion;
  readonly evidence: string;
  readonly onEvidence: (evidence: string) => void;
  readonly onDone: () => void;
}

const longestEvidence = 2000;

/** Where the answer can be checked: one of a few sources, or a link, a quote, a name; Enter keeps it. */
export function AnswerEvidence({ criterion, evidence, onEvidence, onDone }: AnswerEvidenceProps) {
  const t = useT('scorecard');
  const locale = useLocale();
  const listId = useId();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <AnswerLine
      action="answerEvidence"
      id={focusIds.answerEvidence}
      list={listId}
      aria-label={t('question.evidenceLabel', { criterion: textIn(criterion.name, locale) })}
      placeholder={t('question.evidencePlaceholder')}
      title={t('question.noteHint')}
      maxLength={longestEvidence}
      value={typed ?? evidenceLabel(evidence, locale)}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onEvidence(evidenceFrom(event.currentTarget.value));
      }}
      onBlur={() => setTyped(null)}
      onDone={onDone}
    >
      <datalist id={listId}>
        {evidenceSources.map((source) => (
          <option key={source} value={sourceLabel(source, locale)} />
        ))}
      </datalist>
    </AnswerLine>
  );
}
