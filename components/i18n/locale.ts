import type { Settings } from '../../lib/messaging/protocol';
import type { Locale } from '../../lib/model/schemas';

/** The language to speak: the one chosen, else the first of the browser's languages that Baton speaks, else English. */
export function resolveLocale(chosen: Settings['language'], browserLanguages: readonly string[]): Locale {
  if (chosen !== 'auto') return chosen;
  for (const language of browserLanguages) {
    const lower = language.toLowerCase();
    if (lower === 'zh' || lower.startsWith('zh-')) return 'zh-CN';
    if (lower === 'en' || lower.startsWith('en-')) return 'en';
  }
  return 'en';
}
