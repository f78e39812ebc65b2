import { dateTimeFormat, numberFormat } from '../model/formatters';
import { moneyText } from '../model/money';
import { type Locale, textIn } from '../model/schemas';
import type { KnownValue } from './answer';
import type { Criterion } from './criterion';
import { fitsCriterion } from './criterion-kinds';

/** Words a label needs that no card holds. Data, because labels go into the brief and from there into the CRM. */
const words = {
  yes: { en: 'Yes', 'zh-CN': '是' },
  no: { en: 'No', 'zh-CN': '否' },
  nothing: { en: 'none of these', 'zh-CN': '都没有' },
  decides: { en: 'decides', 'zh-CN': '决策人' },
  signs: { en: 'signs', 'zh-CN': '签字人' },
  canStop: { en: 'can stop it', 'zh-CN': '可否决的人' },
  steps: { en: 'steps', 'zh-CN': '步骤' },
  by: { en: 'by', 'zh-CN': '最晚日期' },
} as const;

/** A known answer in words, or null where it is not an answer of this criterion. */
export function answerLabel(criterion: Criterion, value: KnownValue, locale: Locale): string | null {
  if (!fitsCriterion(criterion, value)) return null;
  switch (value.kind) {
    case 'option':
      return optionLabel(criterion, value.optionId, locale);
    case 'options':
      return value.optionIds.length === 0
        ? textIn(words.nothing, locale)
        : listed(
            value.optionIds.flatMap((id) => optionLabel(criterion, id, locale) ?? []),
            locale,
          );
    case 'number':
      return [formatted(value.amount, locale), unitOf(criterion, locale)].filter((part) => part !== '').join(' ');
    case 'money':
      return moneyText(locale, value.amount, value.currency);
    case 'date':
      return dayIn(value.day, locale);
    case 'text':
      return value.text;
    case 'process':
      return processLabel(value, locale);
  }
}

function optionLabel(criterion: Criterion, id: string, locale: Locale): string | null {
  if (criterion.kind === 'yesNo') return textIn(id === 'yes' ? words.yes : words.no, locale);
  const option = 'options' in criterion ? criterion.options.find((each) => each.id === id) : undefined;
  return option === undefined ? null : textIn(option.label, locale);
}

function unitOf(criterion: Criterion, locale: Locale): string {
  return criterion.kind === 'number' && criterion.unit !== undefined ? textIn(criterion.unit, locale) : '';
}

function formatted(amount: number, locale: Locale): string {
  return numberFormat(locale).format(amount);
}

function processLabel(process: Extract<KnownValue, { kind: 'process' }>, locale: Locale): string {
  const parts: readonly (readonly [keyof typeof words, string])[] = [
    ['decides', process.decides],
    ['signs', process.signs],
    ['canStop', process.canStop],
    ['steps', process.steps.filter((step) => step.trim() !== '').join(' → ')],
    ['by', process.by === null ? '' : dayIn(process.by, locale)],
  ];
  const colon = locale === 'zh-CN' ? '：' : ': ';
  return parts
    .filter(([, text]) => text.trim() !== '')
    .map(([name, text]) => `${textIn(words[name], locale)}${colon}${text.trim()}`)
    .join(locale === 'zh-CN' ? '；' : '; ');
}

function listed(labels: readonly string[], locale: Locale): string {
  return labels.join(locale === 'zh-CN' ? '、' : ', ');
}

function dayIn(day: string, locale: Locale): string {
  return dateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(day),
  );
}
