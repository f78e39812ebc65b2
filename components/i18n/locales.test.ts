import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isTextKey, namespaces } from './resources';

const folder = join(import.meta.dirname, '../../assets/locales');
const languages = { en: 'en', zh_CN: 'zh-CN' } as const;
const pluralForm = /_(zero|one|two|few|many|other)$/;

type Texts = ReadonlyMap<string, string>;

function textsOf(language: keyof typeof languages, namespace: string): Texts {
  const texts = new Map<string, string>();
  const walk = (node: unknown, path: string) => {
    if (typeof node === 'string') return texts.set(path, node);
    if (typeof node !== 'object' || node === null) throw new TypeError(`${language}/${namespace}: ${path} is no text`);
    for (const [key, value] of Object.entries(node)) walk(value, path === '' ? key : `${path}.${key}`);
    return texts;
  };
  walk(JSON.parse(readFileSync(join(folder, language, `${namespace}.json`), 'utf8')), '');
  return texts;
}

const baseKeys = (texts: Texts) => [...new Set([...texts.keys()].map((key) => key.replace(pluralForm, '')))].toSorted();
const variables = (text: string) => [...text.matchAll(/{{\s*(\w+)/g)].map(([, name]) => name ?? '').toSorted();
const filesOf = (language: string) => readdirSync(join(folder, language)).map((file) => file.replace(/\.json$/, ''));

/** The plural keys of a language, by the key they belong to. */
function pluralsOf(texts: Texts): ReadonlyMap<string, readonly string[]> {
  const plurals = new Map<string, string[]>();
  for (const key of texts.keys()) {
    const form = pluralForm.exec(key)?.[1];
    if (form === undefined) continue;
    const base = key.replace(pluralForm, '');
    plurals.set(base, [...(plurals.get(base) ?? []), form].toSorted());
  }
  return plurals;
}

describe('the texts', () => {
  it('have the same namespaces in both languages, and every loaded one exists', () => {
    expect(filesOf('zh_CN').toSorted()).toEqual(filesOf('en').toSorted());
    expect(filesOf('en')).toEqual(expect.arrayContaining([...namespaces]));
  });

  describe.each(filesOf('en'))('of %s', (namespace) => {
    const english = textsOf('en', namespace);
    const chinese = textsOf('zh_CN', namespace);

    it('have the same keys in both languages', () => {
      expect(baseKeys(chinese)).toEqual(baseKeys(english));
    });

    it('are never empty', () => {
      const empty = [...english, ...chinese].filter(([, text]) => text.trim() === '').map(([key]) => key);
      expect(empty).toEqual([]);
    });

    it('name the same variables in both languages', () => {
      const different = [...english]
        .filter(([key, text]) => {
          const other = chinese.get(key) ?? chinese.get(key.replace(pluralForm, '_other')) ?? '';
          return variables(text).join() !== variables(other).join();
        })
        .map(([key]) => key);
      expect(different).toEqual([]);
    });

    it.each(Object.entries(languages))('have every plural form of %s', (language, locale) => {
      const texts = language === 'en' ? english : chinese;
      const needed = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted();
      // A text for exactly none (`_zero`) may be added in any language.
      const gaps = [...pluralsOf(texts)].filter(
        ([, forms]) => forms.filter((form) => form !== 'zero').join() !== needed.join(),
      );
      expect(gaps).toEqual([]);
    });

    it('use Chinese punctuation after Chinese words', () => {
      const western = [...chinese].filter(([, text]) => /\p{Script=Han}[,;:?!]/u.test(text)).map(([key]) => key);
      expect(western).toEqual([]);
    });
  });
});

describe('isTextKey', () => {
  it('knows nested, plural and missing keys', () => {
    expect(isTextKey('error:crm.gone.title')).toBe(true);
    expect(isTextKey('progress:attention.waiting')).toBe(true);
    expect(isTextKey('clause:score.met')).toBe(true);
    expect(isTextKey('clause:nothing.met')).toBe(false);
    expect(isTextKey('error:crm')).toBe(false);
    expect(isTextKey('toString:length')).toBe(false);
  });
});
