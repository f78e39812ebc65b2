import { type Locale, textIn } from '../../lib/model/schemas';
import { cardProblemCodes } from '../../lib/qualification/card-check';
import { type FileIssue, formIssueCodes } from '../../lib/qualification/file-issues';
import type { TranslateIn } from '../i18n/translate';

/** Parts of a criterion or card that have a name in the editor. */
const partNames = [
  'id',
  'version',
  'kind',
  'name',
  'about',
  'label',
  'level',
  'weight',
  'prior',
  'gate',
  'readyAt',
  'letGoBelow',
  'forAe',
  'stage',
  'effort',
  'topic',
  'role',
  'staleAfterDays',
  'crm',
  'unit',
  'currency',
  'rates',
  'effect',
  'recycleDays',
  'from',
  'criteria',
  'disqualifiers',
  'learnt',
  'en',
  'zh-CN',
] as const;

/** Lists whose entries are named by their number. */
const listNames = ['questions', 'options', 'bands', 'askIf', 'when'] as const;

/** What is wrong with a scorecard's file, as a sentence that says where. */
export function fileIssueText(t: TranslateIn<'scorecardEditor'>, issue: FileIssue, locale: Locale): string {
  const { code, params, about } = issue;
  const problem = cardProblemCodes.find((each) => each === code);
  if (problem !== undefined) {
    const name = typeof about === 'string' ? about : textIn(about, locale);
    return t(`problem.${problem}`, { name, option: '', ...params });
  }
  const form = formIssueCodes.find((each) => each === code) ?? 'other';
  return t('filePlace.sentence', { place: placeText(t, issue, locale), what: t(`fileIssue.${form}`, params) });
}

function placeText(t: TranslateIn<'scorecardEditor'>, { part, within }: FileIssue, locale: Locale): string {
  const steps = within.flatMap((step, index) => {
    const next = within[index + 1];
    const list = listNames.find((each) => each === step);
    if (list !== undefined) {
      return [
        next === undefined ? t(`filePlace.all.${list}`) : t(`filePlace.one.${list}`, { number: Number(next) + 1 }),
      ];
    }
    const known = partNames.find((each) => each === step);
    return known === undefined ? [] : [t(`filePlace.part.${known}`)];
  });
  return [partText(t, part, locale), ...steps].join(t('filePlace.in'));
}

function partText(t: TranslateIn<'scorecardEditor'>, part: FileIssue['part'], locale: Locale): string {
  if (part === null) return t('filePlace.card');
  const name = part.name === null ? '' : textIn(part.name, locale);
  return t(name === '' ? `filePlace.${part.area}` : `filePlace.${part.area}Named`, { number: part.number, name });
}
