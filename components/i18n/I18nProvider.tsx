import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { I18nextProvider } from 'react-i18next';
import { useSettings } from '../data/settings';
import { LocaleContext } from './formats';
import { resolveLocale } from './locale';
import { textsIn } from './translate';

/**
 * Speaks the SDR's language and wears their theme: sets `lang` and `data-theme` (always `light` or `dark`) on `<html>`.
 * Renders nothing until the settings were read (about a millisecond), so that nothing flashes in the wrong language.
 */
export function I18nProvider({ children }: { readonly children: ReactNode }) {
  const settings = useSettings();
  const systemDark = useSystemDark();
  const locale = resolveLocale(settings?.language ?? 'auto', navigator.languages);
  const texts = textsIn(locale);
  const chosen = settings?.theme ?? 'auto';
  const theme = chosen === 'auto' ? (systemDark ? 'dark' : 'light') : chosen;
  useEffect(() => {
    document.documentElement.lang = locale;
    document.documentElement.dataset['theme'] = theme;
  }, [locale, theme]);
  if (settings === undefined) return null;
  return (
    <I18nextProvider i18n={texts}>
      <LocaleContext value={locale}>{children}</LocaleContext>
    </I18nextProvider>
  );
}

const darkQuery = '(prefers-color-scheme: dark)';

function useSystemDark(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(darkQuery);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(darkQuery).matches,
  );
}
