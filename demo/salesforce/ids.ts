const suffixAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const counterAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The 18-character form of a 15-character Salesforce id: three letters say which of the others are capitals. */
export function toId18(id15: string): string {
  const suffix = [0, 5, 10].map((start) => {
    const bits = [...id15.slice(start, start + 5)].reduce(
      (sum, char, index) => sum + (/[A-Z]/.test(char) ? 2 ** index : 0),
      0,
    );
    return suffixAlphabet.charAt(bits);
  });
  return id15 + suffix.join('');
}

/** The 18-character form of what a client sent as an id, or null where it cannot be one (length, characters, checksum). */
export function canonicalId(text: string): string | null {
  if (/^[A-Za-z0-9]{15}$/.test(text)) return toId18(text);
  if (!/^[A-Za-z0-9]{18}$/.test(text)) return null;
  const expected = toId18(text.slice(0, 15));
  return expected.toUpperCase() === text.toUpperCase() && text.slice(0, 15) === expected.slice(0, 15) ? expected : null;
}

/** The id of the n-th record of a kind in the demo's org, in the shape of a current instance's ids. */
export function makeId(prefix: string, number: number): string {
  let rest = number;
  let counter = '';
  while (counter.length < 6) {
    counter = counterAlphabet.charAt(rest % 62) + counter;
    rest = Math.floor(rest / 62);
  }
  return toId18(`${prefix}bm0000${counter}`);
}
