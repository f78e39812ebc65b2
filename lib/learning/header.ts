import { isDate, numbersOf } from './numbers';
import type { LeadTable } from './table';

const address = /^\S+@\S+\.\S+$/;
/** A column may well be called by its year. */
const year = /^(19|20)\d\d$/;

/**
 * Whether the row that was taken as the column names looks like a lead: it has a date, an e-mail address or an amount in it,
 * or says in several columns what other leads say there, though not in all: that is a header which comes twice.
 */
export function isHeaderLead({ columns }: LeadTable): boolean {
  if (columns.some(({ name }, index) => isDate(name) || address.test(name) || isAmount(name, index))) return true;
  const again = columns.filter(({ name, texts }) => texts.includes(name)).length;
  return again > 1 && again < columns.length;
}

/** Some programs number columns, from nought or one; that is no amount either. */
function isAmount(name: string, index: number): boolean {
  const number = numbersOf([name])[0] ?? Number.NaN;
  return !Number.isNaN(number) && !year.test(name) && number !== index && number !== index + 1;
}
