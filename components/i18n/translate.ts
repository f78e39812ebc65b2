import { createInstance, type i18n } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Locale, locales } from '../../lib/model/schemas';
import { type KeyOf, type Namespace, namespaces, type PrefixedKey, resources } from './resources';

/** What fills a text's `{{variables}}`; `count` chooses the plural form. */
export type TextValues = Readonly<Record<string, string | number>>;

/** Gives a text by its key, the namespace before a colon: `sync:title`. */
export type Translate = (key: PrefixedKey, values?: TextValues) => string;

/** The same with the keys of one namespace unprefixed; serves wherever a plain {@link Translate} is asked for. */
export type TranslateIn<N extends Namespace> = (key: KeyOf<N> | PrefixedKey, values?: TextValues) => string;

/** The texts in one language, ready at once. */
export function createTexts(locale: Locale): i18n {
  const texts = createInstance();
  void texts.init({
    lng: locale,
    supportedLngs: [...locales],
    fallbackLng: 'en',
    ns: [...namespaces],
    defaultNS: 'common',
    resources,
    initAsync: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  return texts;
}

/** A translate function outside React (background, tests). */
export function translateIn(locale: Locale): Translate {
  const texts = createTexts(locale);
  return (key, values) => texts.t(key, { ...values });
}

/** The translate function of a namespace in the surface's language. */
export function useT<N extends Namespace>(namespace: N): TranslateIn<N> {
  const { i18n: texts } = useTranslation();
  return useMemo(() => {
    const fixed = texts.getFixedT(null, namespace);
    return (key: string, values?: TextValues) => fixed(key, { ...values });
  }, [texts, namespace]);
}
