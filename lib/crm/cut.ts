/** The text cut to `length` UTF-16 units, never inside a surrogate pair; 0 means no limit. */
export function cut(text: string, length: number): string {
  if (length <= 0 || text.length <= length) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(length - 1)) ? length - 1 : length;
  return text.slice(0, end);
}
