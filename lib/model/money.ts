import { numberFormat } from './formatters';
/** An amount of money with its currency (ISO 4217) in a language; whole amounts without decimals. @throws RangeError for what is no currency code. */
export function moneyText(locale: string, amount: number, currency: string): string {
  const maximumFractionDigits = Number.isInteger(amount) ? 0 : 2;
  return numberFormat(locale, { style: 'currency', currency, maximumFractionDigits }).format(amount);
}
