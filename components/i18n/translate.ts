import { createInstance, type i18n } from 'i18next';
import { useContext } from 'react';
import { I18nContext } from 'react-i18next';
import { remembered } from '../../lib/model/remembered';
import { type Locale, locales } from '../../lib/model/schemas';
import { type KeyOf, type Namespace, namespaces, type PrefixedKey, resources } from './resources';

/** What fills a text's `{{variables}}`; `count` chooses the plural form. */
export type TextValues = Readonly<Record<string, string | number>>;

/** Gives a text by its key, the namespace before a colon: `sync:title`. */
export type Translate = (key: PrefixedKey, values?: TextValues) => string;

/** The same with the keys of one namespace unprefixed; serves wherever a plain {@link Translate} is asked for. */
export type TranslateIn<N extends Namespace> = (key: KeyOf<N> | PrefixedKey, values?: TextValues) => string;

/** The texts in one language, ready at once; the same ones whenever that language is asked for. */
export const textsIn: (locale: Locale) => i18n = remembered(locales.length, (locale: Locale) => locale, createTexts);

function createTexts(locale: Locale): i18n {
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
  const texts = textsIn(locale);
  return (key, values) => texts.t(key, { ...values });
}

/** The translate function of a namespace in the surface's language. */
export function useT<N extends Namespace>(namespace: N): TranslateIn<N> {
  // `useTranslation` also watches for other languages and for texts that load; here an instance has one and all of them.
  const texts = useContext(I18nContext)?.i18n;
  if (texts === undefined) throw new Error('No texts: wrap the surface in I18nProvider');
  return translatorOf(texts, namespace);
}

type Translator = (key: string, values?: TextValues) => string;
const translators = new WeakMap<i18n, Map<Namespace, Translator>>();

/** One function for each instance and namespace. */
function translatorOf(texts: i18n, namespace: Namespace): Translator {
  const known = translators.get(texts) ?? new Map<Namespace, Translator>();
  translators.set(texts, known);
  const translator = known.get(namespace) ?? makeTranslator(texts, namespace);
  known.set(namespace, translator);
  return translator;
}

/** Remembers its texts: painting a lead asks for some hundred, again and again, and most leads for the same. */
function makeTranslator(texts: i18n, namespace: Namespace): Translator {
  const fixed = texts.getFixedT(null, namespace);
  return remembered(
    500,
    (key, values) => (values === undefined ? key : `${key} ${JSON.stringify(values)}`),
    (key: string, values?: TextValues) => (values === undefined ? fixed(key) : fixed(key, { ...values })),
  );
}
