import { useState } from 'react';
import { type PastWords, pastTable } from '../../lib/learning/past-table';
import type { AppError } from '../../lib/messaging/app-error';
import { type Locale, textIn } from '../../lib/model/schemas';
import type { Answer } from '../../lib/qualification/answer';
import { answerLabel } from '../../lib/qualification/answer-label';
import type { Criterion } from '../../lib/qualification/scorecard';
import { useCommand } from '../data/command';
import { useLocale } from '../i18n/formats';
import { type TranslateIn, useT } from '../i18n/translate';
import type { Source } from './use-learner';

/** The SDR's own handoffs as something to learn from; null where there are none or they cannot be read. */
export function useOwnLeads(): {
  readonly load: () => Promise<Source | null>;
  readonly pending: boolean;
  readonly error: AppError | null;
  readonly isEmpty: boolean;
} {
  const t = useT('learning');
  const locale = useLocale();
  const past = useCommand('pastHandoffs');
  const cards = useCommand('scorecards');
  const [isEmpty, setEmpty] = useState(false);
  const load = async () => {
    const [handoffs, known] = await Promise.all([past.run({}), cards.run({})]);
    if (!handoffs.ok || !known.ok) return null;
    setEmpty(handoffs.value.length === 0);
    if (handoffs.value.length === 0) return null;
    const { inUse } = known.value;
    const card = known.value.cards.find((each) => each.card.id === inUse.id && each.card.version === inUse.version);
    return { kind: 'rows' as const, ...pastTable(handoffs.value, wordsOf(t, locale, card?.card.criteria ?? [])) };
  };
  return { load, pending: past.pending || cards.pending, error: past.error ?? cards.error, isEmpty };
}

function wordsOf(t: TranslateIn<'learning'>, locale: Locale, criteria: readonly Criterion[]): PastWords {
  return {
    calls: t('own.calls'),
    score: t('own.score'),
    accepted: t('own.accepted'),
    yes: t('own.yes'),
    no: t('own.no'),
    criteria: criteria.map((criterion) => ({
      id: criterion.id,
      name: textIn(criterion.name, locale),
      wordsOf: (answer) => answerWords(t, locale, criterion, answer),
    })),
  };
}

/** Amounts stay numbers; what is said in words of its own tells only that something was said. */
function answerWords(t: TranslateIn<'learning'>, locale: Locale, criterion: Criterion, { value }: Answer): string {
  switch (value.kind) {
    case 'cleared':
      return '';
    case 'unknown':
      return t('own.unknown');
    case 'refused':
      return t('own.refused');
    case 'number':
    case 'money':
      return String(value.amount);
    case 'option':
    case 'options':
      return answerLabel(criterion, value, locale) ?? '';
    default:
      return t('own.given');
  }
}
