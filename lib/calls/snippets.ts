import { z } from 'zod';

/** A short text of the SDR's own, put into a call's note by its trigger. */
export const snippet = z.object({
  /** Letters and digits, typed after a semicolon. */
  trigger: z.string().regex(/^[\p{L}\p{N}]{1,20}$/u),
  text: z.string().trim().min(1).max(2000),
});
export type Snippet = z.infer<typeof snippet>;

/** A text and where the caret stands in it. */
export interface Typed {
  readonly text: string;
  readonly caret: number;
}

/** A semicolon, the trigger, and the space that asks for it; all of them in full width too. */
const asked = /[;；]([\p{L}\p{N}]{1,20})([ \u3000])$/u;

/**
 * The text with the trigger before the caret (`;vm` and a space) replaced by its snippet, in any case; null where nothing
 * is asked for. Never to be called while an input method composes: what stands there then is not typed yet.
 */
export function expandSnippet({ text, caret }: Typed, snippets: readonly Snippet[]): Typed | null {
  const before = text.slice(0, caret);
  const found = asked.exec(before);
  const trigger = found?.[1]?.normalize('NFKC').toLowerCase();
  const wanted = snippets.find((each) => each.trigger.normalize('NFKC').toLowerCase() === trigger);
  if (found === null || wanted === undefined) return null;
  return insertText({ text: text.slice(0, found.index) + text.slice(caret), caret: found.index }, `${wanted.text} `);
}

/** The text with `inserted` put in at the caret. */
export function insertText({ text, caret }: Typed, inserted: string): Typed {
  return { text: text.slice(0, caret) + inserted + text.slice(caret), caret: caret + inserted.length };
}
