import { type RecordObject, recordObjects } from '../../model/record';

const suffixAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** Key prefixes of the objects that are records for Baton. Source: Salesforce standard object key prefixes. */
export const prefixOf: Readonly<Record<RecordObject, string>> = {
  lead: '00Q',
  contact: '003',
  company: '001',
  deal: '006',
};

/** The three characters that turn a 15-character id into one that compares safely without regard to case. */
function suffixOf(id15: string): string {
  return [0, 5, 10]
    .map((start) => {
      const group = [...id15.slice(start, start + 5)];
      const bits = group.reduce((sum, char, index) => (char >= 'A' && char <= 'Z' ? sum + 2 ** index : sum), 0);
      return suffixAlphabet.charAt(bits);
    })
    .join('');
}

/** The 18-character form of a Salesforce id; null where the text is none or its check characters are wrong. */
export function to18(id: string): string | null {
  if (!/^(?:[A-Za-z0-9]{15}|[A-Za-z0-9]{18})$/.test(id)) return null;
  const full = id.slice(0, 15) + suffixOf(id);
  return id.length === 15 || id === full ? full : null;
}

/** The 18-character form where the text has one, else the text itself. */
export function long(id: string): string {
  return to18(id) ?? id;
}

/** True for 15 alphanumerics and for 18 whose last three check the rest. */
export function isSalesforceId(text: string): boolean {
  return to18(text) !== null;
}

/** What the id's prefix says it is; null for objects that are no records for Baton. */
export function objectOfId(id: string): RecordObject | null {
  const prefix = id.slice(0, 3);
  return recordObjects.find((object) => prefixOf[object] === prefix) ?? null;
}
