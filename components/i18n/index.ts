export { clauseText } from './clause-text';
export { crmProblemText, errorText } from './error-text';
export {
  formatMoment,
  formatMoney,
  formatRelative,
  formatTime,
  formatWeekdayTime,
  useFormats,
  useLocale,
  zoneCity,
} from './formats';
export { type Translate, type TranslateIn, translateIn, useT } from './translate';
