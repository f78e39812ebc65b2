import { ArrowRight } from 'lucide-react';
import type { NextLead } from '../call/use-logging';
import { useLocale, useT } from '../i18n';
import { hintOf } from '../sidebar/keymap';
import { Kbd } from '../ui/Kbd';
import styles from './NextLine.module.css';
import { whyText } from './why-text';

export interface NextLineProps {
  readonly next: NextLead | null;
  readonly now: number;
  readonly onOpen: () => void;
}

/** Whom to call next and why; opens that lead. */
export function NextLine({ next, now, onOpen }: NextLineProps) {
  const t = useT('queue');
  const locale = useLocale();
  if (next === null) return null;
  const { item, name } = next;
  const company = item.company === null || item.company === '' ? '' : ` · ${item.company}`;
  return (
    <button type="button" className={styles['line']} aria-keyshortcuts={hintOf('nextLead')} onClick={onOpen}>
      <ArrowRight aria-hidden="true" />
      <span className={styles['text']}>
        <span className={styles['who']} dir="auto" title={name + company}>
          {t('next', { name })}
          {company}
        </span>
        <span className={styles['why']}>{whyText(t, locale, item, now)}</span>
      </span>
      <Kbd>{hintOf('nextLead')}</Kbd>
    </button>
  );
}
