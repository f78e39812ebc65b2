import fc from 'fast-check';

/**
 * Text of any characters, controls and halves of pairs included. fast-check's own unit of all of Unicode makes a list of
 * it first, which takes each process that tests a second.
 */
export const anyText = fc.string({ unit: fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code)) });
