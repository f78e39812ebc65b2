import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('assets/styles/tokens.css', 'utf8');

/** The hexadecimal colours of a token: `[light, dark]`. */
function colours(token: string): readonly [string, string] {
  const found = new RegExp(`--${token}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  if (found?.[1] === undefined || found[2] === undefined) throw new Error(`No colour --${token}`);
  return [found[1], found[2]];
}

/** Relative luminance. Source: WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const surfaces = ['bg', 'surface', 'raised', 'sunken', 'accent-soft', 'good-soft', 'warn-soft', 'stop-soft'];
const inks = ['ink', 'ink-2', 'ink-3', 'accent', 'good', 'warn', 'stop'];

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('the %s scheme', (_, scheme) => {
  it.each(inks)('lets --%s be read on every surface (AA, 4.5)', (ink) => {
    for (const surface of surfaces) {
      expect(contrast(colours(ink)[scheme], colours(surface)[scheme]), surface).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each([
    ['accent-ink', 'accent'],
    ['accent-ink', 'accent-strong'],
    ['stop-ink', 'stop'],
  ] as const)('lets --%s be read on --%s', (ink, fill) => {
    expect(contrast(colours(ink)[scheme], colours(fill)[scheme])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['edge', 'focus'])('lets --%s be seen beside every surface it borders (3)', (line) => {
    for (const surface of ['bg', 'surface', 'raised', 'sunken']) {
      expect(contrast(colours(line)[scheme], colours(surface)[scheme]), surface).toBeGreaterThanOrEqual(3);
    }
  });
});
