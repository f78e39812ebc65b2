import { type KeyboardEvent, useState } from 'react';
import { textIn } from '../../lib/model/schemas';
import type { AnswerValue, HeldAnswer } from '../../lib/qualification/answer';
import type { Criterion } from '../../lib/qualification/criterion';
import { rateOf } from '../../lib/qualification/criterion-kinds';
import { useLocale, useT } from '../i18n';
import { answerFieldId } from '../sidebar/focus';
import type { TypedWords } from '../sidebar/workspace';
import { Button } from '../ui/Button';
import { Select, TextInput } from '../ui/Field';
import { Kbd } from '../ui/Kbd';
import styles from './TypedAnswer.module.css';

type TypedCriterion = Extract<Criterion, { kind: 'number' | 'money' | 'date' | 'text' }>;

export interface TypedAnswerProps {
  readonly criterion: TypedCriterion;
  readonly answer: HeldAnswer | undefined;
  readonly labelledBy: string;
  readonly onAnswer: (criterion: Criterion, value: AnswerValue) => void;
  /** Where what is typed is kept until it is an answer; absent where it may go with the field. */
  readonly typing?: Typing | undefined;
}

/** What is being typed, kept elsewhere. */
export interface Typing {
  readonly words: TypedWords | undefined;
  readonly onWords: (words: TypedWords) => void;
}

/** Currencies offered where the card names no others. */
const usualCurrencies = ['USD', 'EUR', 'GBP', 'CNY', 'JPY'];

/** An amount, a date or a text; Enter keeps it. */
export function TypedAnswer({ criterion, answer, labelledBy, onAnswer, typing }: TypedAnswerProps) {
  const t = useT('scorecard');
  const locale = useLocale();
  const { words, write } = useWords(criterion, answer, typing);
  const { text, currency } = words;
  const [wrongText, setWrongText] = useState<string | null>(null);
  const wrong = wrongText === text;
  const keep = () => {
    const value = valueFrom(criterion, text, currency);
    setWrongText(value === null ? text : null);
    if (value !== null) onAnswer(criterion, value);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.currentTarget.blur();
    keep();
  };
  const isForeign = criterion.kind === 'money' && rateOf(criterion, currency) === null;
  return (
    <div className={styles['typed']}>
      <div className={styles['line']}>
        <Kbd>1</Kbd>
        <TextInput
          id={answerFieldId(1)}
          aria-labelledby={labelledBy}
          aria-invalid={wrong || undefined}
          type={criterion.kind === 'date' ? 'date' : 'text'}
          inputMode={criterion.kind === 'number' || criterion.kind === 'money' ? 'decimal' : undefined}
          maxLength={criterion.kind === 'text' ? 4000 : 30}
          value={text}
          onChange={(event) => write({ text: event.currentTarget.value })}
          onKeyDown={onKeyDown}
        />
        {criterion.kind === 'number' && criterion.unit !== undefined && <span>{textIn(criterion.unit, locale)}</span>}
        {criterion.kind === 'money' && (
          <Select
            className={styles['currency']}
            aria-label={t('typed.currency')}
            value={currency}
            onChange={(event) => write({ currency: event.currentTarget.value })}
            options={currenciesOf(criterion).map((each) => ({ value: each, label: each }))}
          />
        )}
        <Button size="s" onClick={keep}>
          {t('typed.keep')}
        </Button>
      </div>
      {wrong && (
        <p className={styles['wrong']} role="alert">
          {t(`typed.wrong.${criterion.kind}`)}
        </p>
      )}
      {isForeign && <p className={styles['hint']}>{t('typed.noRate', { currency, own: criterion.currency })}</p>}
    </div>
  );
}

/**
 * What is typed, or else what was answered: words typed over another answer than the one there is now do not count. The
 * same answer read again from the CRM is no other.
 */
function useWords(criterion: TypedCriterion, answer: HeldAnswer | undefined, typing: Typing | undefined) {
  const [own, setOwn] = useState<TypedWords>();
  const typed = typing === undefined ? own : typing.words;
  const over = JSON.stringify(answer?.value) ?? '';
  const words =
    typed?.over === over
      ? typed
      : { text: textOf(answer?.value), currency: currencyOf(criterion, answer?.value), over };
  return { words, write: (part: Partial<TypedWords>) => (typing?.onWords ?? setOwn)({ ...words, ...part }) };
}

function textOf(value: AnswerValue | undefined): string {
  switch (value?.kind) {
    case 'number':
    case 'money':
      return String(value.amount);
    case 'date':
      return value.day;
    case 'text':
      return value.text;
    default:
      return '';
  }
}

function currencyOf(criterion: TypedCriterion, value: AnswerValue | undefined): string {
  if (value?.kind === 'money') return value.currency;
  return criterion.kind === 'money' ? criterion.currency : '';
}

function currenciesOf({ currency, rates = {} }: Extract<Criterion, { kind: 'money' }>): readonly string[] {
  return [...new Set([currency, ...Object.keys(rates), ...usualCurrencies])];
}

/** The answer in what was typed, or null where it is none. */
export function valueFrom(criterion: TypedCriterion, text: string, currency: string): AnswerValue | null {
  const typed = text.trim();
  if (typed === '') return null;
  if (criterion.kind === 'text') return { kind: 'text', text: typed };
  if (criterion.kind === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(typed) ? { kind: 'date', day: typed } : null;
  const amount = amountIn(typed);
  if (amount === null) return null;
  return criterion.kind === 'money' ? { kind: 'money', amount, currency } : { kind: 'number', amount };
}

/** A number as people type it: 12,500 · 12.500 · 12k · 1.5m · 3万. Null where it is none. */
export function amountIn(text: string): number | null {
  const match = /^(-?[\d.,' \u00a0]*\d)\s*(k|m|万|亿)?$/i.exec(text.trim());
  if (match?.[1] === undefined) return null;
  const digits = match[1].replace(/[' \u00a0]/g, '');
  // A separator with exactly three digits behind it groups thousands; any other one is the decimal sign.
  const plain = digits.replace(/[.,](?=\d{3}(?:[.,]|$))/g, '').replace(',', '.');
  const factor = { k: 1e3, m: 1e6, 万: 1e4, 亿: 1e8 }[match[2]?.toLowerCase() ?? ''] ?? 1;
  const amount = Number(plain) * factor;
  return Number.isFinite(amount) && Math.abs(amount) <= 1e15 ? amount : null;
}
