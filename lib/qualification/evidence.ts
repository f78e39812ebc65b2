import { type Locale, type LocalText, textIn } from '../model/schemas';
import type { HeldAnswer } from './answer';

/** Where answers mostly come from; anything else (a link, a quote, a name) is kept as it is typed. */
export const evidenceSources = ['call', 'email', 'meeting', 'web', 'crm', 'colleague'] as const;
export type EvidenceSource = (typeof evidenceSources)[number];

/** Data, because evidence goes into the brief and from there into the CRM. */
const words: Readonly<Record<EvidenceSource, LocalText>> = {
  call: { en: 'heard in a call', 'zh-CN': '通话中听到' },
  email: { en: 'from an e-mail', 'zh-CN': '来自邮件' },
  meeting: { en: 'said in a meeting', 'zh-CN': '会议中提到' },
  web: { en: 'found on the web', 'zh-CN': '网上查到' },
  crm: { en: 'from the CRM', 'zh-CN': '来自 CRM' },
  colleague: { en: 'told by a colleague', 'zh-CN': '同事告知' },
};

/** A source in words. */
export function sourceLabel(source: EvidenceSource, locale: Locale): string {
  return textIn(words[source], locale);
}

/** What is stored for what was typed: the source where it is one in any language, else the text. */
export function evidenceFrom(typed: string): string {
  const text = typed.trim();
  const same = (label: string | undefined) => label?.toLocaleLowerCase() === text.toLocaleLowerCase();
  return evidenceSources.find((source) => same(words[source].en) || same(words[source]['zh-CN'])) ?? text;
}

/** Stored evidence in words; empty where there is none. */
export function evidenceLabel(evidence: string | undefined, locale: Locale): string {
  const text = evidence?.trim() ?? '';
  const source = evidenceSources.find((each) => each === text);
  return source === undefined ? text : sourceLabel(source, locale);
}

/** Where an answer comes from, as said, or as known by itself: during a call, or only from a field of the CRM. */
export function evidenceOf({ evidence, source, callId }: HeldAnswer): string | undefined {
  if (evidence !== undefined && evidence.trim() !== '') return evidence;
  if (source === 'crm') return 'crm' satisfies EvidenceSource;
  return callId == null ? undefined : ('call' satisfies EvidenceSource);
}
