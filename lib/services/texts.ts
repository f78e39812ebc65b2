import { createInstance } from 'i18next';
import background from '../../assets/locales/en/background.json';
import calling from '../../assets/locales/en/calling.json';
import dock from '../../assets/locales/en/dock.json';
import handoff from '../../assets/locales/en/handoff.json';
import zhBackground from '../../assets/locales/zh_CN/background.json';
import zhCalling from '../../assets/locales/zh_CN/calling.json';
import zhDock from '../../assets/locales/zh_CN/dock.json';
import zhHandoff from '../../assets/locales/zh_CN/handoff.json';
import type { Locale } from '../model/schemas';

/** Says `key` (`namespace:path`) in one language. Values are put in as they are: none of it becomes HTML. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** A lead's name in a sentence; words for it where nobody knows it. */
export function nameIn(say: Say, name: string): string {
  return name.trim() === '' ? say('background:unnamed') : name;
}

/** What a CRM is told of a call outside the rules. */
function wordsOf({ reason, recorded }: Pick<typeof calling, 'reason' | 'recorded'>) {
  return { reason, recorded };
}

/** What a CRM is told of a handoff. */
function partsOf({ heading, reason }: Pick<typeof handoff, 'heading' | 'reason'>) {
  return { heading, reason };
}

/** The words the background itself needs (badge, dock, tasks written to a CRM), in the language asked for. */
export function createTexts(): (locale: Locale) => Say {
  const i18n = createInstance();
  // Resources are given, so this finishes before it returns.
  void i18n.init({
    initAsync: false,
    lng: 'en',
    fallbackLng: 'en',
    ns: ['background', 'calling', 'dock', 'handoff'],
    interpolation: { escapeValue: false },
    resources: {
      en: { background, calling: wordsOf(calling), dock, handoff: partsOf(handoff) },
      'zh-CN': {
        background: zhBackground,
        calling: wordsOf(zhCalling),
        dock: zhDock,
        handoff: partsOf(zhHandoff),
      },
    },
  });
  const sayOf = (locale: Locale): Say => {
    const translate = i18n.getFixedT(locale);
    return (key, values) => translate(key, { ...values });
  };
  const said = { en: sayOf('en'), 'zh-CN': sayOf('zh-CN') };
  return (locale) => said[locale];
}
