/** What the field for a call's length shows: `2:30`, `1:02:05`; empty where nobody measured it. */
export function toLengthText(durationMs: number | null): string {
  if (durationMs === null) return '';
  const seconds = Math.floor(durationMs / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

const longestMs = 24 * 3_600_000;

/**
 * The length (ms) a text means: minutes (`4`), minutes and seconds (`2:30`), or with hours (`1:02:05`), in full-width
 * digits too. Null where it is empty; undefined where it is no length.
 */
export function fromLengthText(text: string): number | null | undefined {
  const plain = text.normalize('NFKC').trim();
  if (plain === '') return null;
  if (!/^\d{1,4}(?::[0-5]\d){0,2}$/.test(plain)) return undefined;
  const parts = plain.split(':').map(Number);
  const seconds = parts.length === 1 ? (parts[0] ?? 0) * 60 : parts.reduce((sum, part) => sum * 60 + part, 0);
  return seconds * 1000 <= longestMs ? seconds * 1000 : undefined;
}
