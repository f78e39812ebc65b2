import { useState } from 'react';
import type { FateRule, LeadFate } from '../../lib/learning/lead-fate';
import { type PastHandoff, type PastWords, pastCases, pastTable } from '../../lib/learning/past-table';
import type { AppError } from '../../lib/messaging/app-error';
import { type Locale, textIn } from '../../lib/model/schemas';
import type { Answer } from '../../lib/qualification/answer';
import { answerLabel } from '../../lib/qualification/answer-label';
import { rateOf } from '../../lib/qualification/criterion-kinds';
import { crmFields } from '../../lib/qualification/crm-known';
import type { Criterion } from '../../lib/qualification/scorecard';
import { useCommand } from '../data/command';
import { useLocale } from '../i18n/formats';
import { type TranslateIn, useT } from '../i18n/translate';
import type { Source } from './use-learner';

/** What of the set-up is settled where the rows are Baton's own. */
export interface FixedSetup {
  readonly outcome: string;
  readonly positives: readonly string[];
  readonly compare: string;
}

/** The SDR's own handoffs and what became of them. */
export interface OwnLeads {
  readonly past: readonly PastHandoff[];
  readonly fates: Readonly<Record<string, LeadFate>>;
  /** True where some leads' CRM could not be asked now: what it told last is taken. */
  readonly someUnread: boolean;
  readonly criteria: readonly Criterion[];
}

/** Reading what became of more leads at once would keep the page waiting for one answer for too long. */
const leadsAtOnce = 400;

/** Loads the SDR's own handoffs; null where there are none or they cannot be read. */
export function useOwnLeads(): {
  readonly load: () => Promise<OwnLeads | null>;
  readonly pending: boolean;
  readonly error: AppError | null;
  readonly isEmpty: boolean;
} {
  const past = useCommand('pastHandoffs');
  const cards = useCommand('scorecards');
  const fates = useCommand('leadFates');
  const [isEmpty, setEmpty] = useState(false);
  const [pending, setPending] = useState(false);
  const fatesOf = async (keys: readonly PastHandoff['handoff']['recordKey'][]) => {
    const all: Record<string, LeadFate> = {};
    let someUnread = false;
    for (let at = 0; at < keys.length; at += leadsAtOnce) {
      const reply = await fates.run({ keys: keys.slice(at, at + leadsAtOnce) });
      if (reply.ok) Object.assign(all, reply.value.fates);
      someUnread ||= !reply.ok || reply.value.unread.length > 0;
    }
    return { fates: all, someUnread };
  };
  const load = async () => {
    setPending(true);
    try {
      const [handoffs, known] = await Promise.all([past.run({}), cards.run({})]);
      if (!handoffs.ok || !known.ok) return null;
      setEmpty(handoffs.value.length === 0);
      if (handoffs.value.length === 0) return null;
      const { inUse } = known.value;
      const card = known.value.cards.find((each) => each.card.id === inUse.id && each.card.version === inUse.version);
      const keys = [...new Set(handoffs.value.map(({ handoff }) => handoff.recordKey))];
      return { past: handoffs.value, criteria: card?.card.criteria ?? [], ...(await fatesOf(keys)) };
    } finally {
      setPending(false);
    }
  };
  return { load, pending, error: past.error ?? cards.error, isEmpty };
}

/** The own handoffs as rows with the outcome that was chosen. */
export function useOwnSource(): (
  own: OwnLeads,
  rule: FateRule,
) => { readonly source: Source; readonly fixed: FixedSetup } {
  const t = useT('learning');
  const tFields = useT('crmField');
  const locale = useLocale();
  return ({ past, fates, criteria }, rule) => {
    const words: PastWords = {
      calls: t('own.calls'),
      score: t('own.score'),
      outcome: t(`own.kind.${rule.kind}`),
      yes: t('own.yes'),
      no: t('own.no'),
      fieldName: (name) => {
        const field = crmFields.find((one) => one === name);
        return field === undefined ? name : tFields(field);
      },
      criteria: criteria.map((criterion) => ({
        id: criterion.id,
        name: textIn(criterion.name, locale),
        wordsOf: (answer) => answerWords(t, locale, criterion, answer),
      })),
    };
    return {
      source: { kind: 'rows', ...pastTable(pastCases(past, fates, rule), rule, words) },
      fixed: { outcome: words.outcome, positives: [words.yes], compare: words.score },
    };
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
      return String(value.amount);
    case 'money': {
      const rate = criterion.kind === 'money' ? rateOf(criterion, value.currency) : null;
      // Without a rate it is no amount of the same scale; that something was said still counts.
      return rate === null ? t('own.given') : String(value.amount * rate);
    }
    case 'option':
    case 'options':
      return answerLabel(criterion, value, locale) ?? '';
    default:
      return t('own.given');
  }
}
