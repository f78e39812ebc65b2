import call from '../../assets/locales/en/call.json';
import calling from '../../assets/locales/en/calling.json';
import clause from '../../assets/locales/en/clause.json';
import common from '../../assets/locales/en/common.json';
import crmField from '../../assets/locales/en/crmField.json';
import dock from '../../assets/locales/en/dock.json';
import error from '../../assets/locales/en/error.json';
import handoff from '../../assets/locales/en/handoff.json';
import history from '../../assets/locales/en/history.json';
import lead from '../../assets/locales/en/lead.json';
import learning from '../../assets/locales/en/learning.json';
import plays from '../../assets/locales/en/plays.json';
import progress from '../../assets/locales/en/progress.json';
import queue from '../../assets/locales/en/queue.json';
import scorecard from '../../assets/locales/en/scorecard.json';
import scorecardEditor from '../../assets/locales/en/scorecardEditor.json';
import settings from '../../assets/locales/en/settings.json';
import sync from '../../assets/locales/en/sync.json';
import ui from '../../assets/locales/en/ui.json';
import zhCall from '../../assets/locales/zh_CN/call.json';
import zhCalling from '../../assets/locales/zh_CN/calling.json';
import zhClause from '../../assets/locales/zh_CN/clause.json';
import zhCommon from '../../assets/locales/zh_CN/common.json';
import zhCrmField from '../../assets/locales/zh_CN/crmField.json';
import zhDock from '../../assets/locales/zh_CN/dock.json';
import zhError from '../../assets/locales/zh_CN/error.json';
import zhHandoff from '../../assets/locales/zh_CN/handoff.json';
import zhHistory from '../../assets/locales/zh_CN/history.json';
import zhLead from '../../assets/locales/zh_CN/lead.json';
import zhLearning from '../../assets/locales/zh_CN/learning.json';
import zhPlays from '../../assets/locales/zh_CN/plays.json';
import zhProgress from '../../assets/locales/zh_CN/progress.json';
import zhQueue from '../../assets/locales/zh_CN/queue.json';
import zhScorecard from '../../assets/locales/zh_CN/scorecard.json';
import zhScorecardEditor from '../../assets/locales/zh_CN/scorecardEditor.json';
import zhSettings from '../../assets/locales/zh_CN/settings.json';
import zhSync from '../../assets/locales/zh_CN/sync.json';
import zhUi from '../../assets/locales/zh_CN/ui.json';
import type { Locale } from '../../lib/model/schemas';

const english = {
  call,
  calling,
  clause,
  common,
  crmField,
  dock,
  error,
  handoff,
  history,
  lead,
  plays,
  learning,
  progress,
  queue,
  scorecard,
  scorecardEditor,
  settings,
  sync,
  ui,
};
type English = typeof english;

type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type WithoutPlural<K extends string> = K extends `${infer Base}_${PluralForm}` ? Base : K;

/** What another language must hold: every key of the English texts, with Chinese's one plural form (`_other`) for each plural. */
type SameTexts<T> = {
  [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string ? string : SameTexts<T[K]>;
};

const chinese: SameTexts<English> = {
  call: zhCall,
  calling: zhCalling,
  clause: zhClause,
  common: zhCommon,
  crmField: zhCrmField,
  dock: zhDock,
  error: zhError,
  handoff: zhHandoff,
  history: zhHistory,
  lead: zhLead,
  plays: zhPlays,
  learning: zhLearning,
  progress: zhProgress,
  queue: zhQueue,
  scorecard: zhScorecard,
  scorecardEditor: zhScorecardEditor,
  settings: zhSettings,
  sync: zhSync,
  ui: zhUi,
};

/** Every interface text in every language, loaded statically: a surface paints its first frame in the right language. */
export const resources = { en: english, 'zh-CN': chinese } satisfies Record<Locale, unknown>;

export type Namespace = keyof English;
export const namespaces = Object.freeze(Object.keys(english));

type KeysIn<T> = {
  [K in keyof T & string]: T[K] extends string ? WithoutPlural<K> : `${K}.${KeysIn<T[K]>}`;
}[keyof T & string];

/** A key of one namespace, plural ending left out. */
export type KeyOf<N extends Namespace> = KeysIn<English[N]>;
/** A key with its namespace before a colon; every translate function takes it. */
export type PrefixedKey = { [N in Namespace]: `${N}:${KeyOf<N>}` }[Namespace];

/** True where the texts hold `key` (for keys made of data, such as clause ids). */
export function isTextKey(key: string): key is PrefixedKey {
  const [namespace = '', path = ''] = key.split(':');
  let node: unknown = english;
  for (const step of [namespace, ...path.split('.')]) {
    if (typeof node !== 'object' || node === null) return false;
    const found = new Map<string, unknown>(Object.entries(node));
    node = found.get(step) ?? found.get(`${step}_other`);
  }
  return typeof node === 'string';
}
