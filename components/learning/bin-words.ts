import type { ReportBin, ReportCriterion } from '../../lib/learning/report';
import type { Formats } from '../i18n/formats';
import type { TranslateIn } from '../i18n/translate';

const shownTexts = 6;

/** A bin as a person would say it: "2 to 4", "500 or more", "retail, health", "not known". */
export function binWords(
  t: TranslateIn<'learning'>,
  formats: Pick<Formats, 'number'>,
  bin: ReportBin,
  { isWhole }: Pick<ReportCriterion, 'isWhole'>,
): string {
  const parts = bin.texts.slice(0, shownTexts);
  const more = bin.texts.length - parts.length;
  if (more > 0) parts.push(t('bin.more', { count: more }));
  if (bin.numbers !== null) parts.push(stretchWords(t, formats, bin.numbers, isWhole));
  if (bin.hasOthers) parts.push(parts.length === 0 ? t('bin.others') : t('bin.orOthers'));
  if (bin.hasMissing) parts.push(t('bin.missing'));
  return parts.join(t('bin.separator'));
}

function stretchWords(
  t: TranslateIn<'learning'>,
  formats: Pick<Formats, 'number'>,
  { from, to }: { from: number | null; to: number | null },
  isWhole: boolean,
): string {
  const say = (value: number) => formats.number(value, isWhole ? 0 : 6);
  if (from === null) return to === null ? t('bin.anyNumber') : t('bin.below', { to: say(to) });
  if (to === null) return t('bin.from', { from: say(from) });
  if (!isWhole) return t('bin.between', { from: say(from), to: say(to) });
  return to - from === 1 ? say(from) : t('bin.whole', { from: say(from), to: say(to - 1) });
}
