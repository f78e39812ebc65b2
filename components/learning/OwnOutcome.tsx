import { useId, useState } from 'react';
import {
  countFates,
  type FateCounts,
  type FateKind,
  type FateRule,
  fateKinds,
  usualDays,
} from '../../lib/learning/lead-fate';
import { pastCases } from '../../lib/learning/past-table';
import { fewestOfEither } from '../../lib/learning/report';
import { useFormats } from '../i18n/formats';
import { useT } from '../i18n/translate';
import { Banner } from '../ui/Banner';
import { Card } from '../ui/Card';
import { Field, TextInput } from '../ui/Field';
import styles from './LearningPage.module.css';
import type { OwnLeads } from './use-own-leads';

/** The rule an outcome starts with. */
function usualRule(kind: FateKind): FateRule {
  return { kind, days: kind === 'accepted' ? 0 : usualDays[kind] };
}

/** The furthest outcome there is enough of to learn from, else the one there is most of. */
export function firstRule(own: OwnLeads): FateRule {
  const counted = fateKinds.map((kind) => {
    const rule = usualRule(kind);
    const { yes, no } = countFates(pastCases(own.past, own.fates, rule), rule);
    return { rule, rarer: Math.min(yes, no) };
  });
  const enough = counted.findLast(({ rarer }) => rarer >= fewestOfEither);
  const most = counted.reduce(
    (best, one) => (one.rarer > best.rarer ? one : best),
    counted[0] ?? { rule: usualRule('accepted'), rarer: 0 },
  );
  return (enough ?? most).rule;
}

export interface OwnOutcomeProps {
  readonly own: OwnLeads;
  readonly rule: FateRule;
  readonly onChoose: (rule: FateRule) => void;
}

const mostDays = 1500;

/** Which outcome of the own handoffs to learn, with how many cases there are of each, and within how many days it counts. */
export function OwnOutcome({ own, rule, onChoose }: OwnOutcomeProps) {
  const t = useT('learning');
  const name = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const choose = (chosen: FateRule) => {
    setTyped(null);
    onChoose(chosen);
  };
  return (
    <Card title={t('own.title')}>
      <div className={styles['stack']}>
        <fieldset className={styles['outcomes']}>
          <legend>{t('own.choose')}</legend>
          {fateKinds.map((kind) => {
            const its = kind === rule.kind ? rule : usualRule(kind);
            const counts = countFates(pastCases(own.past, own.fates, its), its);
            return (
              <label key={kind} className={styles['outcome']}>
                <input type="radio" name={name} checked={kind === rule.kind} onChange={() => choose(its)} />
                <span className={styles['outcomeName']}>{t(`own.kind.${kind}`)}</span>
                <CaseCounts counts={counts} />
              </label>
            );
          })}
        </fieldset>
        {rule.kind !== 'accepted' && (
          <Field label={t('own.days')} hint={t('own.daysHint')} className={styles['days']}>
            {(control) => (
              <TextInput
                {...control}
                inputMode="numeric"
                value={typed ?? String(rule.days)}
                onChange={({ target }) => {
                  const text = target.value.replace(/\D/g, '').slice(0, 4);
                  setTyped(text);
                  const days = Number(text);
                  if (days >= 1 && days <= mostDays) onChoose({ ...rule, days });
                }}
                onBlur={() => setTyped(null)}
              />
            )}
          </Field>
        )}
        <p className={styles['hint']}>
          {t(rule.kind === 'accepted' ? 'own.acceptedRule' : 'own.rule', { days: rule.days })}
        </p>
        {rule.kind === 'stage2' && !Object.values(own.fates).some(({ knowsStage2 }) => knowsStage2) && (
          <Banner tone="neutral">{t('own.stage2Unset')}</Banner>
        )}
        {own.someUnread && <Banner tone="neutral">{t('own.unread')}</Banner>}
      </div>
    </Card>
  );
}

/** Successes, others, and why the rest is not learnt from. */
function CaseCounts({ counts: { yes, no, tooYoung, unknown, late } }: { readonly counts: FateCounts }) {
  const t = useT('learning');
  const formats = useFormats();
  const parts = [
    t('own.cases', { yes: formats.number(yes), no: formats.number(no) }),
    ...(tooYoung > 0 ? [t('own.tooYoung', { count: tooYoung })] : []),
    ...(unknown > 0 ? [t('own.unknownCount', { count: unknown })] : []),
    ...(late > 0 ? [t('own.late', { count: late })] : []),
  ];
  return (
    <span className={styles['cases']}>
      {parts.map((part) => (
        <span key={part}>{part}</span>
      ))}
    </span>
  );
}
