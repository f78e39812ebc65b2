import type { Locale } from '../model/schemas';
import type { Settings } from './protocol';

/** The language to speak: the one chosen, else the first of the browser's that Baton speaks, else English. */
export function resolveLocale(chosen: Settings['language'], browserLanguages: readonly string[]): Locale {
  if (chosen !== 'auto') return chosen;
  for (const language of browserLanguages) {
    const primary = language.toLowerCase().split('-')[0];
    if (primary === 'zh') return 'zh-CN';
    if (primary === 'en') return 'en';
  }
  return 'en';
}
